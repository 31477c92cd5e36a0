"""The only module that touches the solver: rows → an immutable problem, and its result → rows."""

from bigre_solvers.timetable import Progress

from .additions import add_to_plan
from .begun import moment_to_plan_from
from .breaches import Breach, breaches_in
from .elsewhere import Answer, Elsewhere, elsewhere_in
from .faults import CannotPlan
from .places import Places, be_ready, places_of, why_not_there
from .repairs import search_repairs
from .runs import carry_out, report_on
from .shares import shares_of
from .statement import prepared
from .upsets import held_by, upsets_in
from .violations import broken_rules
from .warmth import warm_up

__all__ = [
    "Answer",
    "Breach",
    "CannotPlan",
    "Elsewhere",
    "Places",
    "Progress",
    "add_to_plan",
    "be_ready",
    "breaches_in",
    "broken_rules",
    "carry_out",
    "elsewhere_in",
    "held_by",
    "moment_to_plan_from",
    "places_of",
    "prepared",
    "report_on",
    "search_repairs",
    "shares_of",
    "upsets_in",
    "warm_up",
    "why_not_there",
]
