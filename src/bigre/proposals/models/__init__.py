"""The call of an edition, its proposals, who leads them, and what people wish."""

from .call import Call
from .facilitation import Facilitation
from .kinds import Format, Offered, Theme
from .proposal import Proposal, ProposalWindow
from .question import Choice, Question
from .relation import Relation
from .wish import Wish

__all__ = [
    "Call",
    "Choice",
    "Facilitation",
    "Format",
    "Offered",
    "Proposal",
    "ProposalWindow",
    "Question",
    "Relation",
    "Theme",
    "Wish",
]
