"""What happens to groups while people come, leave and sit down: rounds that begin, somebody left alone, who is told."""

from datetime import timedelta

import pytest
from django.test import Client

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.encounters.actions.seating_mails import publish_and_tell, tell_tables
from bigre.encounters.actions.seating_runs import begin_seating, finish_seating, statement_of
from bigre.encounters.actions.seating_volunteers import leave_plan
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound
from bigre.people.models import Person
from tests.factories.editions import participation
from tests.factories.people import cooperative, person_with_account
from tests.factories.seating_plans import NOW, crowd, met, run, seated, sit, speed_meeting, volunteer

from .seating_browser import ROOT, planner_of, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def chloe(week: Edition) -> Client:
    return planner_of(week)


@pytest.fixture
def pairs(week: Edition) -> SeatingPlan:
    """A speed-meeting in pairs: four people, all with an address, in two groups in each of two rounds."""
    made = speed_meeting(week, groups=2, size=2, rounds=2)
    people = [person_with_account(name) for name in ("Alice", "Bob", "Dina", "Elias")]
    for one in people:
        participation(one, week)
    volunteer(made, *people)
    for round_ in rounds_of(made):
        sit(round_, 1, *people[:2])
        sit(round_, 2, *people[2:])
    return made


def rounds_of(of: SeatingPlan) -> list[SeatingRound]:
    return list(of.rounds.order_by("starts_at"))


def told(of: SeatingPlan) -> list[str]:
    """To whom mails go when planners tell who sits elsewhere."""
    before = OutgoingMail.objects.count()
    tell_tables(plan=of, moment=NOW, now=NOW + timedelta(hours=1))
    return sorted(mail.to for mail in OutgoingMail.objects.order_by("pk")[before:])


def test_a_published_round_that_begins_during_a_search_stays_as_people_sat_down(pairs: SeatingPlan) -> None:
    publish_and_tell(plan=pairs, by=None, moment=NOW, now=NOW)
    first, second = rounds_of(pairs)
    one, since = run(pairs), statement_of(pairs)
    begin_seating(run=one, now=NOW)
    alice, table = Person.objects.get(name="Alice"), pairs.tables.get(number=2)
    found = [Seat(round=round_, table=table, person=alice) for round_ in (first, second)]
    assert finish_seating(run=one, rounds=[first, second], seats=found, since=since, now=NOW, today=first.starts_at)
    assert Seat.objects.filter(round=first).count() == 4
    assert [(seat.person.name, seat.table.number) for seat in Seat.objects.filter(round=second)] == [("Alice", 2)]


def test_whom_planners_take_off_the_list_is_told_and_who_leaves_on_their_own_is_not(pairs: SeatingPlan) -> None:
    publish_and_tell(plan=pairs, by=None, moment=NOW, now=NOW)
    alice, bob = Person.objects.get(name="Alice"), Person.objects.get(name="Bob")
    leave_plan(plan=pairs, person=alice, today=NOW, on_their_own=True)
    assert told(pairs) == []
    leave_plan(plan=pairs, person=bob, today=NOW, on_their_own=False)
    assert told(pairs) == ["bob@example.org"]


def test_planners_read_that_somebody_would_be_alone(chloe: Client, pairs: SeatingPlan) -> None:
    where = f"{ROOT}{pairs.uuid}/"
    assert "serait seule" not in text(chloe, where)
    leave_plan(plan=pairs, person=Person.objects.get(name="Alice"), today=NOW, on_their_own=True)
    assert "Tour 1 : une personne serait seule dans son groupe" in text(chloe, where)


def test_sums_between_cooperatives_stay_the_same_whoever_comes(chloe: Client, week: Edition) -> None:
    pines, dunes = cooperative("Pins"), cooperative("Dunes")
    ours, theirs = crowd(week, 7, pines, "Pin"), crowd(week, 7, dunes, "Dune")
    for one in ours[:6]:
        for other in theirs[:6]:
            met(week, one, other)
    made = speed_meeting(week, groups=2)
    volunteer(made, *ours, *theirs)
    sit(rounds_of(made)[0], 1, ours[6], theirs[6])

    def sums() -> str:
        page = text(chloe, f"{ROOT}{made.uuid}/")
        return page[page.index("Qui rencontre qui") : page.index("Publier")]

    before = sums()
    assert "36" in before
    leave_plan(plan=made, person=ours[0], today=NOW, on_their_own=False)
    assert sums() == before


def test_a_smaller_size_is_that_of_groups_once_a_search_has_made_them(week: Edition) -> None:
    made = speed_meeting(week, groups=2, size=4, rounds=1)
    volunteer(made, *crowd(week, 6))
    made.resize(3)
    assert seated(made).state == "done"
    assert sorted(made.tables.values_list("seats", flat=True)) == [3, 3]


def test_nobody_is_told_of_tables_of_an_edition_in_preparation(
    chloe: Client, week: Edition, pairs: SeatingPlan
) -> None:
    Edition.objects.filter(pk=week.pk).update(life=Edition.Life.PREPARATION)
    for act in ("publish", "tell"):
        page = chloe.post(f"{ROOT}{pairs.uuid}/{act}/", follow=True)
        assert "encore en préparation" in page.content.decode()
    pairs.refresh_from_db()
    assert (pairs.published_at, OutgoingMail.objects.count()) == (None, 0)
