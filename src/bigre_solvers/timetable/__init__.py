"""Activities → starts × spaces, with who attends what."""

from bigre_solvers.timetable.attend import attend
from bigre_solvers.timetable.check import Report, Violation, check
from bigre_solvers.timetable.problem import (
    Activity,
    InvalidProblem,
    Named,
    Person,
    Pool,
    Precedence,
    Problem,
    Space,
    Travel,
    Weights,
    Window,
)
from bigre_solvers.timetable.reasons import (
    ConflictsWith,
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    NoStart,
    OrderBroken,
    PersonAbsent,
    PersonBusy,
    PlaceLeft,
    Reason,
    SpacesTaken,
)
from bigre_solvers.timetable.repairing import Move, Repair, RepairKind, repair
from bigre_solvers.timetable.result import Placement, Progress, Result, Status, Unplaced
from bigre_solvers.timetable.solve import solve
from bigre_solvers.timetable.stop import FirstOf, MaxIterations, MaxSeconds, Stop, WhenAsked, first_of

__all__ = [
    "Activity",
    "ConflictsWith",
    "FirstOf",
    "InvalidProblem",
    "MaxIterations",
    "MaxSeconds",
    "Move",
    "Named",
    "NoSpaceBigEnough",
    "NoSpaceWithFeatures",
    "NoStart",
    "OrderBroken",
    "Person",
    "PersonAbsent",
    "PersonBusy",
    "PlaceLeft",
    "Placement",
    "Pool",
    "Precedence",
    "Problem",
    "Progress",
    "Reason",
    "Repair",
    "RepairKind",
    "Report",
    "Result",
    "Space",
    "SpacesTaken",
    "Status",
    "Stop",
    "Travel",
    "Unplaced",
    "Violation",
    "Weights",
    "WhenAsked",
    "Window",
    "attend",
    "check",
    "first_of",
    "repair",
    "solve",
]
