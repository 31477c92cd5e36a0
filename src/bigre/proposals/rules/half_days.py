"""Half-days: how people say when they are available, and the windows of time that this makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bigre.core.rules import dated

if TYPE_CHECKING:
    from bigre.editions.models import Edition

type Window = tuple[datetime, datetime]

# Where a morning ends and an evening begins, in minutes from midnight.
NOON, DUSK = 13 * 60, 18 * 60


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A morning, an afternoon or an evening of one day of an edition."""

    key: str
    day: date
    part: str
    starts_at: datetime
    ends_at: datetime

    @property
    def label(self) -> str:
        """Such as « mardi 23 août, matin »."""
        return f"{dated(self.day, 'l j F')}, {self.part}"


def half_days_of(edition: Edition) -> list[HalfDay]:
    """The half-days of the edition in order, from its opening to its closing hour."""
    edges = (edition.opens_minutes, NOON, DUSK, edition.closes_minutes)
    parts = (("morning", _("matin")), ("afternoon", _("après-midi")), ("evening", _("soir")))
    return [
        HalfDay(f"{day}:{key}", day, name, edition.moment(day, start), edition.moment(day, end))
        for day in edition.days
        for (key, name), start, end in zip(parts, edges[:-1], edges[1:], strict=True)
        if end > start
    ]


def windows_from(half_days: Iterable[HalfDay], chosen: Collection[str]) -> list[Window]:
    """The windows that the chosen half-days make; those that follow one another become one. All of them: any time."""
    known = list(half_days)
    kept = [one for one in known if one.key in chosen]
    if len(kept) == len(known):
        return []
    windows: list[Window] = []
    for one in kept:
        if windows and windows[-1][1] == one.starts_at:
            windows[-1] = (windows[-1][0], one.ends_at)
        else:
            windows.append((one.starts_at, one.ends_at))
    return windows


def covered(half_days: Iterable[HalfDay], windows: Collection[Window]) -> list[str]:
    """The keys of the half-days that lie within a window as a whole."""
    return [
        one.key for one in half_days if any(start <= one.starts_at and one.ends_at <= end for start, end in windows)
    ]
