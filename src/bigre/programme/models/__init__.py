"""Activities, their timetable and its versions, solver runs, and what people keep of them."""

from .activity import Activity, Lead
from .disruption import Disruption
from .feed import CalendarFeed, Favourite
from .move import Move
from .repair import Repair
from .rewording import Rewording
from .run import SolverRun, UnplacedActivity
from .source import SourceKey
from .timetable import Attendance, Pin, Placement, TimetableVersion

__all__ = [
    "Activity",
    "Attendance",
    "CalendarFeed",
    "Disruption",
    "Favourite",
    "Lead",
    "Move",
    "Pin",
    "Placement",
    "Repair",
    "Rewording",
    "SolverRun",
    "SourceKey",
    "TimetableVersion",
    "UnplacedActivity",
]
