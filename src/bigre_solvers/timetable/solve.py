"""Turns a problem into its best timetable: build, improve until told to stop, settle, explain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.slots.fitting import fits
from bigre_solvers.timetable.explain import explain
from bigre_solvers.timetable.portfolio import best_of
from bigre_solvers.timetable.problem import Problem, Weights, left_out
from bigre_solvers.timetable.result import Placement, Progress, Result, Status
from bigre_solvers.timetable.stop import Stop

if TYPE_CHECKING:
    from bigre_solvers.timetable.engine.annealing import Report
    from bigre_solvers.timetable.engine.timetable import BlockPlan

type Timetable = tuple[dict[str, Placement], dict[str, tuple[str, ...]]]


def solve(
    problem: Problem,
    stop: Stop,
    seed: int,
    on_progress: Callable[[Progress], None] | None = None,
    cores: int = 1,
) -> Result:
    """The best timetable found before `stop`; the same for the same problem, seed, cores and number of iterations.

    `stop` bounds building and improving; compiling (first call in a process) and settling come on top.
    """
    run = _solve_slots if fits(problem) else _solve_blocks
    return best_of(lambda one, its_stop, watch: run(problem, its_stop, one, watch), stop, seed, on_progress, cores)


def _solve_slots(problem: Problem, stop: Stop, seed: int, on_progress: Callable[[Progress], None] | None) -> Result:
    from bigre_solvers.timetable.engine.slots.solving import solve_slots  # numba takes a second to import

    return solve_slots(problem, stop, seed, on_progress)


def _solve_blocks(problem: Problem, stop: Stop, seed: int, on_progress: Callable[[Progress], None] | None) -> Result:
    from bigre_solvers.timetable.engine.annealing import Search  # numba and OR-Tools take seconds to import
    from bigre_solvers.timetable.engine.compiled import compile_problem
    from bigre_solvers.timetable.engine.ending import plain_blocks, settled_blocks

    search = Search(compile_problem(problem), len(problem.blocks), seed)
    report = _reporter(problem.weights, on_progress)
    search.build(stop, report)
    search.improve(stop, report)
    endings = [settled_blocks(search)]
    if search.arrays.fairness.on:  # settling looks at one block at a time, fairness at all
        endings.append(list(plain_blocks(search).values()))
    starts = search.state.best_start.tolist()
    assignment, attendance = min((_read(problem, plans, starts) for plans in endings), key=partial(_rank, problem))
    return Result(
        status=Status.PARTIAL if left_out(problem, assignment) else Status.COMPLETE,
        assignment=assignment,
        attendance=attendance,
        costs=weighted_costs(problem, assignment, attendance),
        unplaced=explain(problem, assignment),
        seed=seed,
        iterations=search.iterations,
    )


def _reporter(weights: Weights, on_progress: Callable[[Progress], None] | None) -> Report | None:
    if on_progress is None:
        return None

    def report(iteration: int, fraction: float, parts: Mapping[str, float], unplaced: int) -> None:
        costs = {name: part for name, part in parts.items() if getattr(weights, name) > 0}
        on_progress(Progress(iteration, fraction, costs, unplaced))

    return report


def _read(problem: Problem, plans: list[BlockPlan], starts: list[int]) -> Timetable:
    from bigre_solvers.timetable.engine.attending import put_right

    assignment = _assignment(problem, plans, starts)
    attendance = _attendance(problem, plans, assignment)
    if problem.repeats or problem.travels:
        attendance = put_right(problem, assignment, attendance)
    return assignment, attendance


def _rank(problem: Problem, timetable: Timetable) -> tuple[int, float]:
    return len(left_out(problem, timetable[0])), sum(weighted_costs(problem, *timetable).values())


def _assignment(problem: Problem, plans: list[BlockPlan], starts: list[int]) -> dict[str, Placement]:
    placed = {
        act: Placement(starts[act], problem.spaces[space].key)
        for plan in plans
        for act, space in zip(plan.activities, plan.spaces, strict=True)
        if space >= 0
    }
    return {problem.activities[act].key: placed[act] for act in sorted(placed)}


def _attendance(
    problem: Problem, plans: list[BlockPlan], assignment: Mapping[str, Placement]
) -> dict[str, tuple[str, ...]]:
    attended: dict[str, list[str]] = {person.key: [] for person in problem.people}
    for plan in plans:
        for act, people in zip(plan.activities, plan.attendees, strict=True):
            for number in people:
                attended[problem.people[number].key].append(problem.activities[act].key)
    return {person: tuple(sorted(keys, key=lambda key: assignment[key].start)) for person, keys in attended.items()}
