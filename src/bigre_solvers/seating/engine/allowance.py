"""How long a run may go on: moves tried so far, and what the stopping criterion says of them."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from bigre_solvers.timetable.stop import Stop

SECONDS_BETWEEN_REPORTS = 0.25


class Allowance:
    """Counts moves and asks `stop`; `report` hears of progress a few times per second."""

    def __init__(self, stop: Stop, report: Callable[[int, float], None] | None = None) -> None:
        self.stop = stop
        self.report = report
        self.began = monotonic()
        self.reported = self.began
        self.moves = 0
        self.fraction = stop.fraction(0, 0.0)

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.fraction >= 1

    def spend(self, moves: int) -> None:
        """So many moves more were tried."""
        self.moves += moves
        now = monotonic()
        self.fraction = self.stop.fraction(self.moves, now - self.began)
        if self.report is not None and now - self.reported >= SECONDS_BETWEEN_REPORTS:
            self.reported = now
            self.report(self.moves, min(1.0, self.fraction))
