"""Wall-clock minutes and ticks of an edition, counted from local midnight of its first day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import gcd

from bigre.editions.models import Edition
from bigre_solvers.timetable import Window

DAY = 24 * 60
type Moments = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns moments into minutes and ticks and back. Clocks may change at night: noon stays noon all the same."""

    edition: Edition
    tick_minutes: int = 1

    def minutes(self, moment: datetime) -> int:
        """Minutes on the wall clock from the edition's first midnight to `moment`, negative before it."""
        local = moment.astimezone(self.edition.zone).replace(tzinfo=None)
        return int((local - datetime.combine(self.edition.starts_on, time.min)).total_seconds() // 60)

    def moment(self, minutes: int) -> datetime:
        """The instant that the wall clock shows so many minutes after the first midnight."""
        day, rest = divmod(minutes, DAY)
        return self.edition.moment(self.edition.starts_on + timedelta(days=day), rest)

    def moment_of(self, tick: int) -> datetime:
        """The instant at which a tick starts."""
        return self.moment(tick * self.tick_minutes)

    def ticks(self, minutes: int) -> int:
        """How many whole ticks there are in so many minutes, rounded up."""
        return -(-minutes // self.tick_minutes)

    def window(self, start: int, end: int) -> Window | None:
        """The ticks that lie wholly between two minutes; None when there is none."""
        first, last = self.ticks(max(start, 0)), end // self.tick_minutes
        return Window(first, last) if last > first else None

    def windows(self, moments: Iterable[Moments], holes: Iterable[Moments] = ()) -> tuple[Window, ...] | None:
        """The stretches between pairs of moments, merged, without the holes; None (always) when there are neither."""
        pairs, cut = self._stretches(moments), self._stretches(holes)
        if not pairs and not cut:
            return None
        # Without any pair: from the first midnight to the end of the night that follows the last day.
        whole = pairs or [(0, (len(self.edition.days) + 1) * DAY)]
        found = (self.window(start, end) for stretch in merged(whole) for start, end in without(stretch, cut))
        return tuple(window for window in found if window)

    def _stretches(self, moments: Iterable[Moments]) -> list[tuple[int, int]]:
        return [(self.minutes(start), self.minutes(end)) for start, end in moments]


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch or overlap joined into one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(stretch: tuple[int, int], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What remains of a stretch once the holes are cut out of it."""
    left, reached = [], stretch[0]
    for start, end in merged(holes):
        if start >= stretch[1]:
            break
        if start > reached:
            left.append((reached, start))
        reached = max(reached, end)
    return [*left, (reached, stretch[1])] if reached < stretch[1] else left


def tick_for(minutes: Iterable[int]) -> int:
    """The longest tick that divides the day and hits all of these minutes."""
    return gcd(DAY, *minutes)
