"""Every state that a page can show, once, in the small gathering; and the addresses where they are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.utils import timezone

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

from .gathering import AFTERNOON, MORNING, TUESDAY, Gathering

State = SolverRun.State


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
    """Alice avoids somebody, met Bob, has to answer about him, has a meeting and shared tasks with Dina and him."""
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
    encounters.shared_task(dina, bigre.alice, bigre.edition)
    encounters.shared_task(bigre.alice, bigre.bob, bigre.edition)
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
    """A published plan with pins, a party, a need, maps, runs that ended; an empty one; two for volunteers."""
    crowd = seating_plans.crowd(bigre.edition, 8, of=people.cooperative("Coopérative des Dunes"))
    made = seating_plans.plan(bigre.edition, (6, 6), published_at=timezone.now())
    dinner = made.rounds.get()
    made.rounds.update(starts_at=timezone.now() + timedelta(days=365), ends_at=timezone.now() + timedelta(days=366))
    seating_plans.sit(dinner, 1, bigre.alice, bigre.bob, *crowd[:3], pinned=True)
    seating_plans.sit(dinner, 2, *crowd[3:7])
    seating_plans.together(made, bigre.alice, bigre.bob)
    seating_plans.need_access(made, bigre.alice)
    seating_plans.run(made, state="failed", failure="Il manque 4 places.", ended_at=timezone.now())
    to_come = seating_plans.speed_meeting(bigre.edition)
    to_come.rounds.update(starts_at=timezone.now() + timedelta(days=2), ends_at=timezone.now() + timedelta(days=3))
    seating_plans.volunteer(to_come, bigre.alice, *crowd[:4])
    return {
        "tables": made.uuid,
        "speed_meeting": to_come.uuid,
        "empty_speed_meeting": seating_plans.speed_meeting(bigre.edition).uuid,
        "empty_tables": seating_plans.plan(bigre.edition, (2,)).uuid,
        "dinner": dinner.pk,
        "failed_seating": made.runs.latest("pk").pk,
        "seating_run": seating_plans.run(made, state="done", new_pairs=20, across_pairs=12, bound=24).pk,
    }


def wishing_and_kept(bigre: Gathering) -> None:
    """A rewritten proposal, a vote that is open, favourites that clash, an edition with nothing in it."""
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


def runs(bigre: Gathering) -> dict[str, UUID]:
    """A run that goes on, and some that ended in every way."""
    ended = timezone.now()
    return {
        "done_run": second_version(bigre),
        "living_run": run(bigre, State.RUNNING, progress=0.4, unplaced_count=2),
        "proven_run": run(bigre, State.DONE, unplaced_count=0, bound=15.5, cost_of_nothing=60.0, ended_at=ended),
        "repair_run": repair_run(bigre),
        "failed_run": run(bigre, State.FAILED, failure="Il manque un espace.", ended_at=ended),
    }


def addresses(bigre: Gathering) -> Callable[[str], str]:
    """Fill the address of a row with what exists."""
    wishing_and_kept(bigre)
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
        "left_out": bigre.activities["Démocratie au travail"].uuid,
        **runs(bigre),
        **written_together(bigre),
        **encounters_of(bigre),
        **tables_that_mix(bigre),
    }
    return lambda address: address.format(**known)
