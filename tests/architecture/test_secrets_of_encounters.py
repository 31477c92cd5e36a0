"""What somebody keeps to themselves changes nothing that another reads, on any page, route, feed or file.

Every address is read twice by each role: before and after somebody else avoids people, refuses introductions, meets
others, says no to tasks that they say they shared, keeps notes of them and knows them, and says that they come to a
plan for volunteers, which planners alone read. Any difference would tell.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from bigre.editions.models import Edition
from bigre.encounters.actions.ledger import remember, say_was_there
from bigre.encounters.actions.openness import avoid, say_known
from bigre.encounters.actions.seating_volunteers import join_plan
from bigre.encounters.actions.shared_tasks import answer_task
from bigre.encounters.models import Encounter, Introduction, SeatingPlan
from bigre.people.models import Person
from bigre.programme.exchange.writing import ExportFormat
from bigre.programme.models import Placement
from bigre.proposals.models import Call
from tests.factories.editions import MONDAY, participation
from tests.factories.encounters import TUESDAY, introduced, met, openness, shared_task
from tests.factories.people import person_with_account
from tests.factories.roles import World, world

from .roles_table import LIBRARY
from .test_roles import address, ask, routes

pytestmark = pytest.mark.django_db

ROLES = ("network", "participant", "facilitator", "planner", "administrator")
WEDNESDAY = TUESDAY + timedelta(days=1)
# What differs at each request anyway: a form's token, a nonce, when a file was made.
FLEETING = re.compile(r'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|DTSTAMP:\w+')
# What is new each time it is asked for: an empty workbook, a draft with its number, proposals' sums with their hour.
NEVER_TWICE_ALIKE = re.compile(r"\.xlsx$|proposals/new/$|proposals/fairness/$")


class Secretive:
    """Bob, who was introduced to everybody of whom the test speaks, and Zoé, whom he will meet.

    Sums are told of five people or more: with the two that the world has, these are four.
    """

    def __init__(self, here: World) -> None:
        self.week = Edition.objects.get(slug=here.values[""]["edition"])
        self.bob, self.zoe = self._somebody("Bob"), self._somebody("Zoé")
        self.others = [here.people[role] for role in ROLES]
        for one in self.others:
            introduced(one, self.bob, self.week, answer="yes")
            shared_task(one, self.bob, self.week)
            shared_task(self.bob, one, self.week, day=MONDAY)
        # Of these Bob says no, and of the others he reads nothing once he avoids who says them.
        self.refused = [shared_task(one, self.bob, self.week, day=WEDNESDAY) for one in self.others]

    def _somebody(self, name: str) -> Person:
        one = person_with_account(name, f"secretive-{name.lower()}@example.org")
        participation(one, self.week)
        openness(one)
        return one

    def keep_secrets(self) -> None:
        """Everything that is Bob's alone."""
        now = timezone.now()
        Introduction.objects.filter(person=self.bob).update(answer="no", answered_at=now)
        for one in self.others:
            avoid(person=self.bob, other=one, now=now)
        for task in self.refused:
            answer_task(task=task, yes=False, now=now)
        answer_task(task=shared_task(self.bob, self.zoe, self.week), yes=True, now=now)
        say_known(person=self.bob, shown=self.others, known=[one.pk for one in self.others], now=now)
        met(self.bob, self.zoe, self.week, happened_at=now - timedelta(days=1))
        remember(person=self.bob, other=self.zoe, met=False, note="À éviter", now=now)
        placement = Placement.objects.earliest("pk")
        placement.activity.max_size = 12
        for one in (self.bob, self.zoe):
            say_was_there(person=one, placement=placement, now=now)

    def say_they_come(self) -> None:
        """What planners alone read: who comes to a plan for volunteers."""
        now, plan = timezone.now(), SeatingPlan.objects.get(whose=SeatingPlan.Whose.VOLUNTEERS)
        assert join_plan(plan=plan, people=[self.bob, self.zoe], now=now, today=now) == 2


def read(here: World, role: str) -> dict[str, tuple[str, str]]:
    """What the role is answered at every address."""
    asked = (route for route in routes() if not route.startswith(LIBRARY) and not NEVER_TWICE_ALIKE.search(route))
    answers = {route: ask(here, role, "GET", address(route, here)) for route in asked}
    return {route: (one.status, FLEETING.sub("", one.text)) for route, one in answers.items()}


@pytest.mark.parametrize("role", ROLES)
def test_what_somebody_keeps_to_themselves_changes_nothing_that_another_reads(role: str) -> None:
    here = world()
    bob = Secretive(here)
    before = read(here, role)
    bob.keep_secrets()
    if role != "planner":
        bob.say_they_come()
    after = read(here, role)
    assert Encounter.objects.filter(activity__isnull=False).exists()
    assert [route for route in before if before[route] != after[route]] == []


def exported(here: World) -> dict[str, object]:
    """What a planner exports in each format: the text of a file, the cells of a workbook."""
    found: dict[str, object] = {}
    for one in ExportFormat:
        response = here.browsers["planner"].get(f"/editions/bigre-2022/programme/export/{one}/")
        content = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200, one
        if one is ExportFormat.XLSX:
            sheets = load_workbook(BytesIO(content))
            found[one] = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}
        else:
            found[one] = FLEETING.sub("", content.decode())
    return found


def test_no_export_tells_what_somebody_keeps_to_themselves() -> None:
    here = world()
    bob = Secretive(here)
    # Wishes leave in a file once their vote is closed.
    Call.objects.update(wishes_close_at=timezone.now() - timedelta(days=1))
    before = exported(here)
    bob.keep_secrets()
    bob.say_they_come()
    assert exported(here) == before
