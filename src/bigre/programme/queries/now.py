"""What is on now, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .timetable import PlacedActivity


@dataclass(frozen=True, slots=True)
class NowNext:
    """What is on at a moment, and what the next `slots` hours of start bring."""

    now: tuple[PlacedActivity, ...]
    slots: tuple[tuple[PlacedActivity, ...], ...]
    minutes_to_next: int | None

    @property
    def next(self) -> tuple[PlacedActivity, ...]:
        """What starts next."""
        return self.slots[0] if self.slots else ()


def now_next(placed: Sequence[PlacedActivity], now: datetime, slots: int = 1) -> NowNext:
    """What is on at `now`, and what starts at each of the next `slots` hours of the same day of the programme."""
    on = tuple(one for one in placed if one.starts_at <= now < one.ends_at)
    later = sorted({one.starts_at for one in placed if one.starts_at > now})
    today = [start for start in later if (start - now).total_seconds() < 14 * 3600][:slots]
    groups = tuple(tuple(one for one in placed if one.starts_at == start) for start in today)
    minutes = -(-int((today[0] - now).total_seconds()) // 60) if today else None
    return NowNext(on, groups, minutes)
