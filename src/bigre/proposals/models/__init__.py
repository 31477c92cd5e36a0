"""The call of an edition, its proposals, who leads them, what is said and decided of them, and what people wish."""

from .answer import Answer
from .call import Call
from .comment import Comment, DigestRhythm, Following
from .facilitation import Facilitation
from .invitation import Invitation, ResumeLink
from .kinds import Format, Offered, Theme
from .mailing import Mailing
from .merge import Merge, MergeConsent, MergePart
from .proposal import Proposal, ProposalWindow
from .question import Choice, Question
from .relation import Relation
from .sighting import Sighting
from .suggestion import Suggestion
from .team import Note, Opinion, Target
from .topic import Topic, Voice
from .transition import Transition
from .wish import Wish

__all__ = [
    "Answer",
    "Call",
    "Choice",
    "Comment",
    "DigestRhythm",
    "Facilitation",
    "Following",
    "Format",
    "Invitation",
    "Mailing",
    "Merge",
    "MergeConsent",
    "MergePart",
    "Note",
    "Offered",
    "Opinion",
    "Proposal",
    "ProposalWindow",
    "Question",
    "Relation",
    "ResumeLink",
    "Sighting",
    "Suggestion",
    "Target",
    "Theme",
    "Topic",
    "Transition",
    "Voice",
    "Wish",
]
