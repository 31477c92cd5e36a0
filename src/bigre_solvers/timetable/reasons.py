"""Why an activity could not be placed, or not then, as data that a page turns into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bigre_solvers.timetable.problem import Window
from bigre_solvers.timetable.space_reasons import (
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    PlaceLeft,
    SpaceClosed,
    SpacesLackFeatures,
    SpacesTaken,
    SpacesTooSmall,
    SpaceTakenBy,
)


@dataclass(frozen=True, slots=True)
class NoStart:
    """It has no start at all: none of its own starts (and pins and windows) fits inside a block."""

    pinned_start: int | None
    kind: ClassVar[str] = "no_start"

    def __str__(self) -> str:
        return "none of its starts fits inside the hours when activities may run"


@dataclass(frozen=True, slots=True)
class PersonAbsent:
    """The person must be there and is absent at `starts_lost` of `starts` starts; there only in `windows`."""

    person: str
    windows: tuple[Window, ...]
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "person_absent"

    def __str__(self) -> str:
        return f"{self.person} is absent at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class PersonBusy:
    """The person must be there and is held by `activity` (pinned or not) at `starts_lost` of `starts` starts."""

    person: str
    activity: str
    pinned: bool
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "person_busy"

    def __str__(self) -> str:
        pinned = "pinned " if self.pinned else ""
        return f"{self.person} is at {pinned}{self.activity} at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class ConflictsWith:
    """It never overlaps `activity`, which is held at `starts_lost` of `starts` starts."""

    activity: str
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "conflicts_with"

    def __str__(self) -> str:
        return f"may not overlap {self.activity}, which rules out {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class OrderBroken:
    """It must come before or after `activity`, which rules out `starts_lost` of `starts` starts."""

    activity: str
    must_come: str
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "order_broken"

    def __str__(self) -> str:
        return f"must come {self.must_come} {self.activity}, which rules out {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class Pinned:
    """It is pinned at `start`, or in `space` (the other is None)."""

    start: int | None
    space: str | None
    kind: ClassVar[str] = "pinned"

    def __str__(self) -> str:
        return f"is pinned in {self.space}" if self.start is None else f"is pinned at tick {self.start}"


@dataclass(frozen=True, slots=True)
class OwnWindows:
    """It is available only in `windows`, which rules out `starts_lost` of `starts` starts."""

    windows: tuple[Window, ...]
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "own_windows"

    def __str__(self) -> str:
        return f"isn't available at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class NotItsStart:
    """`start` is none of the starts it may have."""

    start: int
    kind: ClassVar[str] = "not_its_start"

    def __str__(self) -> str:
        return f"may not start at tick {self.start}"


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """It would run into what is called `name` (a meal, say), which lies in `windows` and is kept free."""

    name: str
    windows: tuple[Window, ...]
    kind: ClassVar[str] = "protected_time"

    def __str__(self) -> str:
        return f"would run into {self.name}"


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """From `start` on it doesn't fit inside the hours when activities may run."""

    start: int
    kind: ClassVar[str] = "outside_hours"

    def __str__(self) -> str:
        return f"doesn't fit inside the hours when activities may run, from tick {self.start}"


@dataclass(frozen=True, slots=True)
class PoolExhausted:
    """It needs `needed` of the `units` of a pool from which `taken_by` draw at `starts_lost` of `starts` starts."""

    pool: str
    needed: int
    units: int
    taken_by: tuple[str, ...]
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "pool_exhausted"

    def __str__(self) -> str:
        return f"needs {self.needed} of {self.units} {self.pool}, in use by {', '.join(self.taken_by)}"


@dataclass(frozen=True, slots=True)
class TravelTooShort:
    """The person must be there, and at `activity` on another site, with no time to go, at `starts_lost` starts."""

    person: str
    activity: str
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "travel_too_short"

    def __str__(self) -> str:
        return f"{self.person} can't travel from or to {self.activity} in time at {self.starts_lost} starts"


@dataclass(frozen=True, slots=True)
class AlternativeHeld:
    """`activity` is held in its stead."""

    activity: str
    kind: ClassVar[str] = "alternative_held"

    def __str__(self) -> str:
        return f"{self.activity} is held in its stead"


Reason = (
    NoSpaceBigEnough
    | NoSpaceWithFeatures
    | NoStart
    | PersonAbsent
    | PersonBusy
    | SpacesTaken
    | ConflictsWith
    | OrderBroken
    | PlaceLeft
    | SpacesTooSmall
    | SpacesLackFeatures
    | SpaceClosed
    | SpaceTakenBy
    | Pinned
    | OwnWindows
    | NotItsStart
    | ProtectedTime
    | OutsideHours
    | PoolExhausted
    | TravelTooShort
    | AlternativeHeld
)
