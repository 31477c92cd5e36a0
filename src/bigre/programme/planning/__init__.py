"""The only module that touches the solver: rows → an immutable problem, and its result → rows."""

from bigre_solvers.timetable import Progress

from .faults import CannotPlan
from .runs import carry_out, prepared, report_on
from .violations import broken_rules
from .warmth import warm_up

__all__ = ["CannotPlan", "Progress", "broken_rules", "carry_out", "prepared", "report_on", "warm_up"]
