"""Every page, in both colour schemes, on a phone and on a desk: for every eye, without a fault, within the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page

from bigre.core.models import secret_digest
from bigre.editions.models import Edition
from bigre.encounters.actions.openness import avoid
from bigre.programme.actions.disruptions import record_disruption
from bigre.programme.actions.pins import pin
from bigre.programme.models import Placement, SolverRun
from bigre.proposals.models import Wish
from tests.factories import (
    cooperations,
    editions,
    encounters,
    people,
    programme,
    proposals,
    seating_plans,
    team,
    together,
)

from .conftest import DESK, PHONE
from .gathering import AFTERNOON, MORNING, TUESDAY, Gathering, come_in
from .pages import ANONYMOUS, EVERYBODY, NOT_PAGES, ROWS, names

State = SolverRun.State
SCREENS = {"phone": PHONE, "desk": DESK}
# What is left of 1280 pixels for who reads at 400 % (WCAG 1.4.10).
ENLARGED = 320


def run(bigre: Gathering, state: State, **fields: Any) -> UUID:
    """A run of the solver with its drawn costs."""
    costs = {"wishes": 12.5, "room_size": 4.0}
    now = timezone.now()
    made = SolverRun.objects.create(
        edition=bigre.edition, state=state, seed=1, seconds_asked=30, costs=costs, seen_at=now, **fields
    )
    return made.uuid


def second_version(bigre: Gathering) -> UUID:
    """A draft that moves one activity and leaves the others out, pinned; and the run that made it."""
    activity = bigre.activities["Composter à plusieurs"]
    first: Placement = bigre.version.placements.get(activity=activity)
    draft = programme.version(bigre.edition, published_at=None)
    programme.placement(draft, activity, first.space, TUESDAY, AFTERNOON + 60)
    pin(activity=activity, starts_at=first.starts_at, space=first.space, by=bigre.chloe, now=timezone.now())
    done = run(bigre, State.DONE, version=draft, unplaced_count=1)
    left_out = bigre.activities["Démocratie au travail"]
    SolverRun.objects.get(uuid=done).unplaced.create(activity=left_out, reasons=[])
    return done


def repair_run(bigre: Gathering) -> UUID:
    """A closed space, and a search that found one way to repair what it upsets."""
    upset = bigre.activities["Cooperatives across borders"]
    record_disruption(
        edition=bigre.edition,
        missing=bigre.version.placements.get(activity=upset).space,
        starts_at=bigre.edition.moment(TUESDAY, MORNING),
        ends_at=bigre.edition.moment(TUESDAY, AFTERNOON),
        by=bigre.chloe,
        now=timezone.now(),
    )
    done = run(bigre, State.DONE, kind=SolverRun.Kind.REPAIR, ended_at=timezone.now())
    draft = programme.version(bigre.edition, published_at=None)
    for one in bigre.version.placements.all():
        programme.placement(draft, one.activity, one.space, TUESDAY, AFTERNOON + 60)
    SolverRun.objects.get(uuid=done).repairs.create(
        version=draft, base=bigre.version, kind="fewest", position=0, touched=3, proven=True
    )
    return done


def written_together(bigre: Gathering) -> dict[str, object]:
    """A discussion, other words, a merge that waits for an answer, an offer near something wanted."""
    one, now = bigre.proposal, timezone.now()
    part, other_part = (
        proposals.proposal(bigre.edition, title, facilitators=[who], state="submitted")
        for title, who in (("Lire un bilan", bigre.alice), ("Comprendre un bilan", bigre.bob))
    )
    together.topic(bigre.edition, bigre.chloe, "Composts et potagers", kind="offered")
    return {
        "comment": together.comment(one, bigre.alice, "Avec **quoi** ?", now=now).pk,
        "suggestion": together.suggestion(one, bigre.alice, "Composter ensemble", note="Plus court.").pk,
        "part": part.uuid,
        "other_part": other_part.uuid,
        "merge": together.merge(part, other_part, by=bigre.alice).pk,
        "topic": together.topic(bigre.edition, bigre.alice, "Composter au potager", text="Du **seau**.").pk,
    }


def writing(bigre: Gathering) -> dict[str, Any]:
    """A draft of Alice's, a link back to it, and an invitation to lead it."""
    draft = proposals.proposal(bigre.edition, "Lire un bilan", facilitators=[bigre.alice], state="draft")
    secrets = {"resume_secret": "resume", "invitation_secret": "invitation"}
    draft.resume_links.create(
        person=bigre.alice, digest=secret_digest("resume"), expires_at=timezone.now() + timedelta(days=1)
    )
    draft.invitations.create(email="dina@example.org", digest=secret_digest("invitation"), invited_by=bigre.alice)
    return {"draft": draft.uuid, **secrets}


