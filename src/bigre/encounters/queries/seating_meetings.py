"""What a plan of tables brings: new meetings, counted from seats alone, and meetings between cooperatives, in sums."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet

from bigre.encounters.models import Encounter, Seat, SeatingPlan
from bigre.encounters.rules.aggregates import OTHERS, Bar, Sums, added, bars_of, groups_told, sums_of
from bigre.encounters.rules.seating import Pair, across, pairs_at

from .seating_people import Guest


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs share a table for the first time, and how many of them across cooperatives."""

    pairs: int
    across: int


def pairs_seated(seats: QuerySet[Seat]) -> set[Pair]:
    """Everybody who shares a table, as pairs (1 query)."""
    tables: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for round_, table, person in seats.values_list("round_id", "table_id", "person_id"):
        tables[round_, table].append(person)
    return pairs_at(tables.values())


def seated_elsewhere(plan: SeatingPlan) -> QuerySet[Seat]:
    """The seats of the other published plans of the edition: whoever shares a table there has met."""
    others = Seat.objects.filter(round__plan__edition=plan.edition_id, round__plan__published_at__isnull=False)
    return others.exclude(round__plan=plan)


def figures_of(plan: SeatingPlan, guests: Sequence[Guest]) -> Figures:
    """The new pairs of the plan as it is now (2 queries).

    Counted from seats that planners see anyway. The ledger, what people say of whom they know and whom they would
    rather avoid have no part in it: otherwise moving somebody and looking at the number would tell of them.
    """
    return figures_among(new_pairs(plan), guests)


def new_pairs(plan: SeatingPlan) -> set[Pair]:
    """Who shares a table in the plan and in no other published one (2 queries)."""
    return pairs_seated(Seat.objects.filter(round__plan=plan)) - pairs_seated(seated_elsewhere(plan))


def figures_among(new: Collection[Pair], guests: Sequence[Guest]) -> Figures:
    """The figures of these new pairs."""
    return Figures(len(new), across(new, {one.pk: one.cooperative for one in guests}))


def spread_of(new: Iterable[Pair], seated: Iterable[int]) -> list[Bar]:
    """How many of those seated meet how many new people over the plan; counted from seats, as `figures_of`."""
    met = Counter(chain.from_iterable(new))
    return bars_of(met[person] for person in seated)


def people_seated(plan: SeatingPlan) -> set[int]:
    """Who has a place in at least one round (1 query)."""
    return set(Seat.objects.filter(round__plan=plan).values_list("person_id", flat=True))


def share_of(figures: Figures, bound: int | None) -> int | None:
    """New pairs as a percentage of what they could be at most; 100 when everybody had met before."""
    if bound is None:
        return None
    return min(100, 100 * figures.pairs // bound) if bound else 100


# The drawing of a map: its margin, the width of a column, the height of a row.
MARGIN, COLUMN, ROW = 36, 60, 46


@dataclass(frozen=True, slots=True)
class Square:
    """Meetings between two groups: how many pairs (`None`: not told), and how strongly it is drawn, 0 to 5."""

    column: int
    pairs: int | None
    level: int

    @property
    def left(self) -> int:
        """Where it is drawn, from the left of the map."""
        return MARGIN + (self.column - 1) * COLUMN

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.left + COLUMN // 2 - 1


@dataclass(frozen=True, slots=True)
class Line:
    """A group with its number of people, and its meetings with each group."""

    number: int
    name: str
    people: int
    before: tuple[Square, ...]
    after: tuple[Square, ...]

    @property
    def middle(self) -> int:
        """Where the number of the group's column stands."""
        return self.before[self.number - 1].middle

    @property
    def top(self) -> int:
        """Where the row is drawn, from the top of the map."""
        return MARGIN + (self.number - 1) * ROW

    @property
    def baseline(self) -> int:
        """On which line its numbers stand."""
        return self.top + ROW // 2 + 4

    @property
    def width(self) -> int:
        """How wide the whole map is."""
        return MARGIN + len(self.before) * COLUMN

    @property
    def height(self) -> int:
        """How high the whole map is."""
        return MARGIN + len(self.before) * ROW

    @property
    def compared(self) -> list[tuple[Square, Square]]:
        """Before and after, side by side."""
        return list(zip(self.before, self.after, strict=True))


def lines_of(plan: SeatingPlan, guests: Sequence[Guest]) -> list[Line]:
    """Meetings between cooperatives before the plan, from the ledger, and once people sat as it says (2 queries).

    Sums only, by `rules.aggregates`: of tables, which planners saw when they made them, of all other meetings, and of
    the plan's own tables, each by itself. So taking from a sum what one knows gives back what was told, nothing more.
    """
    group_of = groups_told({one.pk: one.cooperative for one in guests})
    at_tables, elsewhere = pairs_met(plan, group_of.keys())
    before = added(sums_of(at_tables, group_of), sums_of(elsewhere - at_tables, group_of))
    after = added(before, sums_of(pairs_seated(Seat.objects.filter(round__plan=plan)), group_of))
    groups = sorted(before.sizes, key=lambda group: (group == OTHERS, -before.sizes[group], group))
    return [
        Line(number, group, before.sizes[group], _squares(before, group, groups), _squares(after, group, groups))
        for number, group in enumerate(groups, start=1)
    ]


def pairs_met(plan: SeatingPlan, people: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """Who of these people met by the ledger: at tables of other plans, and otherwise (1 query); never shown as such."""
    known = set(people)
    others = Q(round__isnull=True) | ~Q(round__plan=plan)
    rows = Encounter.objects.filter(others, first__participations__edition=plan.edition_id)
    met: tuple[set[Pair], set[Pair]] = (set(), set())
    for first, second, source in rows.values_list("first_id", "second_id", "source"):
        if first in known and second in known:
            met[source != Encounter.Source.TABLE].add((first, second))
    return met


def _squares(sums: Sums, group: str, groups: Sequence[str]) -> tuple[Square, ...]:
    return tuple(
        Square(column, pairs := sums.between(group, other), level_of(pairs, sums.possible(group, other)))
        for column, other in enumerate(groups, start=1)
    )


# From which share of all possible pairs a square is drawn one step stronger.
STEPS = (0.02, 0.1, 0.25, 0.5)


def level_of(pairs: int | None, possible: int) -> int:
    """0 for what is not told, then 1 to 5 by the share of possible pairs who met."""
    if pairs is None or not possible:
        return 0
    return 1 + sum(pairs / possible >= step for step in STEPS)
