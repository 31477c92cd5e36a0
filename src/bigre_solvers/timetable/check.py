"""Judges a result against its problem; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.result import Result


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule broken: its name, the keys of the culprits, and a sentence."""

    rule: str
    culprits: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


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
    """Every hard rule and criterion, recomputed from the problem and the result alone."""
    raise NotImplementedError
