"""How good any timetable could be: proven lower bounds on the cost."""

from bigre_solvers.timetable.bounds.total import (
    cost_of_granting_nothing,
    lower_bound,
    lower_bounds,
    share_of_the_possible,
)

__all__ = ["cost_of_granting_nothing", "lower_bound", "lower_bounds", "share_of_the_possible"]
