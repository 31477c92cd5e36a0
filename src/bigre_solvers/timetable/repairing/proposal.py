"""What a repair is: its kind, its moves, whom they touch, and whether fewer would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bigre_solvers.timetable.result import Placement


class RepairKind(StrEnum):
    """How a repair goes about it.

    FEWEST: the fewest people touched. SAME_TIME: what was placed keeps its start and only changes spaces.
    SAME_SPACE: it keeps its space and only changes starts. OTHERS: the activity that touches most, of those that
    FEWEST moves though the change didn't strike them, stays where it is. LEAVE_OUT: one more of those that the change
    struck stays out, so that others move less.
    """

    FEWEST = "fewest"
    SAME_TIME = "same_time"
    SAME_SPACE = "same_space"
    OTHERS = "others"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Move:
    """An activity that goes elsewhere; `before` is None when it had no place, `after` when it is left out."""

    activity: str
    before: Placement | None
    after: Placement | None

    @property
    def nature(self) -> tuple[str, bool, bool, bool]:
        """Which activity, whether left out, and whether its start and its space change."""
        if self.before is None or self.after is None:
            return self.activity, self.after is None, True, True
        return self.activity, False, self.before.start != self.after.start, self.before.space != self.after.space


@dataclass(frozen=True, slots=True)
class Repair:
    """A timetable without hard violations, told by how it differs from the published one.

    `weight`: people touched, summed over the activities that were placed and go elsewhere or stay out; to place what
    had no place touches nobody. `proven`: nothing of this kind leaves out fewer or, leaving out as few, touches less.
    `unplaced`: what is left out, all of a group of alternatives where none is held.
    """

    kind: RepairKind
    moves: tuple[Move, ...]
    assignment: Mapping[str, Placement]
    weight: float
    proven: bool
    unplaced: tuple[str, ...]
