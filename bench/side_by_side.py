"""Ours beside the peer on the same machine, seconds and cores, one after the other, each in its own process.

Run: python -m bench.side_by_side --data ../shared/data --seconds 60 [--cores 1] [--only koma89 demo …] [--append FILE]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from bench.timetable_machine import machine
from bigre_solvers.timetable import MaxIterations, MaxSeconds, Problem, Result, check, solve
from bigre_solvers.timetable.bounds import lower_bound
from bigre_solvers.timetable.exchange import koma
from bigre_solvers.timetable.exchange.itc2007 import problem_in_archive
from bigre_solvers.timetable.exchange.reading import load_json

KOMA = ("koma89", "koma90", "koma91")
GROWTH = {"growth100": 1, "growth400": 4, "growth1600": 16}
ITC = tuple(f"itc{number}" for number in range(1, 17))
NAMES = (*KOMA, "demo", *GROWTH, *ITC)
COLUMNS = ("cost", 11), ("objective", 11), ("bound", 10), ("unplaced", 9), ("invalid", 8), ("s", 7), ("MB", 7)
TITLES = f"{'problem':11}{'solver':>7}" + "".join(f"{name:>{width}}" for name, width in COLUMNS)
SETTLING = 1.5  # seconds of ours kept for what comes after the improvement


def problem_called(name: str, data: Path) -> Problem:
    """One of `NAMES`."""
    # ruff: noqa: PLC0415  # each is only needed for some rows
    if name in KOMA:
        return koma.read_case(load_json(data / "koma" / f"{name}.json.xz")).problem
    if name == "demo":
        from bench.demo_problem import demo_problem

        # Fairness is left out on both sides: the peer doesn't model it.
        problem = demo_problem()
        return replace(problem, weights=replace(problem.weights, worst_off=0.0, worst_off_groups=0.0))
    if name in GROWTH:
        from tests.factories.timetable_problems import bigre_shaped

        size = GROWTH[name]
        return bigre_shaped(1, activities=105 * size, people=250 * size, copies_of_spaces=size)
    return problem_in_archive(data / "itc2007-01-16.tar.xz", int(name.removeprefix("itc")))


def ours(problem: Problem, seconds: float, seed: int, cores: int) -> Result | None:
    """Our solver, compiled before the clock starts."""
    return solve(problem, MaxSeconds(max(0.1, seconds - SETTLING)), seed, cores=cores)


def peer(problem: Problem, seconds: float, seed: int, cores: int) -> Result | None:
    """The constraint model."""
    from bench.peer import solve_as_peer

    return solve_as_peer(problem, seconds, seed, cores)[0]


SOLVERS: dict[str, Callable[[Problem, float, int, int], Result | None]] = {"ours": ours, "peer": peer}


def row(name: str, solver: str, given: argparse.Namespace) -> str:
    """Solves once, has the result checked, and says how it went in one line."""
    problem = problem_called(name, given.data)
    if solver == "ours":
        solve(problem, MaxIterations(1), 0)
    began = monotonic()
    result = SOLVERS[solver](problem, given.seconds, given.seed, given.cores)
    took, memory = monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if result is None:
        return f"{name:11}{solver:>7}{'no timetable found in this time':>49}{took:7.1f}{memory:7.0f}"
    report = check(problem, result)
    cost = sum(report.costs.values())
    objective = f"{koma.objective(problem, cost):.4f}" if name in KOMA else "–"
    return (
        f"{name:11}{solver:>7}{cost:11.3f}{objective:>11}{'':10}{len(report.unplaced):9}{len(report.violations):8}"
        f"{took:7.1f}{memory:7.0f}"
    )


def bound_row(name: str, given: argparse.Namespace) -> str:
    """The bound that we prove, and in how many seconds."""
    problem = problem_called(name, given.data)
    began = monotonic()
    bound = lower_bound(problem, MaxSeconds(given.seconds))
    took, memory = monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    objective = f"{koma.objective(problem, bound):.4f}" if name in KOMA else "–"
    return f"{name:11}{'bound':>7}{'':11}{objective:>11}{bound:10.3f}{'':17}{took:7.1f}{memory:7.0f}"


def in_own_process(name: str, solver: str) -> str:
    """The line that this program prints for one row, run anew; what stopped it when there is none."""
    command = [sys.executable, "-m", "bench.side_by_side", *sys.argv[1:], "--row", name, solver]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith(name)]
    last = (done.stderr.strip().splitlines() or ["nothing"])[-1]
    return lines[-1] if lines else f"{name:11}{solver:>7}  stopped with exit code {done.returncode}: {last[:80]}"


def options() -> argparse.ArgumentParser:
    """What can be asked for."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--data", type=Path, required=True)
    found.add_argument("--seconds", type=float, default=60.0)
    found.add_argument("--seed", type=int, default=1)
    found.add_argument("--cores", type=int, default=1, help="of each")
    found.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    found.add_argument("--append", type=Path, help="finished rows are kept here and not run again")
    found.add_argument("--row", nargs=2, help=argparse.SUPPRESS)
    return found


def main() -> None:
    """Three lines per problem: ours, the peer, the bound."""
    given = options().parse_args()
    if given.row:
        name, solver = given.row
        print(bound_row(name, given) if solver == "bound" else row(name, solver, given))
        return
    kept = given.append.read_text().splitlines() if given.append and given.append.exists() else []
    print(f"{machine()}; {given.seconds:g} s, seed {given.seed}, cores of each: {given.cores}\n{TITLES}")
    for name in given.only:
        for solver in (*SOLVERS, "bound"):
            line = next((line for line in kept if line.split()[:2] == [name, solver]), None)
            if line is None:
                line = in_own_process(name, solver)
                if given.append:
                    with given.append.open("a") as file:
                        file.write(line + "\n")
            print(line, flush=True)


if __name__ == "__main__":
    main()
