"""Why an activity could not be placed, as data that a page turns into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bigre_solvers.timetable.problem import Window


@dataclass(frozen=True, slots=True)
class NoSpaceBigEnough:
    """No space with the right features holds `seats` people; the largest holds `capacity`."""

    seats: int
    largest: str | None
    capacity: int
    kind: ClassVar[str] = "no_space_big_enough"

    def __str__(self) -> str:
        return f"needs {self.seats} seats; the largest suitable space ({self.largest or 'none'}) has {self.capacity}"


@dataclass(frozen=True, slots=True)
class NoSpaceWithFeatures:
    """No space offers all of `features` together; `missing_everywhere` are those that none offers."""

    features: tuple[str, ...]
    missing_everywhere: tuple[str, ...]
    kind: ClassVar[str] = "no_space_with_features"

    def __str__(self) -> str:
        return f"no space offers together: {', '.join(self.features)}"


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
class SpacesTaken:
    """Each of `spaces`, all those with the seats and features needed, is taken or closed at `starts_lost` starts."""

    spaces: tuple[str, ...]
    taken_by: tuple[str, ...]
    seats: int | None
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "spaces_taken"

    def __str__(self) -> str:
        return f"{', '.join(self.spaces)}: taken or closed at {self.starts_lost} of {self.starts} starts"


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
class PlaceLeft:
    """Nothing forbids it at `start` in `space`: the solver was stopped before it got there."""

    start: int
    space: str
    kind: ClassVar[str] = "place_left"

    def __str__(self) -> str:
        return f"could be held at tick {self.start} in {self.space}: the solver needs more time"


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
)
