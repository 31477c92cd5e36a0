"""Why an activity could not be placed in any space, or not in this one, as data that a page turns into sentences."""

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
class SpacesTaken:
    """Each of `spaces`, all those with the seats and features needed, is taken or closed at `starts_lost` starts.

    (It tells together what `SpaceTakenBy`, `SpaceClosed`, `SpacesTooSmall` and `SpacesLackFeatures` name one by one.)
    """

    spaces: tuple[str, ...]
    taken_by: tuple[str, ...]
    seats: int | None
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "spaces_taken"

    def __str__(self) -> str:
        return f"{', '.join(self.spaces)}: taken or closed at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class SpacesTooSmall:
    """Each of `spaces` has fewer than the `seats` needed (others may have as many)."""

    seats: int
    spaces: tuple[str, ...]
    kind: ClassVar[str] = "spaces_too_small"

    def __str__(self) -> str:
        return f"needs {self.seats} seats: too many for {', '.join(self.spaces)}"


@dataclass(frozen=True, slots=True)
class SpacesLackFeatures:
    """Each of `spaces` lacks one of the `features` needed (others may offer them all)."""

    features: tuple[str, ...]
    spaces: tuple[str, ...]
    kind: ClassVar[str] = "spaces_lack_features"

    def __str__(self) -> str:
        return f"needs {', '.join(self.features)}: not all in {', '.join(self.spaces)}"


@dataclass(frozen=True, slots=True)
class SpaceClosed:
    """The space is closed at `starts_lost` of `starts` starts; open only in `windows`."""

    space: str
    windows: tuple[Window, ...]
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "space_closed"

    def __str__(self) -> str:
        return f"{self.space} is closed at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class SpaceTakenBy:
    """The space is held by `activity` (pinned there and then, or not) at `starts_lost` of `starts` starts."""

    space: str
    activity: str
    pinned: bool
    starts_lost: int
    starts: int
    kind: ClassVar[str] = "space_taken_by"

    def __str__(self) -> str:
        pinned = "pinned " if self.pinned else ""
        return f"{self.space} is held by {pinned}{self.activity} at {self.starts_lost} of {self.starts} starts"


@dataclass(frozen=True, slots=True)
class PlaceLeft:
    """Nothing forbids it at `start` in `space`: the solver was stopped before it got there."""

    start: int
    space: str
    kind: ClassVar[str] = "place_left"

    def __str__(self) -> str:
        return f"could be held at tick {self.start} in {self.space}: the solver needs more time"
