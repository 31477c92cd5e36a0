"""People → tables over rounds, so that as many as possible meet whom they hadn't met."""

from bigre_solvers.seating.bounds import bound_of
from bigre_solvers.seating.check import Report, Violation, check
from bigre_solvers.seating.problem import InvalidProblem, Person, Pin, Problem, Round, Table, Weights, plain_problem
from bigre_solvers.seating.result import Bound, Progress, Result
from bigre_solvers.seating.solve import solve
from bigre_solvers.timetable.stop import FirstOf, MaxIterations, MaxSeconds, Stop, WhenAsked, first_of

__all__ = [
    "Bound",
    "FirstOf",
    "InvalidProblem",
    "MaxIterations",
    "MaxSeconds",
    "Person",
    "Pin",
    "Problem",
    "Progress",
    "Report",
    "Result",
    "Round",
    "Stop",
    "Table",
    "Violation",
    "Weights",
    "WhenAsked",
    "bound_of",
    "check",
    "first_of",
    "plain_problem",
    "solve",
]
