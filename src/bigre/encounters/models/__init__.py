"""What people offer and look for, whom they were suggested, met and sat with, and what came of it."""

from .cooperation import Cooperation, CooperationMember, Entry, Reminder
from .encounter import CheckIn, Encounter, Remembered
from .introduction import Introduction
from .knowing import Acquaintance, Avoidance
from .meeting import Meeting
from .notice import Notice, Tag
from .openness import DIMENSIONS, Leaning, Openness
from .seating import Seat, SeatingNeed, SeatingParty, SeatingPlan, SeatingRound, SeatingRun, SeatingTable, Volunteer
from .seating_told import TablesTold
from .shared_task import SharedTask

__all__ = [
    "DIMENSIONS",
    "Acquaintance",
    "Avoidance",
    "CheckIn",
    "Cooperation",
    "CooperationMember",
    "Encounter",
    "Entry",
    "Introduction",
    "Leaning",
    "Meeting",
    "Notice",
    "Openness",
    "Remembered",
    "Reminder",
    "Seat",
    "SeatingNeed",
    "SeatingParty",
    "SeatingPlan",
    "SeatingRound",
    "SeatingRun",
    "SeatingTable",
    "SharedTask",
    "TablesTold",
    "Tag",
    "Volunteer",
]
