"""Sums of who met whom that single nobody out: which groups may be named, which sums may be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

# No sum speaks of fewer people than this, neither of those who met nor of those who didn't.
THRESHOLD = 5
# The group of all whose own would be too small, or who show none.
OTHERS = ""

type Pair = tuple[int, int]


def groups_told(group_of: Mapping[int, str]) -> dict[int, str]:
    """Person → the group under which sums may count them: their own if it has enough people, else `OTHERS`.

    `OTHERS` itself is never too small either: groups join it, the smallest first, until it has enough people.
    """
    sizes = Counter(group_of.values())
    small = {group for group, size in sizes.items() if group == OTHERS or size < THRESHOLD}
    rest = sorted(sizes.keys() - small, key=lambda group: (sizes[group], group))
    while rest and 0 < sum(sizes[group] for group in small) < THRESHOLD:
        small.add(rest.pop(0))
    return {person: OTHERS if group in small else group for person, group in group_of.items()}


@dataclass(frozen=True, slots=True)
class Sums:
    """How many pairs met between groups: only sums that may be told are in `cells`, by two groups in order.

    Whatever is added up from it (rows, totals) is added up from what is told: no difference gives a hidden sum away.
    """

    sizes: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]

    def between(self, one: str, other: str) -> int | None:
        """Pairs who met; None when it is not told: fewer than `THRESHOLD` people, nobody, or nearly all of them."""
        return self.cells.get((min(one, other), max(one, other)))

    def total(self, group: str | None = None) -> int:
        """What is told of one group, or of all."""
        return sum(pairs for groups, pairs in self.cells.items() if group is None or group in groups)

    def possible(self, one: str, other: str) -> int:
        """How many pairs there are between two groups, or within one."""
        size = self.sizes.get(one, 0)
        return size * (size - 1) // 2 if one == other else size * self.sizes.get(other, 0)


def sums_of(pairs: Iterable[Pair], group_of: Mapping[int, str]) -> Sums:
    """The sums of distinct pairs between groups as `groups_told` gives them; pairs of people without one count nowhere.

    It depends on groups and numbers only: two people of one group may change places and every sum stays.
    """
    sizes = Counter(group_of.values())
    sizes = Counter({group: size for group, size in sizes.items() if size >= THRESHOLD})
    known = {
        (min(pair), max(pair)) for pair in pairs if group_of.get(pair[0]) in sizes and group_of.get(pair[1]) in sizes
    }
    partners: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    cells: Counter[tuple[str, str]] = Counter()
    for one, other in known:
        first, second = group_of[one], group_of[other]
        cells[min(first, second), max(first, second)] += 1
        partners[first, second][one] += 1
        partners[second, first][other] += 1
    told = {
        (first, second): cells[first, second]
        for first, second in combinations_with_replacement(sorted(sizes), 2)
        if _may_be_told(first, second, sizes, partners)
    }
    return Sums(dict(sizes), told)


def _may_be_told(
    first: str, second: str, sizes: Mapping[str, int], partners: Mapping[tuple[str, str], Mapping[int, int]]
) -> bool:
    """On either side, enough people met somebody of the other group, and enough haven't met everybody of it."""
    for mine, theirs in ((first, second), (second, first)):
        counts = partners.get((mine, theirs), {})
        everybody = sizes[theirs] - (mine == theirs)
        missed = sizes[mine] - sum(count == everybody for count in counts.values())
        if min(len(counts), missed) < THRESHOLD:
            return False
    return True


def added(one: Sums, other: Sums) -> Sums:
    """Two sums over the same groups as one; a sum that is told in one of them only counts alone.

    So who knows what is added learns nothing of what was hidden before.
    """
    keys = one.cells.keys() | other.cells.keys()
    cells = {key: one.cells.get(key, 0) + other.cells.get(key, 0) for key in keys}
    return Sums({**one.sizes, **other.sizes}, cells)


# How many bars a drawing has at most, besides that of 0.
MOST_BARS = 8
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Bar:
    """So many people whose number is from `low` to `high`, both included."""

    low: int
    high: int
    people: int


def bars_of(numbers: Iterable[int]) -> list[Bar]:
    """How many people have which number (0, 1–10, 11–20…); nothing when there are fewer than `THRESHOLD` in all.

    No bar speaks of fewer: neighbours are joined from the lowest on until they are enough, and what is left over at
    the end joins the last.
    """
    counts = Counter(numbers)
    if counts.total() < THRESHOLD:
        return []
    width = _width(max(counts) - min(counts))
    stretches = dict.fromkeys(range(_stretch(min(counts), width), _stretch(max(counts), width) + 1), 0)
    for number, people in counts.items():
        stretches[_stretch(number, width)] += people
    return _joined([Bar(_low(one, width), one * width, people) for one, people in stretches.items()])


def _joined(bars: Iterable[Bar]) -> list[Bar]:
    found: list[Bar] = []
    for bar in bars:
        found.append(bar)
        if len(found) > 1 and found[-2].people < THRESHOLD:
            found[-2:] = [_one(found[-2], bar)]
    if len(found) > 1 and found[-1].people < THRESHOLD:
        found[-2:] = [_one(*found[-2:])]
    return found


def _one(first: Bar, second: Bar) -> Bar:
    return Bar(first.low, second.high, first.people + second.people)


def _width(span: int) -> int:
    """How many numbers a bar stands for, so that no more than `MOST_BARS` are needed."""
    return next((width for width in WIDTHS if width * MOST_BARS > span), WIDTHS[-1])


def _stretch(number: int, width: int) -> int:
    """0 by itself, then 1 to `width`, and so on."""
    return -(-number // width)


def _low(stretch: int, width: int) -> int:
    return (stretch - 1) * width + 1 if stretch else 0
