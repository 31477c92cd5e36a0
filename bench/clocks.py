"""Stopping criteria of the benches: they count from their making, setting up included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, process_time


@dataclass
class Allowance:
    """Stops after so many seconds of a clock."""

    seconds: float
    clock: Callable[[], float] = monotonic
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def used(self) -> float:
        """Seconds used so far."""
        return self.clock() - self.began

    def fraction(self, iterations: int, seconds: float) -> float:
        return self.used / self.seconds


def cpu_seconds(seconds: float) -> Allowance:
    """So many seconds of this process's own time: for a machine that is busy with other things."""
    return Allowance(seconds, process_time)


def clock_seconds(seconds: float) -> Allowance:
    """So many seconds of the clock on the wall."""
    return Allowance(seconds, monotonic)
