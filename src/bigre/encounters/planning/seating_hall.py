"""Everything of a plan of tables that its planners see: who comes, tables, rounds, wishes of theirs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.queries.seating_meetings import pairs_seated, seated_elsewhere
from bigre.encounters.queries.seating_people import Guest, guests_of_plan
from bigre.encounters.rules.seating import Pair, companies, free_numbers, group_sizes, is_settled


@dataclass(frozen=True, slots=True)
class Hall:
    """A plan's rows. `rounds`: those still to be seated; `pins`: round → person → table, of those who are there.

    `guests`: who comes; `everybody`: they, and who sat there and comes no more. `settled`: who has shared a table
    already in rounds that are over, or in another published plan. The `tables` of a plan for volunteers are as many as
    its groups will be; those that aren't made yet are unsaved.
    """

    plan: SeatingPlan
    everybody: tuple[Guest, ...]
    guests: tuple[Guest, ...]
    tables: tuple[SeatingTable, ...]
    rounds: tuple[SeatingRound, ...]
    parties: tuple[frozenset[int], ...]
    needs: frozenset[int]
    pins: Mapping[int, Mapping[int, int]]
    settled: frozenset[Pair]

    def present(self, one: SeatingRound) -> list[Guest]:
        """Who is there in a round."""
        return [guest for guest in self.guests if guest.is_there(one)]

    def sizes(self, one: SeatingRound) -> list[int]:
        """How many go to each group in a round of a plan for volunteers."""
        assert self.plan.group_size
        return group_sizes(len(self.present(one)), self.plan.group_size)

    def tables_for(self, one: SeatingRound) -> tuple[SeatingTable, ...]:
        """The tables that a round may use.

        Of a plan for volunteers as many as it has groups, those first where most people have to be.
        """
        if not self.plan.is_for_volunteers:
            return self.tables
        held = Counter(self.held(one).values())
        ordered = sorted(self.tables, key=lambda table: (-held[table.pk], table.number))
        return tuple(ordered[: max(1, len(held), len(self.sizes(one)))])

    def held(self, one: SeatingRound) -> dict[int, int]:
        """Person → table: who is pinned in a round, and who stays with them."""
        pins = self.pins[one.pk]
        return {
            person: table
            for company in self.companies(one)
            for table in {pins[person] for person in company if person in pins}
            for person in sorted(company)
        }

    def companies(self, one: SeatingRound) -> list[frozenset[int]]:
        """Those present, split into who stays together, each once."""
        return list(dict.fromkeys(companies(self.parties, (guest.pk for guest in self.present(one))).values()))


def hall_of(plan: SeatingPlan, now: datetime) -> Hall:
    """The plan as it stands (10 queries; 13 for volunteers)."""
    everybody = tuple(guests_of_plan(plan))
    guests = tuple(guest for guest in everybody if guest.comes)
    rounds = plan.rounds.order_by("starts_at", "pk")
    open_ones = tuple(one for one in rounds if not is_settled(plan.published_at, one.starts_at, now))
    over = Seat.objects.filter(round__plan=plan).exclude(round__in=open_ones)
    known = {guest.pk for guest in guests}
    hall = Hall(
        plan=plan,
        everybody=everybody,
        guests=guests,
        tables=tuple(plan.tables.order_by("number")),
        rounds=open_ones,
        parties=tuple(
            frozenset(one.pk for one in party.people.all())
            for party in plan.parties.prefetch_related("people").order_by("pk")
        ),
        needs=frozenset(plan.needs.values_list("person_id", flat=True)),
        pins=_pins(open_ones, guests),
        settled=frozenset(
            pair for pair in pairs_seated(over) | pairs_seated(seated_elsewhere(plan)) if known.issuperset(pair)
        ),
    )
    return replace(hall, tables=_groups(hall)) if plan.is_for_volunteers else hall


def _groups(hall: Hall) -> tuple[SeatingTable, ...]:
    """The groups as a search makes them: those there are, and as many more as some round needs, all of one size."""
    needed = [hall.sizes(one) for one in hall.rounds]
    seats = max((hall.plan.group_size or 0, *(size for sizes in needed for size in sizes)))
    for table in hall.tables:
        table.seats = seats
    numbers = free_numbers((table.number for table in hall.tables), max(map(len, needed), default=0))
    made = [SeatingTable(pk=-number, plan=hall.plan, number=number, seats=seats) for number in numbers]
    return tuple(sorted((*hall.tables, *made), key=lambda table: table.number))


def groups_of(hall: Hall) -> list[tuple[int, int]]:
    """What a search makes of who comes, in the fullest round to come: (how many groups, of how many people)."""
    if not hall.plan.is_for_volunteers or not hall.rounds:
        return []
    fullest = Counter(max((hall.sizes(one) for one in hall.rounds), key=sum))
    return [(count, size) for size, count in fullest.items()]


def _pins(rounds: tuple[SeatingRound, ...], guests: tuple[Guest, ...]) -> dict[int, dict[int, int]]:
    there = {one.pk: {guest.pk for guest in guests if guest.is_there(one)} for one in rounds}
    pins: dict[int, dict[int, int]] = {one.pk: {} for one in rounds}
    rows = Seat.objects.filter(round__in=rounds, pinned=True).values_list("round_id", "person_id", "table_id")
    for round_, person, table in rows:
        if person in there[round_]:
            pins[round_][person] = table
    return pins
