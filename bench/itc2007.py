"""ITC-2007 track 2 (post-enrolment), instances 1–16: soft cost of several seeds, beside what was published.

`--data` names the folder that holds `itc2007-01-16.tar.xz` and `published/itc2007_t2_published.csv`. With
`--append FILE`, each run that ends becomes a line of the file, and isn't repeated (give a new file after a change of
the engine). With several cores, CPU seconds are those of all cores together.
Run: python -m bench.itc2007 --data ../shared/data --seconds 100 --seeds 5
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from statistics import mean

from bench.clocks import clock_seconds, cpu_seconds
from bench.timetable_machine import machine
from bigre_solvers.timetable import MaxIterations, Problem, Progress, check, solve
from bigre_solvers.timetable.exchange.itc2007 import distance_to_feasibility, problem_in_archive

ARCHIVE, PUBLISHED = "itc2007-01-16.tar.xz", "published/itc2007_t2_published.csv"
STRONGEST = "SAIRL19_mean"
SHOWN = ("mueller08", "cambazard08", "nothegger12_mean", "ceschia12_mean", "lewis15_mean", "SAR17_mean", STRONGEST)
NEEDED = 16
ENDING = 0.5  # seconds kept for what comes after the search


@dataclass(frozen=True)
class Task:
    """One run to make."""

    instance: int
    seed: int
    seconds: float
    cores: int
    clock: str


@dataclass(frozen=True)
class Run:
    """One run made: what the independent checker says of it."""

    instance: int
    seed: int
    seconds: float
    cores: int
    clock: str
    cost: float
    violations: int
    distance: int
    feasible_after: float

    @property
    def task(self) -> Task:
        """What was asked for."""
        return Task(self.instance, self.seed, self.seconds, self.cores, self.clock)


@cache
def instance(data: Path, number: int) -> Problem:
    """The instance, read once per process."""
    return problem_in_archive(data / ARCHIVE, number)


@cache
def warm(data: Path) -> None:
    """Compiles the kernels, or loads them, before any clock starts."""
    solve(instance(data, 4), MaxIterations(20_000), 0)


def measure(data: Path, task: Task) -> Run:
    """Solves one instance once."""
    warm(data)
    problem = instance(data, task.instance)
    clock = cpu_seconds if task.clock == "cpu" else clock_seconds
    allowance = clock((task.seconds - ENDING) * (task.cores if task.clock == "cpu" else 1))
    complete: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.unplaced == 0 and not complete:
            complete.append(allowance.used)

    result = solve(problem, allowance, task.seed, watch, cores=task.cores)
    report = check(problem, result)
    broken = [one for one in report.violations if one.rule != "none_left_out"]
    return Run(
        task.instance,
        task.seed,
        task.seconds,
        task.cores,
        task.clock,
        cost=sum(report.costs.values()),
        violations=len(broken),
        distance=distance_to_feasibility(problem, report.unplaced),
        feasible_after=complete[0] if complete else float("inf"),
    )


def runs_in(file: Path | None) -> Iterator[Run]:
    """The runs noted in a file."""
    kinds = {"int": int, "float": float, "str": str}
    for line in file.read_text().splitlines() if file and file.exists() else ():
        values = (kinds[str(one.type)](text) for one, text in zip(fields(Run), line.split("\t"), strict=True))
        yield Run(*values)


def note(run: Run, file: Path | None) -> None:
    """Adds a run to the file, so that it isn't repeated."""
    if file:
        with file.open("a") as notes:
            notes.write("\t".join(map(str, astuple(run))) + "\n")


def all_runs(data: Path, tasks: list[Task], jobs: int, file: Path | None) -> list[Run]:
    """The runs asked for, those noted in the file as they were."""
    noted = {run.task: run for run in runs_in(file)}
    found = [noted[task] for task in tasks if task in noted]
    with ProcessPoolExecutor(jobs) as pool:
        running = [pool.submit(measure, data, task) for task in tasks if task not in noted]
        for one in as_completed(running):
            found.append(one.result())
            note(found[-1], file)
    return found


def published(data: Path) -> dict[int, dict[str, str]]:
    """Instance → column → published soft cost, as written."""
    rows = [line for line in (data / PUBLISHED).read_text().splitlines() if not line.startswith("#")]
    return {int(row["inst"]): row for row in csv.DictReader(rows)}


def line(number: int, runs: list[Run], columns: dict[str, str]) -> str:
    """One instance: ours, then what was published."""
    costs = [run.cost for run in runs]
    ours = f"{number:4}{mean(costs):9.1f}{min(costs):7.0f}{max(costs):7.0f}{mean(r.feasible_after for r in runs):9.2f}"
    faults = f"{sum(run.violations for run in runs):6}{sum(run.distance for run in runs):6}"
    return ours + faults + "".join(f"{columns[name]:>18}" for name in SHOWN)


def show(runs: Iterable[Run], columns: dict[int, dict[str, str]]) -> None:
    """The table, and how it compares with the strongest."""
    by_instance: dict[int, list[Run]] = {}
    for run in runs:
        by_instance.setdefault(run.instance, []).append(run)
    heads = f"{'no':>4}{'mean':>9}{'best':>7}{'worst':>7}{'feas. s':>9}{'hard':>6}{'dist':>6}"
    print(heads + "".join(f"{name:>18}" for name in SHOWN))
    for number, own in sorted(by_instance.items()):
        print(line(number, own, columns[number]))
    means = {number: mean(run.cost for run in own) for number, own in by_instance.items()}
    ahead = sum(cost <= float(columns[number][STRONGEST]) for number, cost in means.items())
    theirs = mean(float(columns[number][STRONGEST]) for number in means)
    feasible = sum(run.violations == run.distance == 0 for own in by_instance.values() for run in own)
    print(
        f"at or below {STRONGEST} on {ahead} of {len(means)}; mean of means {mean(means.values()):.1f} ({theirs:.1f})"
    )
    print(f"{feasible} of {sum(map(len, by_instance.values()))} runs feasible")


def options() -> argparse.Namespace:
    """What the command was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=100.0)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--instances", default=",".join(map(str, range(1, NEEDED + 1))), help="such as 1,2")
    parser.add_argument("--cores", type=int, default=1, help="of each run: as many seeds, the best kept")
    parser.add_argument("--jobs", type=int, default=1, help="runs side by side")
    parser.add_argument("--cpu", action="store_true", help="count CPU seconds, not the clock's")
    parser.add_argument("--append", type=Path, help="keep runs here, and don't repeat those kept")
    return parser.parse_args()


def main() -> None:
    """Makes the runs, all instances with one seed before the next seed, and prints the table."""
    given = options()
    clock = "cpu" if given.cpu else "wall"
    numbers = [int(number) for number in given.instances.split(",")]
    tasks = [Task(n, seed, given.seconds, given.cores, clock) for seed in range(1, given.seeds + 1) for n in numbers]
    print(f"{machine()}; {given.seconds:g} {clock} s per run, {given.cores} core(s), seeds 1–{given.seeds}")
    runs = all_runs(given.data, tasks, given.jobs, given.append)
    show(runs, published(given.data))


if __name__ == "__main__":
    main()
