"""Somebody of every role in one edition that holds everything which must not leak, each with words of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bigre.api.actions import create_token
from bigre.core.models import Audience, OutgoingMail, secret_digest
from bigre.editions.models import Edition
from bigre.encounters.actions.ledger import remember
from bigre.encounters.actions.openness import avoid
from bigre.people.models import Person
from bigre.programme.actions.calendar_feeds import open_calendar_feed
from bigre.programme.models import SolverRun
from bigre.proposals.models import Invitation, Note, Proposal, ResumeLink, Wish

from . import planning, seating_plans
from .cooperations import cooperation, entry, member, question
from .editions import edition, participation, team_member
from .encounters import introduced, meeting, met, openness, shared_task
from .people import cooperative, membership, occupation, person, person_with_account, signed_in
from .programme import format_of, placement, version
from .proposals import call, proposal, wish
from .team import mailing, opinion
from .together import comment, following, merge, suggestion, topic

LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
# Words that stand nowhere else. A page that shows them shows what they stand for.
SECRETS = {
    name: f"qzx{name}qzx"
    for name in (
        *("draft", "note", "opinion", "wisher", "contact", "address", "mail", "merge"),
        *("kept", "avoided", "journal", "refuser", "task"),
    )
}
ROLES = ("anonymous", "network", "participant", "facilitator", "elsewhere", "press", "planner", "administrator")


@dataclass
class World:
    """The browsers of all roles and the keys of their programs; `values`: what stands in addresses, by place."""

    browsers: dict[str, Client]
    keys: dict[str, dict[str, str]]
    people: dict[str, Person]
    values: dict[str, dict[str, Any]]
    draft: Proposal


def world() -> World:
    """An edition at work: a call and a vote that are open, a published timetable, a draft of the next."""
    small = planning.small_edition()
    people = cast(small.edition)
    submitted, draft = _proposals(small.edition, people)
    call(small.edition, closes_at=FAR_OFF, wishes_open_at=LONG_AGO, wishes_close_at=FAR_OFF)
    values = _said(small.edition, people, submitted, draft) | _planned(small) | _own(people)
    values |= _met(small.edition, people) | _cooperating(people)
    values |= _seated(small.edition, people)
    values[""] |= {"uuid": submitted.uuid}
    browsers = {role: signed_in(one) for role, one in people.items()} | {"anonymous": Client()}
    keys = {role: {"Authorization": f"Bearer {create_token(person=one, name=role)[1]}"} for role, one in people.items()}
    return World(browsers, keys | {"anonymous": {}}, people, values, draft)


def cast(week: Edition) -> dict[str, Person]:
    """Somebody of each role but the anonymous one; nobody has a role that they are not named for."""
    made = {
        role: person_with_account(role.capitalize(), f"{SECRETS['address']}-{role}@example.org") for role in ROLES[1:]
    }
    membership(made["network"], cooperative("Coopérative des Dunes"))
    participation(made["participant"], week)
    participation(made["facilitator"], week)
    team_member(edition("bigre-2021", number=7, life=Edition.Life.ARCHIVED), made["elsewhere"])
    team_member(week, made["press"], "press")
    team_member(week, made["planner"])
    account = made["administrator"].account
    assert account is not None
    account.is_superuser = True
    account.save()
    for one in made.values():
        one.contact = f"{SECRETS['contact']}-{one.name.lower()}"
        one.save()
    return made


def _proposals(week: Edition, people: dict[str, Person]) -> tuple[Proposal, Proposal]:
    lead = people["facilitator"]
    submitted = proposal(week, "Lire un bilan", facilitators=[lead], state=Proposal.State.SUBMITTED)
    secret = SECRETS["draft"]
    draft = proposal(
        week, secret, facilitators=[lead], state=Proposal.State.DRAFT, summary=secret, text=secret, organisation=secret
    )
    wisher = person(SECRETS["wisher"], name_audience=Audience.NOBODY)
    wish(wisher, submitted, Wish.Level.LOVE)
    return submitted, draft


def _said(week: Edition, people: dict[str, Person], submitted: Proposal, draft: Proposal) -> dict[str, dict[str, Any]]:
    lead, network, planner = people["facilitator"], people["network"], people["planner"]
    # Somebody who can answer by themselves: the team reads nothing of what waits for them.
    zoe = person_with_account("Zoé")
    other = proposal(week, "Lire des comptes", facilitators=[lead, zoe], state=Proposal.State.SUBMITTED)
    Note.objects.create(proposal=submitted, author=planner, text=SECRETS["note"], written_at=LONG_AGO)
    asked = opinion(submitted, people["press"], asked_by=planner, question=SECRETS["opinion"])
    following(network, submitted)
    invitation = Invitation.objects.create(
        proposal=submitted,
        email=f"{SECRETS['address']}-invited@example.org",
        invited_by=lead,
        digest=secret_digest("invitation"),
    )
    ResumeLink.objects.create(proposal=draft, person=lead, digest=secret_digest("resume"), expires_at=FAR_OFF)
    mail = _mail()
    return {
        "": {"edition": week.slug, "slug": week.slug, "kind": "formats", "secret": "invitation", "field": "title"},
        "proposals/resume/": {"secret": "resume"},
        "steps/<slug:target>": {"target": "withdrawn"},
        "facilitators/<uuid:who>": {"who": lead.uuid},
        "authors/<uuid:who>": {"who": zoe.uuid},
        "invitations/<int:pk>": {"pk": invitation.pk},
        "comments/<int:pk>": {"pk": comment(submitted, network, now=timezone.now()).pk},
        "suggestions/<int:pk>": {"pk": suggestion(submitted, network, "Lire un vrai bilan").pk},
        "merges/<int:pk>": {"pk": merge(submitted, other, by=lead, title=SECRETS["merge"]).pk},
        "topics/add/": {"kind": "wanted"},
        "topics/<int:pk>": {"pk": topic(week, people["participant"]).pk},
        "mailings/<int:pk>": {"pk": mailing(week, subject_fr=SECRETS["mail"]).pk},
        "outbox/<int:pk>": {"pk": mail.pk},
        "opinions/<int:pk>": {"pk": asked.pk},
        "<slug:kind>/<int:pk>": {"pk": format_of(week).pk},
    }


def _mail() -> OutgoingMail:
    return OutgoingMail.objects.create(
        key="test",
        scope="bigre-2022",
        to=f"{SECRETS['address']}-mail@example.org",
        subject=SECRETS["mail"],
        body=SECRETS["mail"],
        state=OutgoingMail.State.FAILED,
        written_at=LONG_AGO,
        next_attempt_at=LONG_AGO,
    )


def _planned(small: planning.Small) -> dict[str, dict[str, Any]]:
    published = planning.published(small)
    draft = version(small.edition, published_at=None)
    placement(draft, small.songs, small.oratory, planning.TUESDAY, 570)
    run = SolverRun.objects.create(edition=small.edition, version=None, seed=1, seconds_asked=10, state="done")
    closed = planning.disruption(small, small.oratory, planning.MONDAY, 600, 660)
    where = {"activity": small.songs.uuid, "day": "2022-08-22", "format": "frab-xml", "number": draft.number}
    return {
        "programme/": {**where, "other": published.number, "first": 1, "last": 1, "revision": 0},
        "planning/runs/": {"uuid": run.uuid},
        "disruptions/": {"disruption": closed.pk},
        "activities/<uuid>": {"uuid": small.songs.uuid},
    }


def _met(week: Edition, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """The participant and the facilitator said yes, met, shared a task, keep something of it; both avoid somebody."""
    one, other = people["participant"], people["facilitator"]
    avoided = person(SECRETS["avoided"], name_audience=Audience.NOBODY)
    for who in (one, other):
        openness(who)
        avoid(person=who, other=avoided, now=LONG_AGO)
    said, _mirror = introduced(one, other, week, answer="yes", answer_back="yes")
    meeting(one, other, week)
    met(one, other, week)
    remember(person=one, other=other, met=None, note=SECRETS["kept"], now=LONG_AGO)
    return {
        "encounters/<int:pk>": {"pk": said.pk},
        "encounters/with/": {"who": other.uuid},
        "me/": {"uuid": other.uuid},
        "me/met/tasks/": {"pk": shared_task(one, other, week, words=SECRETS["task"]).pk},
    }


def _seated(week: Edition, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """A plan of tables where the participant and the facilitator sit, one of whom avoids the other."""
    guest, lead = people["participant"], people["facilitator"]
    seating_plans.avoids(guest, lead)
    plan = seating_plans.plan(week, published_at=LONG_AGO)
    round_ = plan.rounds.get()
    seating_plans.sit(round_, 1, guest, lead, pinned=True)
    to_come = seating_plans.speed_meeting(week)
    to_come.rounds.update(starts_at=FAR_OFF, ends_at=FAR_OFF + timedelta(minutes=10))
    seating_plans.volunteer(to_come, lead)
    return {
        **{
            f"<uuid:plan>/{act}/": {"plan": to_come.uuid, "person": lead.uuid}
            for act in ("join", "leave", "volunteers")
        },
        "encounters/seating/": {"plan": plan.uuid, "person": guest.uuid},
        "parties/<int:pk>": {"pk": seating_plans.together(plan, guest, lead).pk},
        "needs/<int:pk>": {"pk": seating_plans.need_access(plan, guest).pk},
        "tables/<int:pk>": {"pk": plan.tables.earliest("number").pk},
        "seats/<int:pk>": {"pk": round_.seats.earliest("pk").pk},
        "runs/<int:pk>": {"pk": seating_plans.run(plan).pk},
        "rounds/<int:pk>": {"pk": round_.pk},
    }


def _own(people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    week = people["planner"].team_roles.get().edition
    secret = open_calendar_feed(person=people["facilitator"], edition=week, now=timezone.now())
    return {
        "people/": {"uuid": people["facilitator"].uuid},
        "people/cooperatives/": {"slug": "cooperative-des-dunes"},
        "occupations/<int:pk>": {"pk": occupation(people["facilitator"]).pk},
        "api/tokens/": {"pk": create_token(person=people["facilitator"], name="Clé")[0].pk},
        "calendar/": {"secret": secret},
        "demo/": {"pk": people["planner"].pk},
    }


def _cooperating(people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """A cooperation of the facilitator's that nobody else sees; the participant is invited, somebody has refused."""
    lead = people["facilitator"]
    made = cooperation(lead, name=SECRETS["journal"], sentence=SECRETS["journal"])
    member(of=made, person=people["participant"], state="invited")
    member(of=made, person=person(SECRETS["refuser"], name_audience=Audience.NOBODY), state="refused")
    need = entry(made, lead, SECRETS["journal"], "need")
    question(made, lead, secret="question", sent_at=timezone.now())
    return {"cooperations/": {"uuid": made.uuid, "pk": need.pk, "secret": "question", "answer": "trial"}}
