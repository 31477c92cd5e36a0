"""Turns a problem into its best timetable: build, improve until told to stop, settle, explain."""

from __future__ import annotations

from collections.abc import Callable

from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.result import Progress, Result
from bigre_solvers.timetable.stop import Stop


def solve(
    problem: Problem,
    stop: Stop,
    seed: int,
    on_progress: Callable[[Progress], None] | None = None,
) -> Result:
    """The best timetable found before `stop`; the same for the same problem, seed and number of iterations."""
    raise NotImplementedError