def encounters_of(bigre: Gathering) -> dict[str, object]:
    """Alice avoids somebody, met Bob, has to answer about him, and has a meeting with Dina."""
    dina = people.person_with_account("Dina", contact="dina@example.org")
    editions.participation(dina, bigre.edition)
    encounters.openness(bigre.alice, ask_me_about="mes ruches")
    for one in (bigre.bob, dina):
        encounters.openness(one, ask_me_about="l’opéra")
    why = [{"kind": "other_trade"}, {"kind": "far", "km": 400}]
    encounters.introduced(bigre.alice, bigre.bob, bigre.edition, reasons=why, unexpected=True)
    encounters.introduced(bigre.alice, dina, bigre.edition, answer="yes", answer_back="yes")
    encounters.meeting(bigre.alice, dina, bigre.edition)
    encounters.met(bigre.alice, bigre.bob, bigre.edition)
    avoid(person=bigre.alice, other=bigre.chloe, now=timezone.now())
    return {"dina": dina.uuid}


def cooperating(bigre: Gathering) -> dict[str, Any]:
    """A cooperation of Alice's and Bob's with a whole journal, to which Chloé is invited, and a question about it."""
    dunes = people.cooperative("Mutuelle des Entre-Métiers")
    made = cooperations.cooperation(
        bigre.alice, bigre.bob, cooperatives=[bigre.cooperative, dunes], audience="everyone", edition=bigre.edition
    )
    cooperations.member(of=made, person=bigre.chloe, state="invited", invited_by=bigre.alice)
    cooperations.entry(made, bigre.bob, "On s’est trouvés **à table**.", "testimony")
    cooperations.entry(made, bigre.alice, "", "state", state="trial")
    need = cooperations.entry(made, bigre.alice, "Un lieu", "need")
    cooperations.question(made, bigre.alice, secret="question", sent_at=timezone.now())  # of a test
    early = timezone.localdate() - timedelta(days=4000)
    cooperations.cooperation(
        name="Compta", cooperatives=[bigre.cooperative, dunes], audience="everyone", begun_on=early
    )
    return {"cooperation": made.uuid, "need": need.pk}


def tables_that_mix(bigre: Gathering) -> dict[str, object]:
    """A published plan with pins, a party, a need, maps of meetings, runs that ended; and an empty one."""
    crowd = seating_plans.crowd(bigre.edition, 8, of=people.cooperative("Coopérative des Dunes"))
    made = seating_plans.plan(bigre.edition, (6, 6), published_at=timezone.now())
    dinner = made.rounds.get()
    made.rounds.update(starts_at=timezone.now() + timedelta(days=365), ends_at=timezone.now() + timedelta(days=366))
    seating_plans.sit(dinner, 1, bigre.alice, bigre.bob, *crowd[:3], pinned=True)
    seating_plans.sit(dinner, 2, *crowd[3:7])
    seating_plans.together(made, bigre.alice, bigre.bob)
    seating_plans.need_access(made, bigre.alice)
    seating_plans.run(made, state="failed", failure="Il manque 4 places.", ended_at=timezone.now())
    return {
        "tables": made.uuid,
        "empty_tables": seating_plans.plan(bigre.edition, (2,)).uuid,
        "dinner": dinner.pk,
        "failed_seating": made.runs.latest("pk").pk,
        "seating_run": seating_plans.run(made, state="done", new_pairs=20, across_pairs=12, bound=24).pk,
    }


