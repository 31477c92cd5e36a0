"""Half hours that two people have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

HALF_HOUR = timedelta(minutes=30)
# Enough to choose from, few enough to read on a phone.
MOST_PER_DAY = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `begins` to `ends`, not included."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Stretch") -> bool:
        """Whether they share a moment."""
        return self.begins < other.ends and other.begins < self.ends


def free_half_hours(open_: Sequence[Stretch], busy: Iterable[Stretch], after: datetime) -> list[Stretch]:
    """The half hours, on the hour or the half, inside one of `open_`, outside all of `busy` and not before `after`."""
    taken = list(busy)
    return [
        half
        for stretch in open_
        for half in _halves(stretch)
        if half.begins >= after and not any(half.overlaps(one) for one in taken)
    ]


def by_day(halves: Iterable[Stretch]) -> dict[date, list[Stretch]]:
    """A few of each day to choose from, spread over it: its first and its last are among them."""
    found: dict[date, list[Stretch]] = {}
    for half in halves:
        found.setdefault(half.begins.date(), []).append(half)
    return {day: _spread(free) for day, free in found.items()}


def _halves(stretch: Stretch) -> Iterable[Stretch]:
    past = timedelta(minutes=stretch.begins.minute % 30, seconds=stretch.begins.second)
    begins = stretch.begins + (HALF_HOUR - past if past else timedelta())
    while begins + HALF_HOUR <= stretch.ends:
        yield Stretch(begins, begins + HALF_HOUR)
        begins += HALF_HOUR


def _spread(halves: Sequence[Stretch]) -> list[Stretch]:
    """At most `MOST_PER_DAY` of them, from first to last in equal steps."""
    if len(halves) <= MOST_PER_DAY:
        return list(halves)
    last = len(halves) - 1
    return [halves[round(k * last / (MOST_PER_DAY - 1))] for k in range(MOST_PER_DAY)]
