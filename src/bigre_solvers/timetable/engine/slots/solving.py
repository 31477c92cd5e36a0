"""From a problem that fits to its result, by way of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import numpy as np

from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.arrays import Floats, Ints
from bigre_solvers.timetable.engine.slots.arrays import Arrays
from bigre_solvers.timetable.engine.slots.compiled import compile_slots, day_costs
from bigre_solvers.timetable.engine.slots.fitting import CRITERIA
from bigre_solvers.timetable.engine.slots.search import SlotSearch, Watch
from bigre_solvers.timetable.explain import explain
from bigre_solvers.timetable.problem import Problem, Weights, musts_of
from bigre_solvers.timetable.result import Placement, Progress, Result, Status
from bigre_solvers.timetable.stop import Stop

SECONDS_BETWEEN_REPORTS = 0.25
NOTHING = Weights(**dict.fromkeys(Weights.__dataclass_fields__, 0.0))


def solve_slots(
    problem: Problem, stop: Stop, seed: int, on_progress: Callable[[Progress], None] | None = None
) -> Result:
    """The best timetable found before `stop`; the same for the same problem, seed and number of iterations."""
    arrays = compile_slots(problem)
    watch = reporter(problem, arrays, on_progress) if on_progress else None
    search = SlotSearch(arrays, len(problem.people), seed, watch)
    search.run(stop)
    assignment = best_assignment(problem, search)
    attendance = given_attendance(problem, assignment)
    return Result(
        status=Status.COMPLETE if len(assignment) == len(problem.activities) else Status.PARTIAL,
        assignment=assignment,
        attendance=attendance,
        costs=weighted_costs(problem, assignment, attendance),
        unplaced=explain(problem, assignment),
        seed=seed,
        iterations=search.iterations,
    )


def best_assignment(problem: Problem, search: SlotSearch) -> dict[str, Placement]:
    """Where the best timetable so far holds each activity that has a place."""
    ticks, slots, spaces = search.arrays.when.tick, search.state.best_slot, search.state.best_space
    return {
        problem.activities[act].key: Placement(int(ticks[slots[act]]), problem.spaces[spaces[act]].key)
        for act in np.flatnonzero(slots >= 0)
    }


def given_attendance(problem: Problem, assignment: dict[str, Placement]) -> dict[str, tuple[str, ...]]:
    """Everyone attends what they must, in the order of time."""
    attended: dict[str, list[str]] = {person.key: [] for person in problem.people}
    musts = musts_of(problem)
    for key in sorted(assignment, key=lambda key: assignment[key].start):
        for person in musts[key]:
            attended[person].append(key)
    return {person: tuple(keys) for person, keys in attended.items()}


def reporter(problem: Problem, arrays: Arrays, on_progress: Callable[[Progress], None]) -> Watch:
    """Tells of the best so far a few times per second, and as soon as everything has a place."""
    tables = tables_of_days(problem.weights, len(arrays.people.cost))
    last, waiting = monotonic(), len(problem.activities)

    def report(search: SlotSearch, fraction: float) -> None:
        nonlocal last, waiting
        left = len(problem.activities) - int(np.count_nonzero(search.state.best_slot >= 0))
        due = monotonic() - last >= SECONDS_BETWEEN_REPORTS or waiting > left == 0
        waiting = left
        if due:
            last = monotonic()
            days = days_at(arrays, search.people, search.state.best_slot)
            costs = {name: float(table[days].sum()) for name, table in tables.items()}
            on_progress(Progress(search.iterations, min(1.0, fraction), costs, left))

    return report


def tables_of_days(weights: Weights, sets: int) -> dict[str, Floats]:
    """Criterion that weighs something → what each set of bits of a day costs by it."""
    alone = {
        name: replace(NOTHING, **{name: getattr(weights, name)}) for name in CRITERIA if getattr(weights, name) > 0
    }
    return {name: day_costs(sets.bit_length() - 1, one) for name, one in alone.items()}


def days_at(a: Arrays, people: int, slots: Ints) -> Ints:
    """Days × people: a bit per slot that the person has that day, given each activity's slot."""
    days = np.zeros((int(a.when.day.max()) + 1, people), np.int32)
    of_person = np.repeat(slots, np.diff(a.people.person_at))
    placed = of_person >= 0
    where = of_person[placed]
    np.bitwise_or.at(days, (a.when.day[where], a.people.person[placed]), a.when.bit[where])
    return days
