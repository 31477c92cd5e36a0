"""Repairs of the demo edition after a change, and answers to "why not?": seconds, moves, weight, proven, alternatives.

`python -m bench.repair [SECONDS] [SEED]` plans the demo edition for so long, on a database of its own, then changes it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import median
from time import monotonic, process_time

from bench.timetable_machine import machine
from bigre_solvers.timetable import (
    MaxSeconds,
    Placement,
    Problem,
    Space,
    Window,
    attend,
    check,
    repair,
    solve,
    why_not,
)
from bigre_solvers.timetable.problem import musts_of

LIMIT_SECONDS = 2.0
NEW_SEATS = 45


def main(seconds: int, seed: int) -> int:
    """Plan, change, repair; 0 when every repair of an ordinary change is valid, proven and quick enough."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BIGRE_DATA_DIR": folder, "BIGRE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bigre.settings"}
        problem = demo_problem()
    placed = solve(problem, MaxSeconds(seconds), seed).assignment
    print(machine())
    print(f"demo edition: {len(problem.activities)} activities, {len(problem.spaces)} spaces, {len(placed)} placed")
    repair(problem, dict(list(placed.items())[:-1]))  # loads OR-Tools before the clock starts
    good = [measure(name, changed, placed, seed) for name, changed in changes(problem, placed)]
    for name, changed, before in upheavals(problem, placed):
        measure(name, changed, before, seed)
    explain(problem, placed)
    return 0 if all(good) else 1


def demo_problem() -> Problem:
    """The demo edition's problem, from its rows."""
    # ruff: noqa: PLC0415  # Django reads its settings from the environment when it is imported
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bigre.programme.planning import prepared
    from bigre.site.demo import load_demo

    call_command("migrate", verbosity=0)
    return prepared(load_demo(now=timezone.now()))[2]


def changes(problem: Problem, placed: Mapping[str, Placement]) -> Iterator[tuple[str, Problem]]:
    """What upsets a programme, told and done."""
    largest = max(problem.spaces, key=lambda space: space.capacity or 0)
    yield "nothing changed", problem
    yield f"closed: {largest.label}", closing(problem, [largest])
    by_size = sorted(problem.spaces, key=lambda space: -(space.capacity or 0))
    yield f"closed: {by_size[3].label}", closing(problem, [by_size[3]])
    person, day = busiest(problem, placed)
    yield "a busy facilitator away for a day", away(problem, person, day)
    model = max(problem.activities, key=lambda one: len(one.starts or ()))
    new = replace(model, key="new", label="New", features=frozenset(), seats=NEW_SEATS, leaders=(person,))
    yield f"a new activity for {NEW_SEATS}", replace(problem, activities=(*problem.activities, new))


def upheavals(
    problem: Problem, placed: Mapping[str, Placement]
) -> Iterator[tuple[str, Problem, Mapping[str, Placement]]]:
    """More than a repair is meant for: printed, not judged."""
    by_size = sorted(problem.spaces, key=lambda space: -(space.capacity or 0))
    yield "closed: six spaces", closing(problem, by_size[1:7]), placed
    third = problem.activities[::3]
    longer = (replace(one, duration=one.duration + 1) if one in third else one for one in problem.activities)
    freed = tuple(replace(one, pinned_start=None, pinned_space=None) for one in longer)
    yield "every third activity a quarter of an hour longer", replace(problem, activities=freed), placed
    yield "planned anew by repair alone", problem, {}


def closing(problem: Problem, spaces: list[Space]) -> Problem:
    """The problem with these spaces closed."""
    closed = tuple(replace(one, availability=()) if one in spaces else one for one in problem.spaces)
    return replace(problem, spaces=closed)


def busiest(problem: Problem, placed: Mapping[str, Placement]) -> tuple[str, int]:
    """Who must be at most unpinned activities on one day, and that day."""
    pinned = {one.key for one in problem.activities if one.pinned_start is not None}
    times: dict[tuple[str, int], int] = {}
    for key, people in musts_of(problem).items():
        for person in people if key in placed else ():
            day = placed[key].start // problem.ticks_per_day
            times[person, day] = times.get((person, day), 0) + (-1000 if key in pinned else 1)
    return max(sorted(times), key=lambda one: times[one])


def away(problem: Problem, person: str, day: int) -> Problem:
    """The problem without that person on that day."""
    begin, end = day * problem.ticks_per_day, (day + 1) * problem.ticks_per_day
    people = []
    for one in problem.people:
        stays = one.availability or (Window(0, problem.horizon),)
        cuts = [(max(w.start, a), min(w.end, b)) for w in stays for a, b in ((0, begin), (end, problem.horizon))]
        there = tuple(Window(a, b) for a, b in cuts if a < b)
        people.append(replace(one, availability=there) if one.key == person else one)
    return replace(problem, people=tuple(people))


def measure(name: str, problem: Problem, placed: Mapping[str, Placement], seed: int) -> bool:
    """Repairs, settles who attends the first, and prints; whether it is proven, valid and quick enough."""
    began, worked = monotonic(), process_time()
    found = repair(problem, placed, seed=seed)
    took, work = monotonic() - began, process_time() - worked
    first = found[0]
    began = monotonic()
    violations = check(problem, attend(problem, first.assignment)).violations
    settled = monotonic() - began
    print(
        f"{name:50} {took:5.2f} s ({work:.2f} s of work), {len(first.moves)} moves, weight {first.weight:g}, "
        f"{'proven' if first.proven else 'not proven'}, {len(first.unplaced)} out, {len(violations)} violations; "
        f"attendance {settled:.2f} s",
        flush=True,
    )
    for one in found[1:]:
        moves = f"{len(one.moves)} moves, weight {one.weight:g}, {'proven' if one.proven else 'not proven'}"
        print(f"{'':50} or {one.kind}: {moves}, {len(one.unplaced)} out")
    return not violations and first.proven and work <= LIMIT_SECONDS


def explain(problem: Problem, placed: Mapping[str, Placement]) -> None:
    """Asks "why not elsewhere?" of every activity and prints how long an answer takes."""
    seconds, sizes, smallest = [], [], 0
    for one in problem.activities:
        for space in (None, problem.spaces[0].key):
            began = process_time()
            answer = why_not(problem, placed, one.key, None, space)
            seconds.append(process_time() - began)
            sizes.append(len(answer.constraints))
            smallest += answer.smallest
    middle, longest = 1000 * median(seconds), 1000 * max(seconds)
    print(f"why not? {len(seconds)} questions: median {middle:.0f} ms, most {longest:.0f} ms of work;", end=" ")
    print(f"up to {max(sizes)} constraints, {smallest} proven smallest")


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(arguments + [10, 1][len(arguments) :])))
