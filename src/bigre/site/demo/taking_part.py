"""Who takes part in the edition and when they are there, what each has known of past ones, and the team."""

from datetime import date, datetime
from typing import NamedTuple

from bigre.editions.models import Edition, Participation, Presence, TeamMember
from bigre.people.models import Person

from .cast import Participant
from .chance import chance_for, pick
from .content import content, date_of, proposal_rows

SHARE_OF_FIRST_TIMERS = 0.45
NOON_MINUTES = 13 * 60 + 30


class Stay(NamedTuple):
    """From the morning of a day, or from its noon; until the night of another, or until its noon."""

    first_day: str
    last_day: str
    from_noon: bool = False
    until_noon: bool = False


WHOLE_STAY = Stay("monday", "friday")
STAYS = [
    (WHOLE_STAY, 0.76),
    (Stay("tuesday", "friday"), 0.05),
    (Stay("tuesday", "friday", from_noon=True), 0.03),
    (Stay("wednesday", "friday"), 0.05),
    (Stay("monday", "thursday", until_noon=True), 0.05),
    (Stay("monday", "thursday"), 0.06),
]


def choose_first_timers(people: list[Participant]) -> None:
    """Mark 45 % of the people as coming for the first time: some of those who joined since 2014."""
    wanted = round(len(people) * SHARE_OF_FIRST_TIMERS) - sum(one.first_time for one in people)
    recent = [one for one in people if not one.persona and one.since >= date(2014, 1, 1)]
    for one in chance_for("first-timers").sample(recent, wanted):
        one.first_time = True


def create_participations(
    edition: Edition, people: list[Participant], leaders: dict[str, list[Participant]], now: datetime
) -> None:
    """Everybody takes part; those who are not there all week say when they are, by half-day."""
    participations = [Participation(edition=edition, person=one.person, first_time=one.first_time) for one in people]
    Participation.objects.bulk_create(participations)
    edition.participations.update(joined_at=now)
    source, arrivals, bound = chance_for("stays"), _arrivals(leaders), _bound_to_a_time(leaders)
    presences = []
    for one, participation in zip(people, participations, strict=True):
        stay = pick(source, STAYS)
        if one.email in arrivals:
            stay = Stay(arrivals[one.email], "friday")
        elif one.email in bound or one.role:
            stay = WHOLE_STAY
        if stay != WHOLE_STAY:
            presences.append(_presence(participation, edition, stay))
    Presence.objects.bulk_create(presences)


def _arrivals(leaders: dict[str, list[Participant]]) -> dict[str, str]:
    """On which day people arrive who said so in their proposal, by e-mail."""
    return {one.email: row["arrives"] for row in proposal_rows() if "arrives" in row for one in leaders[row["key"]]}


def _bound_to_a_time(leaders: dict[str, list[Participant]]) -> set[str]:
    """The e-mails of those who lead what is tied to a time: they stay all week."""
    tied = [row["key"] for row in proposal_rows() if not {"when", "pin", "before"}.isdisjoint(row)]
    return {one.email for key in tied for one in leaders[key]}


def _presence(participation: Participation, edition: Edition, stay: Stay) -> Presence:
    first, last = date_of(stay.first_day, edition.starts_on), date_of(stay.last_day, edition.starts_on)
    return Presence(
        participation=participation,
        starts_at=edition.moment(first, NOON_MINUTES if stay.from_noon else edition.opens_minutes),
        ends_at=edition.moment(last, NOON_MINUTES if stay.until_noon else edition.closes_minutes),
    )


def create_memories(editions: list[Edition], people: list[Participant]) -> None:
    """Those who come again took part in one to four of the past editions, none before they joined."""
    source = chance_for("memories")
    rows = []
    for one in people:
        known = [edition for edition in editions if edition.ends_on >= one.since]
        if one.first_time or not known:
            continue
        seen = source.sample(known, min(len(known), source.randint(1, 4)))
        first = min(seen, key=lambda edition: edition.starts_on)
        rows += [Participation(edition=edition, person=one.person, first_time=edition is first) for edition in seen]
    Participation.objects.bulk_create(rows)


def create_team(edition: Edition, people: list[Participant]) -> list[Person]:
    """The personas in their roles, and others beside them; who is in charge of the programme, the persona first."""
    source = chance_for("team")
    members = [(one, one.role) for one in people if one.role]
    taken = {one.email for one, _role in members}
    for row in content("people")["team"]:
        for cooperative in row["cooperatives"]:
            free = [one for one in people if one.cooperative == cooperative and one.email not in taken]
            one = source.choice([one for one in free if not one.first_time and not one.persona])
            taken.add(one.email)
            members.append((one, row["role"]))
    TeamMember.objects.bulk_create([TeamMember(edition=edition, person=one.person, role=role) for one, role in members])
    return [one.person for one, role in members if role == TeamMember.Role.PROGRAMME]
