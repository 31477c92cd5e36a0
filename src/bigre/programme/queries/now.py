"""What is on now, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .timetable import PlacedActivity


@dataclass(frozen=True, slots=True)
class NowNext:
    """What is on at a moment, and what starts at the next hours."""

    now: tuple[PlacedActivity, ...]
    slots: tuple[tuple[PlacedActivity, ...], ...]
    minutes_to_next: int | None

    @property
    def is_alone(self) -> bool:
        """Whether there is one hour to show only."""
        return bool(self.now) + len(self.slots) == 1

    @property
    def next(self) -> tuple[PlacedActivity, ...]:
        """What starts next."""
        return self.slots[0] if self.slots else ()


def now_next(placed: Sequence[PlacedActivity], now: datetime) -> NowNext:
    """What is on at `now`, and what starts next within half a day; at the next two hours when nothing is on."""
    on = tuple(one for one in placed if one.starts_at <= now < one.ends_at)
    later = sorted({one.starts_at for one in placed if one.starts_at > now})
    today = [start for start in later if start - now < timedelta(hours=14)][: 1 if on else 2]
    groups = tuple(tuple(one for one in placed if one.starts_at == start) for start in today)
    minutes = -(-int((today[0] - now).total_seconds()) // 60) if today else None
    return NowNext(on, groups, minutes)
