"""Judges a result against its problem; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bigre_solvers.timetable.checking.attendance import ATTENDANCE_RULES
from bigre_solvers.timetable.checking.cost import recomputed_costs
from bigre_solvers.timetable.checking.placement import PLACEMENT_RULES
from bigre_solvers.timetable.checking.view import View, Violation
from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.result import Result

__all__ = ["Report", "Violation", "check"]

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Report:
    """Hard violations, weighted cost by criterion as recomputed, and keys of activities left out."""

    violations: tuple[Violation, ...]
    costs: Mapping[str, float]
    unplaced: tuple[str, ...]

    @property
    def valid(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.violations


def check(problem: Problem, result: Result) -> Report:
    """Every hard rule and criterion, recomputed from the problem and the result alone.

    Costs that the result states must be those recomputed; a result that states none isn't held to that.
    """
    unplaced = tuple(a.key for a in problem.activities if is_left_out(problem, result, a.key))
    unknown = tuple(unknown_keys(problem, result))
    if unknown:
        return Report(unknown, {}, unplaced)
    view = View(problem, result)
    costs = recomputed_costs(view)
    violations = [violation for rule in (*PLACEMENT_RULES, *ATTENDANCE_RULES) for violation in rule(view)]
    violations += misreported(result, costs, unplaced)
    return Report(tuple(violations), costs, unplaced)


def is_left_out(problem: Problem, result: Result, key: str) -> bool:
    """Whether an activity has no place; of alternatives, only the first may be left out, when none of them has one."""
    for group in problem.alternatives:
        if key in group:
            return key == group[0] and result.assignment.keys().isdisjoint(group)
    return key not in result.assignment


def unknown_keys(problem: Problem, result: Result) -> Iterator[Violation]:
    """Every activity, space and person of the result exists."""
    activities = {activity.key for activity in problem.activities}
    spaces = {space.key for space in problem.spaces}
    people = {person.key for person in problem.people}
    named = [("activity", key, activities) for key in result.assignment]
    named += [("space", placement.space, spaces) for placement in result.assignment.values()]
    named += [("person", key, people) for key in result.attendance]
    named += [("activity", key, activities) for keys in result.attendance.values() for key in keys]
    for kind, key, known in named:
        if key not in known:
            yield Violation("unknown_key", (key,), f"there is no {kind} {key!r}")


def misreported(result: Result, costs: Mapping[str, float], unplaced: tuple[str, ...]) -> Iterator[Violation]:
    """What the result says of its costs and of what it leaves out is true."""
    for name, stated in result.costs.items():
        if abs(stated - costs.get(name, 0.0)) > TOLERANCE:
            yield Violation("misreported_cost", (name,), f"{name} is said to cost {stated} and costs {costs.get(name)}")
    stated_unplaced = {one.activity for one in result.unplaced}
    if result.costs and stated_unplaced != set(unplaced):
        culprits = tuple(sorted(stated_unplaced ^ set(unplaced)))
        yield Violation("misreported_unplaced", culprits, f"wrongly said to be placed or not: {', '.join(culprits)}")
