"""The rhythm of an edition's days: where activities may start, and the blocks whose edges they never cross."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bigre.editions.models import Band, Edition, ProtectedTime

from .clock import DAY, merged, without

type Stretch = tuple[int, int]

# A pause this short between two bands leaves them in one block: a long activity may run through it.
PAUSE_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Block:
    """Bands that follow one another closely, up to the next protected time or closing; absolute minutes."""

    bands: tuple[Stretch, ...]
    end: int

    @property
    def start(self) -> int:
        """Where its first band starts."""
        return self.bands[0][0]

    def starts(self, minutes: int, grid: int) -> Iterator[int]:
        """When something of so many minutes may start: on the grid within a band that holds it.

        What is longer than every band of the block (a walk, a training) starts with any of them and runs on.
        """
        if minutes > max(end - start for start, end in self.bands):
            yield from (start for start, _end in self.bands if start + minutes <= self.end)
            return
        for start, end in self.bands:
            yield from range(start, end - minutes + 1, grid)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """All blocks of an edition, its protected times and opening hours by name, in absolute minutes."""

    grid: int
    blocks: tuple[Block, ...]
    protected: tuple[tuple[str, Stretch], ...]
    opening: tuple[Stretch, ...]

    def starts(self, minutes: int) -> list[int]:
        """Every minute at which something of this duration may start, ascending."""
        return sorted({start for block in self.blocks for start in block.starts(minutes, self.grid)})

    def holds(self, start: int, minutes: int) -> bool:
        """Whether something fits inside one block from `start` on."""
        return any(block.start <= start and start + minutes <= block.end for block in self.blocks)

    @property
    def longest(self) -> int:
        """The duration of the longest block."""
        return max((block.end - block.start for block in self.blocks), default=0)

    @property
    def marks(self) -> set[int]:
        """Every minute that ticks must hit."""
        edges = {edge for block in self.blocks for band in block.bands for edge in (*band, block.end)}
        return edges | {self.grid} | {edge for _name, stretch in self.protected for edge in stretch}


def rhythm_of(edition: Edition) -> Rhythm:
    """The edition's rhythm, from its opening hours, bands and protected times (2 queries)."""
    days = edition.days
    opening = tuple((n * DAY + edition.opens_minutes, n * DAY + edition.closes_minutes) for n, _day in enumerate(days))
    protected = tuple(_named(days, edition.protected_times.all()))
    holes = [stretch for _name, stretch in protected]
    free = [part for stretch in merged(opening) for part in without(stretch, holes)]
    named = list(_named(days, edition.bands.all()))
    # Without bands, everything outside the protected times is one.
    bands = merged_apart(stretch for _name, stretch in named) if named else free
    blocks = [block for part in free for block in _blocks_within(part, bands)]
    return Rhythm(edition.grid_minutes, tuple(blocks), protected, opening)


def _named(days: list[date], times: QuerySet[Band] | QuerySet[ProtectedTime]) -> Iterator[tuple[str, Stretch]]:
    rows: list[Band | ProtectedTime] = [*times]
    for number, day in enumerate(days):
        for row in rows:
            if row.day in (None, day):
                yield row.name, (number * DAY + row.starts_minutes, number * DAY + row.ends_minutes)


def merged_apart(bands: Iterable[Stretch]) -> list[Stretch]:
    """Bands in order; those that overlap become one, those that only touch stay two."""
    joined: list[Stretch] = []
    for start, end in sorted(bands):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _blocks_within(free: Stretch, bands: list[Stretch]) -> Iterator[Block]:
    """The blocks of one stretch without protected time: a pause longer than half an hour starts a new one."""
    inside = [(max(start, free[0]), min(end, free[1])) for start, end in bands]
    runs: list[list[Stretch]] = []
    for start, end in inside:
        if end <= start:
            continue
        if runs and start - runs[-1][-1][1] <= PAUSE_MINUTES:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    ends = [*(following[0][0] for following in runs[1:]), free[1]]
    for run, end in zip(runs, ends, strict=False):  # a stretch without any band has an end and no run
        yield Block(tuple(run), end)
