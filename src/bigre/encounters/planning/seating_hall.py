"""Everything of a plan of tables that its planners see: who comes, tables, rounds, wishes of theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.queries.seating_meetings import pairs_seated, seated_elsewhere
from bigre.encounters.queries.seating_people import Guest, guests_of
from bigre.encounters.rules.seating import Pair, companies, is_settled


@dataclass(frozen=True, slots=True)
class Hall:
    """A plan's rows. `rounds`: those still to be seated; `pins`: round → person → table, of those who are there.

    `settled`: who has shared a table already in rounds that are over, or in another published plan.
    """

    plan: SeatingPlan
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

    def companies(self, one: SeatingRound) -> list[frozenset[int]]:
        """Those present, split into who stays together, each once."""
        return list(dict.fromkeys(companies(self.parties, (guest.pk for guest in self.present(one))).values()))


def hall_of(plan: SeatingPlan, now: datetime) -> Hall:
    """The plan as it stands (10 queries)."""
    guests = tuple(guests_of(plan.edition))
    rounds = plan.rounds.order_by("starts_at", "pk")
    open_ones = tuple(one for one in rounds if not is_settled(plan.published_at, one.starts_at, now))
    over = Seat.objects.filter(round__plan=plan).exclude(round__in=open_ones)
    return Hall(
        plan=plan,
        guests=guests,
        tables=tuple(plan.tables.order_by("number")),
        rounds=open_ones,
        parties=tuple(
            frozenset(one.pk for one in party.people.all())
            for party in plan.parties.prefetch_related("people").order_by("pk")
        ),
        needs=frozenset(plan.needs.values_list("person_id", flat=True)),
        pins=_pins(open_ones, guests),
        settled=frozenset(pairs_seated(over) | pairs_seated(seated_elsewhere(plan))),
    )


def _pins(rounds: tuple[SeatingRound, ...], guests: tuple[Guest, ...]) -> dict[int, dict[int, int]]:
    there = {one.pk: {guest.pk for guest in guests if guest.is_there(one)} for one in rounds}
    pins: dict[int, dict[int, int]] = {one.pk: {} for one in rounds}
    rows = Seat.objects.filter(round__in=rounds, pinned=True).values_list("round_id", "person_id", "table_id")
    for round_, person, table in rows:
        if person in there[round_]:
            pins[round_][person] = table
    return pins
