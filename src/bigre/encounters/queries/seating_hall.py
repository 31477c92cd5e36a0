"""A round drawn for its planners: each table with who sits there, and who has no place yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.rules.seating import companies

from .seating_people import Guest


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody as a card at a table: pinned there or not, staying with others or not, needing access or not."""

    guest: Guest
    pinned: bool
    in_party: bool
    needs_access: bool


@dataclass(frozen=True, slots=True)
class TableDrawn:
    """A table with its people."""

    table: SeatingTable
    people: tuple[Sitting, ...]

    @property
    def free(self) -> int:
        """How many more may sit there."""
        return max(0, self.table.seats - len(self.people))


@dataclass(frozen=True, slots=True)
class RoundDrawn:
    """All tables of a round, and who is there without a place."""

    round: SeatingRound
    tables: tuple[TableDrawn, ...]
    unseated: tuple[Sitting, ...]


def round_drawn(one: SeatingRound, plan: SeatingPlan, guests: Sequence[Guest]) -> RoundDrawn:
    """The round as it stands (5 queries)."""
    seats = {seat.person_id: seat for seat in Seat.objects.filter(round=one)}
    present = [guest for guest in guests if guest.is_there(one) or guest.pk in seats]
    parties = ([member.pk for member in party.people.all()] for party in plan.parties.prefetch_related("people"))
    company = companies(parties, (guest.pk for guest in present))
    needs = set(plan.needs.values_list("person_id", flat=True))
    at: defaultdict[int | None, list[Sitting]] = defaultdict(list)
    for guest in present:
        seat = seats.get(guest.pk)
        in_party = len(company[guest.pk]) > 1
        at[seat.table_id if seat else None].append(
            Sitting(guest, bool(seat and seat.pinned), in_party, guest.pk in needs)
        )
    tables = tuple(TableDrawn(table, tuple(at[table.pk])) for table in plan.tables.order_by("number"))
    return RoundDrawn(one, tables, tuple(at[None]))


@dataclass(frozen=True, slots=True)
class Card:
    """A person, and at which table they sit in each round: number by round, nothing where they have no place."""

    guest: Guest
    numbers: tuple[int | None, ...]


def cards_of(rounds: Sequence[SeatingRound], guests: Sequence[Guest]) -> list[Card]:
    """Everybody who has a place in one of these rounds, in the order of a directory (1 query)."""
    rows = Seat.objects.filter(round__in=rounds).values_list("person_id", "round_id", "table__number")
    numbers: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for person, round_, number in rows:
        numbers[person][round_] = number
    return [
        Card(guest, tuple(numbers[guest.pk].get(one.pk) for one in rounds)) for guest in guests if guest.pk in numbers
    ]
