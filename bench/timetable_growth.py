"""How the solver grows: weeks like Bigre's from 105 to 1,680 activities; time to a complete plan, cost, memory.

Run: python -m bench.timetable_growth --seconds 30 [--sizes 1 4 16]
"""

from __future__ import annotations

import argparse
import resource
from time import monotonic

from bench.timetable_machine import machine
from bigre_solvers.timetable import MaxIterations, MaxSeconds, Progress, check, solve
from tests.factories.timetable_problems import bigre_shaped


def main() -> None:
    """Prints a line per size; size n has n × 105 activities, n × 250 people and n × 14 spaces."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=30.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    given = options.parse_args()
    print(f"{machine()}; {given.seconds:g} s of improvement, one core, seed {given.seed}")
    print(
        f"{'activities':>10}{'people':>8}{'unplaced':>9}{'violations':>11}{'complete s':>11}{'cost':>9}"
        f"{'per person':>11}{'moves':>10}{'all s':>7}{'MB':>6}"
    )
    solve(bigre_shaped(given.seed), MaxIterations(256), 0)  # compiled before the clock starts
    for size in given.sizes:
        measure(size, given.seconds, given.seed)


def measure(size: int, seconds: float, seed: int) -> None:
    """Solves one size and prints its line."""
    problem = bigre_shaped(seed, activities=105 * size, people=250 * size, copies_of_spaces=size)
    began = monotonic()
    complete: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.unplaced == 0 and not complete:
            complete.append(monotonic() - began)

    result = solve(problem, MaxSeconds(seconds), seed, watch)
    took = monotonic() - began
    report = check(problem, result)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    first = f"{complete[0]:.1f}" if complete else "–"
    print(
        f"{len(problem.activities):10}{len(problem.people):8}{len(report.unplaced):9}{len(report.violations):11}"
        f"{first:>11}{result.cost:9.2f}{result.cost / len(problem.people):11.4f}{result.iterations:10}"
        f"{took:7.1f}{memory:6.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
