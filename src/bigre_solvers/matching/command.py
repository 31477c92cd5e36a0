"""The commands `matching` and `check-matching`: their options, and what they print through `say`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bigre_solvers.matching import Encoder, Problem, Result, check, solve, vectors_of
from bigre_solvers.matching.exchange import problem_from_json, result_from_json, result_to_json
from bigre_solvers.matching.texts import Vector
from bigre_solvers.timetable.exchange.reading import Malformed, load_json

FINE, VIOLATED = 0, 1

type Say = Callable[[str], None]


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], say: Say) -> None:
    """Adds both commands; `say` prints a line."""
    solving = commands.add_parser("matching", help="suggest people to each other, with reasons")
    solving.add_argument("--seed", type=int, default=1, help="same seed, same choices (default 1)")
    solving.add_argument("--cores", type=int, default=2, help="weigh pairs on so many (default 2)")
    solving.add_argument("--out", type=Path, required=True, help="where to write the result")
    solving.set_defaults(run=lambda options: match(options, say))
    checking = commands.add_parser("check-matching", help="check suggestions and their reasons")
    checking.set_defaults(run=lambda options: judge(options, say))
    for command in (solving, checking):
        command.add_argument("problem", type=Path)
        command.add_argument("--tags-only", action="store_true", help="compare offers and needs by tags, not by text")
    checking.add_argument("result", type=Path)


def match(options: argparse.Namespace, say: Say) -> int:
    """Solves a problem and writes the result."""
    if not options.out.parent.is_dir():
        raise Malformed(f"{options.out}: {options.out.parent} isn't a folder; choose another --out")
    problem = problem_from_json(load_json(options.problem))
    result = solve(problem, options.seed, texts_of(problem, options), cores=options.cores)
    try:
        options.out.write_text(json.dumps(result_to_json(result), ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise Malformed(f"{options.out}: can't be written ({error.strerror}); choose another --out") from error
    for line in summary(problem, result):
        say(line)
    return FINE


def texts_of(problem: Problem, options: argparse.Namespace) -> Vector | None:
    """What the texts say, unless only tags count."""
    return None if options.tags_only else vectors_of(problem, Encoder())


def summary(problem: Problem, result: Result) -> list[str]:
    """How many suggestions, who lacks some, and how good it is."""
    times = Counter(person for one in result.suggestions for person in one.pair)
    counts = [times[person] for person in range(len(problem.people))]
    unexpected = sum(one.unexpected for one in result.suggestions)
    return [
        *(f"{problem.people[one.person].key!r} has too few suggestions: {one.lack}" for one in result.shortages),
        f"{len(result.suggestions)} suggestions, {unexpected} of them unexpected; "
        f"{min(counts, default=0)} to {max(counts, default=0)} for each person",
        f"worth {result.value:.2f} of {result.bound:.2f} at most",
    ]


def judge(options: argparse.Namespace, say: Say) -> int:
    """Checks a result; fine only when no rule is broken."""
    problem = problem_from_json(load_json(options.problem))
    report = check(problem, result_from_json(load_json(options.result)), texts_of(problem, options))
    for violation in report.violations:
        say(str(violation))
    say(f"worth {report.value:.2f}, {len(report.violations)} rules broken")
    return FINE if report.valid else VIOLATED
