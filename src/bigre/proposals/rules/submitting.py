"""What a draft needs before it may be submitted, and what the call says to whoever wants to propose."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from bigre.proposals.models import Call, Proposal, Question

# From its opening on a call takes proposals; after its closing they are late, and the team decides.
TAKES = frozenset({"open", "closed"})


def takes_proposals(state: Call.State) -> bool:
    """Whether one may begin a proposal while the call is in this state."""
    return state in TAKES


def what_to_complete(proposal: Proposal, *, questions: Collection[Question], answered: Collection[int]) -> list[str]:
    """What the draft lacks before it may be submitted, in sentences; `answered` are ids of questions."""
    lacks = [
        (not proposal.summary.strip(), _("Dis-la en deux phrases : c’est ce que les autres lisent d’abord.")),
        (proposal.format is None, _("Choisis un format.")),
        (not proposal.languages, _("Dis dans quelle langue elle se tient.")),
        *(
            (one.required and one.pk not in answered, _("Réponds à la question « %(question)s »") % {"question": one})
            for one in questions
        ),
    ]
    return [sentence for lacking, sentence in lacks if lacking]
