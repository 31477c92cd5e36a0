"""Judges a seating against its problem; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bigre_solvers.seating.checking.clauses import CLAUSES, Meal, Violation, out_of_place
from bigre_solvers.seating.checking.cost import recounted
from bigre_solvers.seating.problem import Problem
from bigre_solvers.seating.result import Result

__all__ = ["Report", "Violation", "check"]

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Report:
    """Rules broken, and new pairs, their weight and cost by criterion as counted anew."""

    violations: tuple[Violation, ...]
    pairs: int
    value: float
    costs: Mapping[str, float]

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def check(problem: Problem, result: Result) -> Report:
    """Every rule and criterion, from the problem and the result alone; what the result says of itself must be true."""
    misplaced = tuple(out_of_place(problem, result))
    if misplaced:
        return Report(misplaced, 0, 0.0, {})
    meals = [
        Meal(
            one,
            tuple((table, tuple(problem.people[n] for n in who)) for table, who in zip(one.tables, at, strict=True)),
        )
        for one, at in zip(problem.rounds, result.rounds, strict=True)
    ]
    pairs, value, costs = recounted(problem, meals)
    broken = [violation for clause in CLAUSES for violation in clause(problem, meals)]
    said = {"pairs": float(result.pairs), "value": result.value, **result.costs}
    counted = {"pairs": float(pairs), "value": value, **costs}
    return Report((*broken, *misreported(said, counted), *beyond_bounds(result)), pairs, value, costs)


def misreported(said: Mapping[str, float], counted: Mapping[str, float]) -> Iterator[Violation]:
    """What the result says of itself is what is counted."""
    for name, number in said.items():
        if abs(number - counted.get(name, 0.0)) > TOLERANCE:
            yield Violation("misreported", (name,), f"{name} is said to be {number} and is {counted.get(name)}")


def beyond_bounds(result: Result) -> Iterator[Violation]:
    """No result is better than its bound."""
    if result.pairs > result.bound.pairs or result.value > result.bound.value + TOLERANCE:
        yield Violation("beyond_bounds", (), f"{result.pairs} pairs ({result.value}) exceed {result.bound}")
