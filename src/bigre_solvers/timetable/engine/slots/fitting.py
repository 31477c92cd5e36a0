"""Which problems this engine can hold."""

from __future__ import annotations

from bigre_solvers.timetable.problem import Problem, Weights, Window

CRITERIA = ("end_of_day", "long_runs", "lonely_days")
LONGEST_DAY = 16


def fits(problem: Problem) -> bool:
    """Whether the problem is made of equal slots, attendance is given, and only the three criteria of a day count."""
    others = [name for name in Weights.__dataclass_fields__ if name not in CRITERIA]
    return (
        bool(problem.activities and problem.blocks and problem.spaces)
        and all(activity.duration == 1 and not activity.equipment for activity in problem.activities)
        and not any(person.wishes for person in problem.people)
        and not (problem.pools or problem.travels or problem.repeats or problem.alternatives)
        and all(getattr(problem.weights, name) == 0 for name in others)
        and all(within_a_day(problem, block) for block in problem.blocks)
        and all(end - first <= LONGEST_DAY for first, end in spans(problem).values())
    )


def within_a_day(problem: Problem, block: Window) -> bool:
    """Whether the block ends on the day on which it starts."""
    return block.start // problem.ticks_per_day == (block.end - 1) // problem.ticks_per_day


def spans(problem: Problem) -> dict[int, tuple[int, int]]:
    """Day → first tick of its first block, and the tick after its last block."""
    found: dict[int, tuple[int, int]] = {}
    for block in problem.blocks:
        day = block.start // problem.ticks_per_day
        first, end = found.get(day, (block.start, block.end))
        found[day] = min(first, block.start), max(end, block.end)
    return found
