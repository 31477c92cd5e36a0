"""Who attends what in a timetable that is already decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.explain import explain
from bigre_solvers.timetable.problem import Activity, Problem
from bigre_solvers.timetable.result import Placement, Result, Status
from bigre_solvers.timetable.solve import solve
from bigre_solvers.timetable.stop import MaxIterations


def attend(problem: Problem, assignment: Mapping[str, Placement], seed: int = 0) -> Result:
    """The full result for these places: attendance settled as `solve` settles it, costs, and why something is out.

    Every placed activity is pinned where it is, every other is kept out, so that nothing is left to search.
    Raises `InvalidProblem` when the assignment breaks a rule between what is placed.
    """
    fixed = replace(problem, activities=tuple(held_at(one, assignment.get(one.key)) for one in problem.activities))
    settled = solve(fixed, MaxIterations(0), seed)
    unplaced = explain(problem, settled.assignment)
    return Result(
        status=Status.PARTIAL if unplaced else Status.COMPLETE,
        assignment=settled.assignment,
        attendance=settled.attendance,
        costs=weighted_costs(problem, settled.assignment, settled.attendance),
        unplaced=unplaced,
        seed=seed,
        iterations=0,
    )


def held_at(activity: Activity, place: Placement | None) -> Activity:
    """The activity, pinned at this place; never available when it has none."""
    if place is None:
        return replace(activity, pinned_start=None, pinned_space=None, availability=())
    return replace(activity, pinned_start=place.start, pinned_space=place.space)
