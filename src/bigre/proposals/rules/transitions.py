"""Where a proposal may go from where it stands, and who may move it there.

Draft → submitted → discussed → merged, accepted, deferred to open space or declined; what is accepted waits for its
contact's confirmation. A decision may be taken back; what was merged comes back by undoing the merge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.proposals.models import Proposal

# By the team: from each state, the states that it may decide.
DECISIONS: dict[str, tuple[str, ...]] = {
    "submitted": ("discussed", "accepted", "open_space", "declined"),
    "discussed": ("submitted", "accepted", "open_space", "declined"),
    "accepted": ("discussed", "confirmed", "open_space", "declined"),
    "confirmed": ("discussed", "open_space", "declined"),
    "open_space": ("discussed", "accepted", "declined"),
    "declined": ("discussed", "accepted", "open_space"),
}
# By those who lead it.
OWN_STEPS: dict[str, tuple[str, ...]] = {
    "draft": ("submitted",),
    "submitted": ("draft", "withdrawn"),
    "discussed": ("withdrawn",),
    "accepted": ("confirmed", "withdrawn"),
    "confirmed": ("withdrawn",),
    "open_space": ("withdrawn",),
    "withdrawn": ("draft",),
}
# What is put aside is told with its reason.
WITH_REASON = frozenset({"declined", "open_space"})


def decisions_from(state: str) -> tuple[str, ...]:
    """The states that the team may decide for a proposal that stands there."""
    return DECISIONS.get(state, ())


def own_steps_from(state: str) -> tuple[str, ...]:
    """The states to which those who lead a proposal may take it themselves."""
    return OWN_STEPS.get(state, ())


def is_editable(proposal: Proposal) -> bool:
    """Whether those who lead it may still rewrite it; what was merged or put aside keeps its words."""
    return proposal.state in {"draft", "submitted", "discussed", "accepted", "confirmed"}
