"""Who doesn't know yet where they sit in the rounds to come of a plan, and what each was told before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.rules.seating import table_label
from bigre.people.models import Person
from bigre.programme.queries.told import is_reachable


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a round, and the table that its person was told instead (`before`), if any."""

    round: str
    starts_at: datetime
    ends_at: datetime
    number: int
    name: str
    before: int | None

    @property
    def label(self) -> str:
        """What the table is called in a sentence."""
        return table_label(self.number, self.name)


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody who has to be told: all their places to come, and when they were told a table that they have no more."""

    person: Person
    places: tuple[Place, ...]
    gone: tuple[datetime, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """How many people a mail would reach, how many of those concerned it wouldn't, and whether none was told before."""

    mails: int
    unreachable: int
    is_first: bool


def telling_of(untold: Collection[Untold]) -> Telling:
    """How many, for planners: where people sit they see anyway."""
    mails = sum(is_reachable(one.person) for one in untold)
    return Telling(mails, len(untold) - mails, all(one.is_first for one in untold))


type Known = Mapping[datetime, int]


def untold_of(plan: SeatingPlan, moment: datetime) -> list[Untold]:
    """Those whose tables in rounds after this moment aren't what they were told, by name (3 queries, 2 when nobody)."""
    sitting, told = _sitting(plan, moment), _told(plan, moment)
    changed = {
        who
        for who in sitting.keys() | told.keys()
        if {at: place.number for at, place in sitting.get(who, {}).items()} != told.get(who, {})
    }
    if not changed:
        return []
    people = Person.objects.filter(pk__in=changed).select_related("account").order_by("name", "pk")
    return [_untold(one, sitting.get(one.pk, {}), told.get(one.pk)) for one in people]


def _sitting(plan: SeatingPlan, moment: datetime) -> dict[int, dict[datetime, Place]]:
    """Person → when → place."""
    found: defaultdict[int, dict[datetime, Place]] = defaultdict(dict)
    seats = Seat.objects.filter(round__plan=plan, round__starts_at__gt=moment).order_by("round__starts_at", "round_id")
    fields = ("person_id", "round__name", "round__starts_at", "round__ends_at", "table__number", "table__name")
    for who, name, starts_at, ends_at, number, table in seats.values_list(*fields):
        found[who][starts_at] = Place(name, starts_at, ends_at, number, table, before=None)
    return found


def _told(plan: SeatingPlan, moment: datetime) -> dict[int, Known]:
    """Person → when → number of the table, of what is still to come."""
    found: dict[int, Known] = {}
    for who, tables in plan.told.values_list("person_id", "tables"):
        known = {datetime.fromisoformat(at): number for at, number in tables}
        found[who] = {at: number for at, number in known.items() if at > moment}
    return found


def _untold(person: Person, sitting: Mapping[datetime, Place], told: Known | None) -> Untold:
    known = told or {}
    return Untold(
        person=person,
        places=tuple(_with_before(place, known.get(at)) for at, place in sitting.items()),
        gone=tuple(sorted(known.keys() - sitting.keys())),
        is_first=told is None,
    )


def _with_before(place: Place, number: int | None) -> Place:
    before = number if number != place.number else None
    return replace(place, before=before)
