"""The command line: `python -m bigre_solvers timetable|seating|matching …` and their checks, without the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bigre_solvers.matching import command as matching
from bigre_solvers.seating import command as seating
from bigre_solvers.timetable import MaxSeconds, Problem, Progress, Report, Result, check, solve
from bigre_solvers.timetable.exchange import bigre, itc2007, koma
from bigre_solvers.timetable.exchange.reading import Json, Malformed, load_json
from bigre_solvers.timetable.problem import InvalidProblem

FINE, VIOLATED, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Format:
    """A problem read from a file, and how its results are read, written and judged in the words of that format."""

    problem: Problem
    read: Callable[[Path], Result]
    write: Callable[[Result], str]
    judged: Callable[[Report], str]


def open_bigre(path: Path) -> Format:
    """A problem in Bigre's own format."""
    return Format(
        bigre.problem_from_json(load_json(path)),
        lambda file: bigre.result_from_json(load_json(file)),
        lambda result: as_text(bigre.result_to_json(result)),
        lambda _: "",
    )


def open_koma(path: Path) -> Format:
    """A problem in KoMa's format."""
    case = koma.read_case(load_json(path))
    return Format(
        case.problem,
        lambda file: koma.read_result(case, load_json(file)),
        lambda result: as_text(koma.write_result(case, result)),
        lambda report: f"objective (to maximise) {koma.objective(case.problem, report.costs['wishes']):.4f}",
    )


def open_itc2007(path: Path) -> Format:
    """A problem of ITC-2007, track 2."""
    problem = itc2007.load_problem(path)
    return Format(
        problem,
        lambda file: itc2007.read_result(problem, itc2007.load_text(file), file.name),
        lambda result: itc2007.write_result(problem, result),
        lambda report: itc2007.judged(problem, report),
    )


def as_text(document: Json) -> str:
    """A JSON document to be read by people too."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"bigre": open_bigre, "koma": open_koma, "itc2007": open_itc2007}


def timetable(options: argparse.Namespace) -> int:
    """Solves a problem and writes the result."""
    known = FORMATS[options.format](options.problem)
    stop = MaxSeconds(options.seconds)
    result = solve(known.problem, stop, options.seed, show_progress, cores=options.cores)
    try:
        options.out.write_text(known.write(result), encoding="utf-8")
    except OSError as error:
        raise Malformed(f"{options.out}: can't be written ({error.strerror}); choose another --out") from error
    show_costs(dict(result.costs))
    for left_out in result.unplaced:
        print(f"unplaced {left_out.activity}: {'; '.join(map(str, left_out.reasons))}")
    print(f"{result.status}: {len(result.assignment)} placed, {len(result.unplaced)} unplaced, seed {result.seed}")
    return FINE


def check_result(options: argparse.Namespace) -> int:
    """Judges a result; fine only without hard violations."""
    known = FORMATS[options.format](options.problem)
    report = check(known.problem, known.read(options.result))
    for violation in report.violations:
        print(violation)
    show_costs(dict(report.costs))
    if report.costs and known.judged(report):
        print(known.judged(report))
    print(f"{len(report.violations)} hard violations, {len(report.unplaced)} unplaced")
    return FINE if report.valid else VIOLATED


def show_costs(costs: dict[str, float]) -> None:
    """Cost by criterion, a line each."""
    for name, cost in costs.items():
        print(f"cost {name} {cost:.4f}")


def show_progress(progress: Progress) -> None:
    """One line, overwritten while a person watches."""
    cost = sum(progress.costs.values())
    watch(f"{progress.fraction:4.0%}  cost {cost:.3f}  unplaced {progress.unplaced} ")


def watch(line: str) -> None:
    """A line that the next overwrites, while a person watches."""
    if sys.stderr.isatty():
        print(f"\r{line}", end="", file=sys.stderr)


def positive(text: str) -> float:
    """A number of seconds."""
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise ValueError(text)
    return seconds


def count(text: str) -> int:
    """A number of cores."""
    cores = int(text)
    if cores < 1:
        raise ValueError(text)
    return cores


def parser() -> argparse.ArgumentParser:
    """The options of every command."""
    top = argparse.ArgumentParser(
        prog="python -m bigre_solvers", description="Timetables, seatings and suggestions for gatherings."
    )
    commands = top.add_subparsers(required=True)
    solving = commands.add_parser("timetable", help="solve a problem")
    solving.add_argument("--seconds", type=positive, default=30.0, help="how long to improve (default 30)")
    solving.add_argument("--seed", type=int, default=1, help="same seed, same choices (default 1)")
    solving.add_argument("--cores", type=count, default=1, help="as many seeds side by side, best kept (default 1)")
    solving.add_argument("--out", type=Path, required=True, help="where to write the result")
    solving.set_defaults(run=timetable)
    checking = commands.add_parser("check", help="check a result and recompute its cost")
    checking.set_defaults(run=check_result)
    for command in (solving, checking):
        command.add_argument("problem", type=Path)
        command.add_argument("--format", choices=tuple(FORMATS), default="bigre")
    checking.add_argument("result", type=Path)
    seating.add_commands(commands, print, watch)
    matching.add_commands(commands, print)
    return top


def main(arguments: list[str]) -> int:
    """Runs one command; its exit code: 0 fine, 1 hard violations, 2 input that can't be read or contradicts itself."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (Malformed, InvalidProblem) as error:
        print(f"error: {error}", file=sys.stderr)
        return UNREADABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
