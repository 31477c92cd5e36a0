"""The edition after 2022, invented and in the middle of its co-construction on the day the demo is loaded."""

from datetime import datetime, timedelta
from typing import Any

from bigre.editions.models import Edition, Involvement, Stop, TeamMember
from bigre.people.models import Person
from bigre.proposals.models import Call, Proposal, Transition

from .call import create_questions, words_of
from .cast import Participant
from .coming import come_again
from .content import Row, content
from .edition import create_kinds, create_rhythm
from .proposals import Leaders, write_proposals
from .put_aside import leaders_among
from .talk import create_talk

State = Proposal.State
# How what stands there got there.
WAYS: dict[str, list[str]] = {
    State.DRAFT: [],
    State.SUBMITTED: [State.SUBMITTED],
    State.DISCUSSED: [State.SUBMITTED, State.DISCUSSED],
    State.ACCEPTED: [State.SUBMITTED, State.DISCUSSED, State.ACCEPTED],
    State.CONFIRMED: [State.SUBMITTED, State.ACCEPTED, State.CONFIRMED],
    State.OPEN_SPACE: [State.SUBMITTED, State.DISCUSSED, State.OPEN_SPACE],
    State.DECLINED: [State.SUBMITTED, State.DISCUSSED, State.DECLINED],
    State.WITHDRAWN: [State.SUBMITTED, State.WITHDRAWN],
    State.MERGED: [State.SUBMITTED, State.MERGED],
}
BY_CONTACT = frozenset({State.SUBMITTED, State.CONFIRMED, State.WITHDRAWN})


def create_next_edition(before: Edition, people: list[Participant], now: datetime) -> Edition:
    """The edition with its open call and what is proposed and said; its team and place are those of the one before."""
    now = now.replace(minute=0, second=0, microsecond=0)
    edition = _create_edition(before, now)
    create_kinds(edition)
    create_rhythm(edition)
    create_questions(edition)
    _create_call(edition, now)
    rows: list[Row] = content("next_edition")["proposal"]
    leaders = leaders_among(people, rows, concept="next edition")
    _lead_together(rows, leaders)
    proposals = write_proposals(edition, rows, leaders, now)
    _tell_history(rows, proposals, leaders, edition, now)
    create_talk(edition, proposals, leaders, people, now)
    come_again(edition, proposals, leaders, people, now)
    return edition


def _create_edition(before: Edition, now: datetime) -> Edition:
    row = content("next_edition")["edition"]
    day = (now + timedelta(days=row["days_until"])).date()
    monday = day + timedelta(days=-day.weekday() % 7)
    edition = Edition.objects.create(
        slug=row["slug"],
        number=row["number"],
        name=row["name"],
        summary=row["summary"].strip(),
        starts_on=monday,
        ends_on=monday + timedelta(days=4),
        time_zone=before.time_zone,
        opens_minutes=before.opens_minutes,
        closes_minutes=before.closes_minutes,
        life=Edition.Life.CALL_OPEN,
        assumed=True,
    )
    stop = before.stops.get()
    Stop.objects.create(
        edition=edition,
        name=stop.name,
        place=stop.place,
        venue=stop.venue,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
    )
    _carry_over(before, edition)
    return edition


def _carry_over(before: Edition, edition: Edition) -> None:
    """The same cooperatives organise, and the same people are its team."""
    organising = before.involvements.filter(role=Involvement.Role.ORGANISER).order_by("pk")
    Involvement.objects.bulk_create(
        [Involvement(edition=edition, cooperative_id=one.cooperative_id, role=one.role) for one in organising]
    )
    team = before.team.order_by("pk")
    TeamMember.objects.bulk_create(
        [TeamMember(edition=edition, person_id=one.person_id, role=one.role) for one in team]
    )


def _create_call(edition: Edition, now: datetime) -> None:
    rows = content("next_edition")
    row: dict[str, Any] = rows["edition"]
    morning = now.replace(hour=9)
    opened = morning - timedelta(days=row["days_since_opening"])
    Call.objects.create(
        edition=edition,
        opens_at=opened,
        closes_at=morning + timedelta(days=row["days_until_closing"]),
        announced_at=opened - timedelta(days=6),
        wishes_open_at=morning - timedelta(days=row["wishes_days_ago"]),
        wishes_close_at=morning + timedelta(days=row["wishes_days_ahead"]),
        offers_awareness=True,
        **words_of(rows),
    )


def _lead_together(rows: list[Row], leaders: Leaders) -> None:
    """What two proposals may become, or have become, is of all who lead them."""
    for row in rows:
        parts = [part for part in rows if row["key"] in {part.get("merge"), part.get("into")}]
        if parts:
            leaders[row["key"]] = [one for part in parts for one in leaders[part["key"]]]


def _tell_history(
    rows: list[Row], proposals: dict[str, Proposal], leaders: Leaders, edition: Edition, now: datetime
) -> None:
    """When each was submitted, and what became of it since."""
    member = programme_team(edition)[0]
    made: list[Transition] = []
    for row in rows:
        proposal, contact = proposals[row["key"]], leaders[row["key"]][0].person
        begun = now - timedelta(days=row["ago"], hours=2)
        proposal.created_at = begun - timedelta(hours=20)
        stood: str = State.DRAFT
        for position, target in enumerate(WAYS[proposal.state]):
            at = begun + timedelta(days=position * row["ago"] / 4)
            by = contact if target in BY_CONTACT else member
            made.append(Transition(proposal=proposal, source=stood, target=target, made_by=by, made_at=at))
            stood = target
        proposal.submitted_at = begun if WAYS[proposal.state] else None
        if "reason" in row:
            made[-1].category, made[-1].reason = row.get("category", ""), row["reason"].strip()
    Transition.objects.bulk_create(made)
    Proposal.objects.bulk_update(proposals.values(), ["created_at", "submitted_at"])


def programme_team(edition: Edition) -> list[Person]:
    """Who is in charge of the edition's programme."""
    members = edition.team.filter(role=TeamMember.Role.PROGRAMME).order_by("pk")
    return [one.person for one in members.select_related("person")]
