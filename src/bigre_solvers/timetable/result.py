"""What a solver gives back: placements, attendance, cost by criterion, and why something was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bigre_solvers.timetable.reasons import Reason


class Status(StrEnum):
    """How far the result goes."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Placement:
    """When (tick) and where (space key) an activity is held."""

    start: int
    space: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An activity left out, and what forbids it at each start it could have had."""

    activity: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running solver stands: its best so far, and the share (0 to 1) of its allowance it has used."""

    iteration: int
    fraction: float
    costs: Mapping[str, float]
    unplaced: int


@dataclass(frozen=True, slots=True)
class Result:
    """The best timetable found.

    `assignment`: activity key → placement, for every placed activity. `attendance`: person key → keys of the
    activities attended, by start; those led or required are among them. `costs`: criterion → weighted cost.
    `bound`: a proven lower bound on the total cost, None where none is known.
    """

    status: Status
    assignment: Mapping[str, Placement]
    attendance: Mapping[str, tuple[str, ...]]
    costs: Mapping[str, float]
    unplaced: tuple[Unplaced, ...]
    seed: int
    iterations: int
    bound: float | None = None

    @property
    def cost(self) -> float:
        """The sum over criteria; activities left out are counted apart."""
        return sum(self.costs.values())
