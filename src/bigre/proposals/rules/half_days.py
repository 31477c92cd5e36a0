"""The half-days of an edition by which people tell when they are available."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from bigre.editions.models import Band, Edition

# Where one part of the day gives way to the next, in minutes from midnight.
NOON, DUSK = 13 * 60, 18 * 60 + 30
PARTS: dict[str, str | Promise] = {
    "morning": gettext_lazy("matin"),
    "afternoon": gettext_lazy("après-midi"),
    "evening": gettext_lazy("soir"),
}

type Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A part of one day of the edition; `key` is what a form sends."""

    day: date
    part: str
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """« 2022-08-22.morning »."""
        return f"{self.day.isoformat()}.{self.part}"

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the stretch has a moment in common with it."""
        return self.starts_at < ends_at and starts_at < self.ends_at


def half_days(edition: Edition, bands: Iterable[Band]) -> list[HalfDay]:
    """The parts of each day in which the edition has a band; all of them while it has no bands yet."""
    known = list(bands)
    cuts = [
        edition.opens_minutes,
        *(cut for cut in (NOON, DUSK) if edition.opens_minutes < cut < edition.closes_minutes),
        edition.closes_minutes,
    ]
    return [
        HalfDay(day, _part(start), edition.moment(day, start), edition.moment(day, end))
        for day in edition.days
        for start, end in pairwise(cuts)
        if not known or any(_is_on(band, day, start, end) for band in known)
    ]


def _part(start: int) -> str:
    if start < NOON:
        return "morning"
    return "afternoon" if start < DUSK else "evening"


def _is_on(band: Band, day: date, start: int, end: int) -> bool:
    return band.day in {None, day} and band.starts_minutes < end and start < band.ends_minutes


def ticked(halves: Iterable[HalfDay], windows: Iterable[Stretch]) -> set[str]:
    """The keys of the half-days in which the windows have a moment."""
    known = list(windows)
    return {half.key for half in halves if any(half.meets(start, end) for start, end in known)}


def joined(halves: Sequence[HalfDay], keys: Iterable[str]) -> list[Stretch]:
    """The ticked half-days as windows; those that touch are one, so that an activity may cross noon."""
    chosen = set(keys)
    windows: list[Stretch] = []
    for half in halves:
        if half.key not in chosen:
            continue
        if windows and windows[-1][1] == half.starts_at:
            windows[-1] = (windows[-1][0], half.ends_at)
        else:
            windows.append((half.starts_at, half.ends_at))
    return windows
