"""The only module that touches the solver: rows → an immutable problem, and its result → rows."""

from .faults import CannotPlan
from .runs import carry_out, prepared, report_on

__all__ = ["CannotPlan", "carry_out", "prepared", "report_on"]
