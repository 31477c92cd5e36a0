"""How the solver grows: weeks like Bigre's from 105 to 1,680 activities; time to a complete plan, cost, memory.

Run: python -m bench.timetable_growth --seconds 60 [--sizes 1 4 16] [--cpu] [--drawing docs/pictures/growth.svg]
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time

from bench.clocks import cpu_seconds
from bench.growth_drawing import drawing, exponent
from bench.timetable_machine import machine
from bigre_solvers.timetable import MaxIterations, MaxSeconds, Problem, Progress, Result, check, solve
from tests.factories.timetable_problems import bigre_shaped


@dataclass
class Measured:
    """One size, solved: seconds to a complete plan (None: never), in all, and megabytes at most."""

    problem: Problem
    result: Result
    complete: float | None
    took: float
    memory: float

    def line(self) -> str:
        """Its line of the table."""
        report = check(self.problem, self.result)
        people, moves = len(self.problem.people), self.result.iterations
        first = "–" if self.complete is None else f"{self.complete:.1f}"
        return (
            f"{len(self.problem.activities):10}{people:8}{len(report.unplaced):9}{len(report.violations):11}{first:>11}"
            f"{self.result.cost:9.2f}{self.result.cost / people:11.4f}{moves:10}{self.took:7.1f}{self.memory:6.0f}"
        )


def main() -> None:
    """Prints a line per size (n × 105 activities, n × 250 people, n × 14 spaces), and by which power they grow."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    options.add_argument("--cpu", action="store_true", help="count CPU seconds, not the clock's")
    options.add_argument("--drawing", type=Path, help="where to draw it, as SVG")
    given = options.parse_args()
    unit = "CPU s" if given.cpu else "s"
    print(f"{machine()}; {given.seconds:g} {unit} of building and improvement, one core, seed {given.seed}")
    print(
        f"{'activities':>10}{'people':>8}{'unplaced':>9}{'violations':>11}{'complete s':>11}{'cost':>9}"
        f"{'per person':>11}{'moves':>10}{'all s':>7}{'MB':>6}"
    )
    solve(bigre_shaped(given.seed), MaxIterations(256), 0)  # compiled before the clock starts
    found = []
    for size in given.sizes:
        found.append(measure(size, given.seconds, given.seed, given.cpu))
        print(found[-1].line(), flush=True)
    if len(found) > 1 and all(one.complete is not None for one in found):
        tell_growth(found, given.drawing, unit)


def measure(size: int, seconds: float, seed: int, on_cpu: bool) -> Measured:
    """Solves one size."""
    problem = bigre_shaped(seed, activities=105 * size, people=250 * size, copies_of_spaces=size)
    clock: Callable[[], float] = process_time if on_cpu else monotonic
    began = clock()
    complete: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.unplaced == 0 and not complete:
            complete.append(clock() - began)

    result = solve(problem, cpu_seconds(seconds) if on_cpu else MaxSeconds(seconds), seed, watch)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(problem, result, complete[0] if complete else None, clock() - began, memory)


def tell_growth(found: list[Measured], path: Path | None, unit: str) -> None:
    """Prints, and draws if asked, by which power of the number of activities each measure grows."""
    sizes = [len(one.problem.activities) for one in found]
    measures = {
        f"{unit} to a complete plan": [max(0.01, one.complete or 0.0) for one in found],
        "cost": [one.result.cost for one in found],
        f"{unit} per move": [one.took / max(1, one.result.iterations) for one in found],
        "memory": [one.memory for one in found],
    }
    for name, values in measures.items():
        print(f"{name} grows with power {exponent(sizes, values):.2f} of the number of activities")
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(drawing("How timetabling grows with the number of activities", sizes, measures))


if __name__ == "__main__":
    main()
