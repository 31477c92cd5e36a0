"""Judges suggestions against their problem; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching.checking.clauses import CLAUSES, Case, Violation, counted, out_of_place
from bigre_solvers.matching.checking.worth import Worth
from bigre_solvers.matching.problem import Problem
from bigre_solvers.matching.result import Result

__all__ = ["Report", "Violation", "check"]

TOLERANCE = 1e-3  # of a share of the value


@dataclass(frozen=True, slots=True)
class Report:
    """Rules broken, and what the usual suggestions are worth as counted anew."""

    violations: tuple[Violation, ...]
    value: float

    @property
    def valid(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def check(problem: Problem, result: Result, vectors: NDArray[np.float32] | None = None) -> Report:
    """Every rule, from the problem, the result and the vectors that were given to `solve`."""
    worth = Worth(problem, vectors)
    misplaced = tuple(out_of_place(worth, result))
    if misplaced:
        return Report(misplaced, 0.0)
    case = Case(worth, result)
    value = counted(result.suggestions, problem.per_person)
    broken = [violation for clause in CLAUSES for violation in clause(case)]
    return Report((*broken, *misreported(result, value)), value)


def misreported(result: Result, value: float) -> Iterator[Violation]:
    """What the result says it is worth is what is counted, and no more than its bounds."""
    slack = TOLERANCE * max(1.0, value)
    if abs(result.value - value) > slack:
        yield Violation("misreported", (), f"the suggestions are worth {value:.4f}, not {result.value:.4f}")
    if value > min(result.bound, result.plain_bound) + slack:
        yield Violation("beyond_bounds", (), f"{value:.4f} exceeds {result.bound:.4f} or {result.plain_bound:.4f}")
