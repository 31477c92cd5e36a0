"""The command line: `python -m bigre_solvers timetable|check …`, for use without the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bigre_solvers.timetable import MaxSeconds, Problem, Progress, Report, Result, check, solve
from bigre_solvers.timetable.exchange import bigre, koma
from bigre_solvers.timetable.exchange.reading import Json, Malformed, load_json
from bigre_solvers.timetable.problem import InvalidProblem

FINE, VIOLATED, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Format:
    """A problem read from a file, and how its results are read and written."""

    problem: Problem
    read: Callable[[Json], Result]
    write: Callable[[Result], Json]
    judged: Callable[[Report], str]


def open_problem(path: Path, name: str) -> Format:
    """The problem in the file, in the format of that name."""
    document = load_json(path)
    if name == "koma":
        case = koma.read_case(document)
        return Format(
            case.problem,
            lambda result: koma.read_result(case, result),
            lambda result: koma.write_result(case, result),
            lambda report: f"objective (to maximise) {koma.objective(case.problem, report.costs['wishes']):.4f}",
        )
    return Format(bigre.problem_from_json(document), bigre.result_from_json, bigre.result_to_json, lambda _: "")


def timetable(options: argparse.Namespace) -> int:
    """Solves a problem and writes the result."""
    known = open_problem(options.problem, options.format)
    result = solve(known.problem, MaxSeconds(options.seconds), options.seed, show_progress)
    document = json.dumps(known.write(result), ensure_ascii=False, indent=1)
    try:
        options.out.write_text(document + "\n", encoding="utf-8")
    except OSError as error:
        raise Malformed(f"{options.out}: can't be written ({error.strerror}); choose another --out") from error
    show_costs(dict(result.costs))
    for left_out in result.unplaced:
        print(f"unplaced {left_out.activity}: {'; '.join(map(str, left_out.reasons))}")
    print(f"{result.status}: {len(result.assignment)} placed, {len(result.unplaced)} unplaced, seed {result.seed}")
    return FINE


def check_result(options: argparse.Namespace) -> int:
    """Judges a result; fine only without hard violations."""
    known = open_problem(options.problem, options.format)
    report = check(known.problem, known.read(load_json(options.result)))
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
    if sys.stderr.isatty():
        cost = sum(progress.costs.values())
        print(f"\r{progress.fraction:4.0%}  cost {cost:.3f}  unplaced {progress.unplaced} ", end="", file=sys.stderr)


def positive(text: str) -> float:
    """A number of seconds."""
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise ValueError(text)
    return seconds


def parser() -> argparse.ArgumentParser:
    """The options of both commands."""
    top = argparse.ArgumentParser(prog="python -m bigre_solvers", description="Timetables for gatherings.")
    commands = top.add_subparsers(required=True)
    solving = commands.add_parser("timetable", help="solve a problem")
    solving.add_argument("--seconds", type=positive, default=30.0, help="how long to improve (default 30)")
    solving.add_argument("--seed", type=int, default=1, help="same seed, same choices (default 1)")
    solving.add_argument("--out", type=Path, required=True, help="where to write the result")
    solving.set_defaults(run=timetable)
    checking = commands.add_parser("check", help="check a result and recompute its cost")
    checking.set_defaults(run=check_result)
    for command in (solving, checking):
        command.add_argument("problem", type=Path)
        command.add_argument("--format", choices=("bigre", "koma"), default="bigre")
    checking.add_argument("result", type=Path)
    return top


def main(arguments: list[str]) -> int:
    """Runs one command; its exit code: 0 fine, 1 hard violations, 2 a file that can't be read or contradicts itself."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (Malformed, InvalidProblem) as error:
        print(f"error: {error}", file=sys.stderr)
        return UNREADABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
