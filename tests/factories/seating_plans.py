"""People who eat together: a plan of tables with its dinners, made for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bigre.editions.models import Edition, Presence
from bigre.encounters.models import (
    Acquaintance,
    Avoidance,
    Encounter,
    Introduction,
    Seat,
    SeatingNeed,
    SeatingParty,
    SeatingPlan,
    SeatingRound,
    SeatingRun,
    SeatingTable,
    Volunteer,
)
from bigre.encounters.planning.seating import carry_out_seating
from bigre.people.models import Cooperative, Person

from .editions import MONDAY, participation
from .people import membership, person

NOW = datetime(2022, 8, 1, 9, tzinfo=UTC)
DINNER = 19 * 60


def guests(edition: Edition, *names: str, of: Cooperative | None = None) -> list[Person]:
    """People who take part all week, of one cooperative or of none."""
    made = [person(name) for name in names]
    for one in made:
        participation(one, edition)
        if of is not None:
            membership(one, of)
    return made


def crowd(edition: Edition, count: int, of: Cooperative | None = None, prefix: str = "Convive") -> list[Person]:
    """So many people who take part all week."""
    return guests(edition, *(f"{prefix} {number:03}" for number in range(1, count + 1)), of=of)


def there_only(of: Person, edition: Edition, first: date, last: date) -> Presence:
    """The person is there from the morning of a day until the night of another."""
    return Presence.objects.create(
        participation=of.participations.get(edition=edition),
        starts_at=edition.moment(first, 0),
        ends_at=edition.moment(last, 1440),
    )


def plan(
    edition: Edition,
    tables: Sequence[int] = (4, 4),
    dinners: Sequence[date] = (MONDAY,),
    *,
    accessible: Sequence[int] | None = None,
    **fields: Any,
) -> SeatingPlan:
    """Tables of so many seats, numbered from 1, all accessible unless said which; a dinner on each of these days."""
    defaults: dict[str, Any] = {"name": "Dîners", "made_at": NOW}
    made = SeatingPlan.objects.create(edition=edition, **{**defaults, **fields})
    for number, seats in enumerate(tables, start=1):
        reached = accessible is None or number in accessible
        SeatingTable.objects.create(plan=made, number=number, seats=seats, accessible=reached)
    for day in dinners:
        dinner(made, day)
    return made


def speed_meeting(edition: Edition, *, groups: int = 0, size: int = 4, rounds: int = 3, **fields: Any) -> SeatingPlan:
    """A plan for volunteers: rounds of ten minutes on Monday from 17:00, two minutes apart; so many groups are made."""
    given = {"name": "Speed-meeting", "kind": SeatingPlan.Kind.GROUPS, **fields}
    made = plan(edition, [size] * groups, (), whose=SeatingPlan.Whose.VOLUNTEERS, group_size=size, **given)
    for number in range(rounds):
        starts_at = edition.moment(MONDAY, 17 * 60 + 12 * number)
        SeatingRound.objects.create(
            plan=made, name=f"Tour {number + 1}", starts_at=starts_at, ends_at=starts_at + timedelta(minutes=10)
        )
    return made


def volunteer(of: SeatingPlan, *people: Person) -> None:
    """These people said that they come."""
    Volunteer.objects.bulk_create(Volunteer(plan=of, person=one, said_at=NOW) for one in people)


def dinner(of: SeatingPlan, day: date, starts_minutes: int = DINNER) -> SeatingRound:
    """A dinner of two hours."""
    starts_at = of.edition.moment(day, starts_minutes)
    return SeatingRound.objects.create(
        plan=of, name=f"Dîner du {day.day}", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )


def sit(round_: SeatingRound, number: int, *people: Person, pinned: bool = False) -> None:
    """These people sit at the table of this number."""
    table = round_.plan.tables.get(number=number)
    for one in people:
        Seat.objects.create(round=round_, table=table, person=one, pinned=pinned)


def together(of: SeatingPlan, *people: Person) -> SeatingParty:
    """These people stay at one table."""
    party = SeatingParty.objects.create(plan=of)
    party.people.set(people)
    return party


def need_access(of: SeatingPlan, who: Person) -> SeatingNeed:
    """The person needs an accessible table."""
    return SeatingNeed.objects.create(plan=of, person=who)


def avoids(one: Person, other: Person, ends_on: date = date(2100, 1, 1)) -> Avoidance:
    """One would rather not be with the other."""
    return Avoidance.objects.create(person=one, sealed=str(other.pk), ends_on=ends_on)


def knows(one: Person, other: Person) -> Acquaintance:
    """One says that they know the other."""
    return Acquaintance.objects.create(person=one, other=other, knows=True, said_at=NOW)


def introduced(edition: Edition, one: Person, other: Person) -> None:
    """The two were suggested to each other."""
    for first, second in ((one, other), (other, one)):
        Introduction.objects.create(edition=edition, person=first, other=second, day=MONDAY)


def met(edition: Edition, one: Person, other: Person) -> Encounter:
    """The ledger says that the two met."""
    first, second = sorted((one, other), key=lambda who: who.pk)
    return Encounter.objects.create(
        edition=edition, first=first, second=second, source=Encounter.Source.TASK, happened_at=NOW
    )


def run(of: SeatingPlan, seconds: int = 0, **fields: Any) -> SeatingRun:
    """A search asked for and not begun."""
    given = {"seed": of.runs.count() + 1, "created_at": NOW, "seen_at": NOW}
    return SeatingRun.objects.create(plan=of, seconds_asked=seconds, **{**given, **fields})


def seated(of: SeatingPlan, seconds: int = 0, now: datetime = NOW) -> SeatingRun:
    """The plan, seated as a worker does it; by the first seats that keep every rule unless given time."""
    made = run(of, seconds)
    carry_out_seating(run=made, now=lambda: now, today=lambda: now)
    made.refresh_from_db()
    return made


def tables_of(round_: SeatingRound) -> list[set[str]]:
    """Who sits at each table that is taken, by name."""
    rows = Seat.objects.filter(round=round_).order_by("table__number").values_list("table__number", "person__name")
    return [{name for at, name in rows if at == number} for number in sorted({at for at, _name in rows})]
