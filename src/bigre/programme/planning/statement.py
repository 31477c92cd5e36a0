"""An edition stated as a problem, or what keeps it from being one."""

from collections.abc import Iterable
from datetime import datetime

from bigre.editions.models import Edition
from bigre_solvers.timetable import InvalidProblem, Problem

from .clock import Clock
from .faults import CannotPlan, faults_in
from .problem import clock_of, problem_of
from .rows import Rows, rows_of


def prepared(edition: Edition) -> tuple[Rows, Clock, Problem]:
    """The edition's rows, its clock and its problem; raises `CannotPlan` with what to put right."""
    return stated(rows_of(edition))


def stated(rows: Rows, hitting: Iterable[datetime] = ()) -> tuple[Rows, Clock, Problem]:
    """The rows, their clock (hitting these moments too) and their problem; raises `CannotPlan`."""
    faults = faults_in(rows)
    if faults:
        raise CannotPlan(faults)
    clock = clock_of(rows, hitting)
    try:
        return rows, clock, problem_of(rows, clock)
    except InvalidProblem as error:
        raise CannotPlan(list(error.errors)) from error
