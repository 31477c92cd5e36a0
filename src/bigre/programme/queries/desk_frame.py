"""What of a draft somebody has before their eyes at the desk: every day or one, every space or some."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self

from bigre.editions.models import Edition, Space
from bigre.programme.models import TimetableVersion

from .grid import MOST_ROWS
from .timetable import programme_day


@dataclass(frozen=True)
class Frame:
    """A part of the desk: one `day`, or all when there is none; and those `spaces`, in the order of the venue."""

    edition: Edition
    spaces: Sequence[Space]
    day: date | None = None

    @classmethod
    def whole(cls, version: TimetableVersion) -> Self:
        """Every day and every space (1 query)."""
        return cls(version.edition, spaces_of(version.edition, version))

    @cached_property
    def columns(self) -> dict[int, int]:
        """Space → its column, from 1."""
        return {space.pk: number for number, space in enumerate(self.spaces, start=1)}

    @property
    def days(self) -> list[date]:
        """The days drawn, in order."""
        return [self.day] if self.day else self.edition.days

    @property
    def fits(self) -> bool:
        """Whether the design system can draw it to scale."""
        return len(self.spaces) <= 30 and self.edition.closes_minutes - opening_of(self.edition) <= MOST_ROWS * 15

    def holds(self, day: date, space: int) -> bool:
        """Whether what takes place there on that day is drawn."""
        return day in self.days and space in self.columns


def opening_of(edition: Edition) -> int:
    """The minute of the day at which the drawing of a day begins: a whole hour."""
    return edition.opens_minutes // 60 * 60


def day_and_row(edition: Edition, moment: datetime) -> tuple[date, int]:
    """The day to which a moment belongs, and how many quarters of an hour below its opening hour it is drawn."""
    local = moment.astimezone(edition.zone)
    day = programme_day(edition, local)
    minutes = (local.date() - day).days * 1440 + local.hour * 60 + local.minute
    return day, min(MOST_ROWS, max(0, (minutes - opening_of(edition)) // 15))


def spaces_of(edition: Edition, version: TimetableVersion) -> list[Space]:
    """The spaces that are planned, and any other that the draft uses, in the order of the venue (1 query)."""
    planned = Space.objects.filter(venue__stop__edition=edition, plannable=True)
    used = Space.objects.filter(placements__version=version)
    return list((planned.distinct() | used.distinct()).order_by("position", "name", "pk"))
