"""The columns of the team's board, and what several cards at once may become."""

from __future__ import annotations

from collections.abc import Iterable

from .transitions import DECISIONS, decisions_from

COLUMNS = ("submitted", "discussed", "accepted", "confirmed", "open_space", "declined")
FOLDED = ("merged", "withdrawn")
# What still lives, and what of it the programme counts on.
DECIDED = frozenset({"accepted", "confirmed"})
LIVING = frozenset({"submitted", "discussed"}) | DECIDED


def decisions_for_all(states: Iterable[str]) -> tuple[str, ...]:
    """The states that the team may decide for all of these at once, in the order of the columns."""
    allowed = [set(decisions_from(state)) for state in states]
    common = set.intersection(*allowed) if allowed else set()
    return tuple(state for state in COLUMNS if state in common)


def is_decidable(state: str) -> bool:
    """Whether the team may move a proposal that stands there at all."""
    return state in DECISIONS
