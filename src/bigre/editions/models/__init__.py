"""Editions: when and where the network meets, who takes part and who organises."""

from .edition import Edition, Involvement, Stop
from .participation import Participation, Presence
from .rhythm import Band, ProtectedTime
from .team import TeamMember
from .venue import Equipment, Space, SpaceOpening, Venue

__all__ = [
    "Band",
    "Edition",
    "Equipment",
    "Involvement",
    "Participation",
    "Presence",
    "ProtectedTime",
    "Space",
    "SpaceOpening",
    "Stop",
    "TeamMember",
    "Venue",
]
