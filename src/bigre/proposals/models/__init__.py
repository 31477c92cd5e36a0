"""Proposals of an edition, who leads them, and what people wish."""

from .facilitation import Facilitation
from .kinds import Format, Theme
from .proposal import Proposal, ProposalWindow
from .relation import Relation
from .wish import Wish

__all__ = [
    "Facilitation",
    "Format",
    "Proposal",
    "ProposalWindow",
    "Relation",
    "Theme",
    "Wish",
]
