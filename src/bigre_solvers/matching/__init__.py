"""People → pairs suggested to each other, each with its reasons, so that nobody is left out or drawn on by all."""

from bigre_solvers.matching.check import Report, Violation, check
from bigre_solvers.matching.problem import (
    Dimension,
    InvalidProblem,
    Line,
    Person,
    Problem,
    Stance,
    Stances,
    Weights,
    lines_of,
)
from bigre_solvers.matching.result import Kind, Lack, Reason, Result, Shortage, Suggestion
from bigre_solvers.matching.solve import solve
from bigre_solvers.matching.texts import DIMENSIONS, MODEL, Encoder, stacked, vectors_of

__all__ = [
    "DIMENSIONS",
    "MODEL",
    "Dimension",
    "Encoder",
    "InvalidProblem",
    "Kind",
    "Lack",
    "Line",
    "Person",
    "Problem",
    "Reason",
    "Report",
    "Result",
    "Shortage",
    "Stance",
    "Stances",
    "Suggestion",
    "Violation",
    "Weights",
    "check",
    "lines_of",
    "solve",
    "stacked",
    "vectors_of",
]
