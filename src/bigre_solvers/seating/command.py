"""The commands `seating` and `check-seating`: their options, and what they print through `say`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from bigre_solvers.seating import MaxSeconds, Problem, Progress, check, plain_problem, solve
from bigre_solvers.seating.exchange import problem_from_json, result_from_json, result_to_json, without_empty_tables
from bigre_solvers.timetable.exchange.reading import Malformed, load_json

FINE, VIOLATED = 0, 1
MOST_PEOPLE, MOST_ROUNDS = 5000, 1000  # every pair of people is kept in memory

type Say = Callable[[str], None]


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say, watch: Say) -> None:
    """Adds both commands; `say` prints a line, `watch` one that the next overwrites."""
    solving = commands.add_parser("seating", help="seat people at tables over rounds, so that they meet new people")
    solving.add_argument("problem", type=Path, nargs="?", help="a problem file; or --people, --table and --rounds")
    solving.add_argument("--seconds", type=float, default=30.0, help="how long to improve (default 30)")
    solving.add_argument("--seed", type=int, default=1, help="same seed, same choices (default 1)")
    solving.add_argument("--out", type=Path, required=True, help="where to write the result")
    solving.set_defaults(run=lambda options: seat(options, say, watch))
    checking = commands.add_parser("check-seating", help="check a seating and count anew who meets")
    checking.add_argument("problem", type=Path, nargs="?", help="its problem file; or --people, --table and --rounds")
    checking.add_argument("result", type=Path)
    checking.set_defaults(run=lambda options: judge(options, say))
    for command in (solving, checking):
        command.add_argument("--people", type=int, help="so many people, always there")
        command.add_argument("--table", type=int, help="at most so many at a table")
        command.add_argument("--rounds", type=int, help="so many rounds")


def seat(options: argparse.Namespace, say: Say, watch: Say) -> int:
    """Solves a problem and writes the result."""
    if not 0 <= options.seconds < float("inf"):
        raise Malformed(f"--seconds is {options.seconds}: write a number of seconds, 0 or more")
    if not options.out.parent.is_dir():
        raise Malformed(f"{options.out}: {options.out.parent} isn't a folder; choose another --out")
    problem = problem_of(options)

    def show(progress: Progress) -> None:
        watch(f"{progress.fraction:4.0%}  {progress.pairs} new pairs  cost {progress.cost:.2f} ")

    result = solve(problem, MaxSeconds(options.seconds), options.seed, show)
    document = result_to_json(result)
    if options.problem is None:
        document = without_empty_tables(document)
    try:
        options.out.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise Malformed(f"{options.out}: can't be written ({error.strerror}); choose another --out") from error
    for line in (*costs_in_lines(dict(result.costs)), *result.explanation):
        say(line)
    return FINE


def judge(options: argparse.Namespace, say: Say) -> int:
    """Checks a result; fine only when no rule is broken."""
    problem = problem_of(options)
    document = load_json(options.result)
    report = check(problem, result_from_json(document, problem))
    stated = isinstance(document, dict) and "pairs" in document
    broken = [one for one in report.violations if stated or one.rule != "misreported"]
    for line in (*map(str, broken), *costs_in_lines(dict(report.costs))):
        say(line)
    say(f"{report.pairs} new pairs, {len(broken)} rules broken")
    return VIOLATED if broken else FINE


def costs_in_lines(costs: dict[str, float]) -> list[str]:
    """Cost by criterion, a line each, where there is one."""
    return [f"cost {name} {cost:.4f}" for name, cost in costs.items() if cost]


def problem_of(options: argparse.Namespace) -> Problem:
    """The problem of a file, or the plain one that three numbers describe."""
    numbers = {f"--{name}": getattr(options, name) for name in ("people", "table", "rounds")}
    missing = [name for name, number in numbers.items() if number is None]
    if options.problem is not None:
        if len(missing) < len(numbers):
            raise Malformed("a problem file and --people, --table or --rounds are both given: leave one out")
        return problem_from_json(load_json(options.problem))
    if missing:
        raise Malformed(f"{', '.join(missing)} missing: give --people, --table and --rounds, or a problem file")
    for name, most in (("--people", MOST_PEOPLE), ("--rounds", MOST_ROUNDS)):
        if numbers[name] > most:
            raise Malformed(f"{name} is {numbers[name]}: at most {most}")
    return plain_problem(options.people, options.table, options.rounds)