@pytest.fixture
def address_of(bigre: Gathering) -> Callable[[str], str]:
    """Fill the address of a row with what exists; every state that a page can show exists once."""
    composting = bigre.activities["Composter à plusieurs"]
    composting.proposal = bigre.proposal
    composting.text = "Ce que disait la proposition avant d’être réécrite."
    composting.save()
    bigre.proposal.wishes.create(person=bigre.alice, level=Wish.Level.LOVE)
    empty = editions.edition("empty", name="Bigre! Rencontre 2023", number=9, life=Edition.Life.CALL_OPEN)
    editions.team_member(empty, bigre.chloe)
    for title in ("Démocratie au travail", "Composter à plusieurs"):
        bigre.alice.favourites.create(activity=bigre.activities[title])
    # A passkey is added by who has confirmed their address.
    EmailAddress.objects.create(user=bigre.alice.account, email="alice@example.org", verified=True, primary=True)
    a_year = timedelta(days=365)
    proposals.call(bigre.edition, wishes_open_at=timezone.now() - a_year, wishes_close_at=timezone.now() + a_year)
    known = {
        "activity": bigre.activities["Composter à plusieurs"].uuid,
        "alice": bigre.alice.uuid,
        "bob": bigre.bob.uuid,
        "chloe": bigre.chloe.uuid,
        **cooperating(bigre),
        "cooperative": bigre.cooperative.slug,
        "occupation": people.occupation(bigre.alice).pk,
        "proposal": bigre.proposal.uuid,
        **writing(bigre),
        "question": proposals.question(bigre.edition, choices=["Oui", "Pas encore"]).pk,
        "mailing": team.mailing(bigre.edition).pk,
        "opinion": team.opinion(bigre.proposal, bigre.chloe, question="Assez joyeux ?").pk,
        "done_run": second_version(bigre),
        "living_run": run(bigre, State.RUNNING, progress=0.4, unplaced_count=2),
        "left_out": bigre.activities["Démocratie au travail"].uuid,
        "proven_run": run(
            bigre, State.DONE, unplaced_count=0, bound=15.5, cost_of_nothing=60.0, ended_at=timezone.now()
        ),
        "repair_run": repair_run(bigre),
        **written_together(bigre),
        **encounters_of(bigre),
        **tables_that_mix(bigre),
        "failed_run": run(bigre, State.FAILED, failure="Il manque un espace.", ended_at=timezone.now()),
    }
    return lambda address: address.format(**known)


class Complaints:
    """What the browser's console says against the pages: errors, and what the security policy refused."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def so_far(self) -> list[str]:
        """Everything since the last time."""
        said, self.said = self.said, []
        return said


def too_wide(page: Page) -> list[str]:
    """Where the page as a whole scrolls sideways: on this screen, or enlarged until 320 pixels are left of it."""
    screen = page.viewport_size
    assert screen is not None
    faults = []
    for width in (ENLARGED, screen["width"]):
        page.set_viewport_size({"width": width, "height": screen["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{wide} px too wide for {width}"] if wide > 0 else []
    return faults


@dataclass(frozen=True)
class Look:
    """Somebody's browser, with a screen of some size, and what it complains of."""

    viewer: str
    page: Page
    complaints: Complaints


@pytest.fixture(params=[f"{viewer}, {screen}" for viewer in EVERYBODY for screen in SCREENS])
def look(request: pytest.FixtureRequest, page: Page, server: str, bigre: Gathering, settings: Any) -> Look:
    viewer, screen = request.param.split(", ")
    settings.DEMO = True
    page.set_viewport_size({"width": SCREENS[screen]["width"], "height": SCREENS[screen]["height"]})
    if viewer != ANONYMOUS:
        come_in(page, server, getattr(bigre, viewer))
    return Look(viewer, page, Complaints(page))


def test_every_page_is_for_everybody(
    look: Look, server: str, address_of: Callable[[str], str], axe: Callable[[Page], list[str]]
) -> None:
    faults: dict[str, list[str]] = {}
    for row in (row for row in ROWS if look.viewer in row.viewers):
        address = address_of(row.address)
        response = look.page.goto(server + address)
        status = [] if response is not None and response.ok else [f"answers {response and response.status}"]
        elsewhere = [] if look.page.url == server + address else [f"leads to {look.page.url}"]
        faults[address] = [*status, *elsewhere, *too_wide(look.page), *axe(look.page), *look.complaints.so_far()]
    assert {address: found for address, found in faults.items() if found} == {}


def test_pages_of_errors_are_for_everybody_too(
    page: Page, server: str, bigre: Gathering, axe: Callable[[Page], list[str]]
) -> None:
    come_in(page, server, bigre.alice)
    for address, status in (("/nowhere/", 404), ("/import/", 403)):
        response = page.goto(server + address)
        assert response is not None
        assert (response.status, axe(page), too_wide(page)) == (status, [], [])


def test_no_address_is_forgotten() -> None:
    """A new page belongs in the table of pages; something else among what is not looked at."""
    known = {row.name for row in ROWS}.union(*NOT_PAGES.values())
    assert set(names()) - known == set()
    assert known - set(names()) == set()
