"""Which decisions are still to be told to those who lead a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.proposals.models import Transition

# What is told as soon as the team announces; what is discussed again, only if something else was told before.
TOLD = frozenset({"accepted", "open_space", "declined"})


def decision_to_tell(transitions: Sequence[Transition]) -> Transition | None:
    """The last transition of a proposal, if it is a decision that those who lead it do not know yet.

    `transitions` are the proposal's own in order of time. A decision taken back before it was told is never told; what
    comes back by undoing a merge is no decision.
    """
    if not transitions:
        return None
    last = transitions[-1]
    told = next((one.target for one in reversed(transitions) if one.announced_at is not None), "")
    if last.announced_at is not None or last.target == told or last.source == "merged":
        return None
    return last if last.target in TOLD or (last.target == "discussed" and told) else None
