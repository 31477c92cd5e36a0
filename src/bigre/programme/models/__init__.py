"""Activities, their timetable and its versions, solver runs, and what people keep of them."""

from .activity import Activity, Lead
from .feed import CalendarFeed, Favourite
from .run import SolverRun, UnplacedActivity
from .source import SourceKey
from .timetable import Attendance, Pin, Placement, TimetableVersion

__all__ = [
    "Activity",
    "Attendance",
    "CalendarFeed",
    "Favourite",
    "Lead",
    "Pin",
    "Placement",
    "SolverRun",
    "SourceKey",
    "TimetableVersion",
    "UnplacedActivity",
]
