"""When a solver stops: after a time, after a number of iterations, when asked to, or at the first of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Stop(Protocol):
    """A stopping criterion; stateless, so that one may serve several runs.

    It is asked with -1 iterations while the first timetable is built: moves are counted from there on.
    """

    def fraction(self, iterations: int, seconds: float) -> float:
        """The share of the allowance used, 1 or more when the solver must stop."""


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    """Stops after so many seconds of improvement."""

    seconds: float

    def fraction(self, iterations: int, seconds: float) -> float:
        return 1.0 if self.seconds <= 0 else seconds / self.seconds


@dataclass(frozen=True, slots=True)
class MaxIterations:
    """Stops after so many moves tried; the result then depends on problem, seed and this number only."""

    iterations: int

    def fraction(self, iterations: int, seconds: float) -> float:
        return 1.0 if iterations >= self.iterations else max(0, iterations) / max(1, self.iterations)


@dataclass(frozen=True, slots=True)
class WhenAsked:
    """Stops as soon as `asked()` is true."""

    asked: Callable[[], bool]

    def fraction(self, iterations: int, seconds: float) -> float:
        return 1.0 if self.asked() else 0.0


@dataclass(frozen=True, slots=True)
class FirstOf:
    """Stops at the first of several criteria; until then a limit on iterations, if any, says how far."""

    criteria: tuple[Stop, ...]

    def fraction(self, iterations: int, seconds: float) -> float:
        fractions = [one.fraction(iterations, seconds) for one in self.criteria]
        counted = [one.fraction(iterations, seconds) for one in self.criteria if isinstance(one, MaxIterations)]
        most = max(fractions, default=0.0)
        return max(counted) if counted and most < 1 else most


def first_of(*criteria: Stop) -> FirstOf:
    """The criterion that stops at the first of `criteria`."""
    return FirstOf(criteria)
