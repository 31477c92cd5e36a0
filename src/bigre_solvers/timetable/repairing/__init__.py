"""Repairing a published timetable after a change, with the fewest moves."""

from bigre_solvers.timetable.repairing.choosing import repair
from bigre_solvers.timetable.repairing.proposal import Move, Repair, RepairKind

__all__ = ["Move", "Repair", "RepairKind", "repair"]
