"""Who of the team may read and write what the team says of a proposal among itself."""

from __future__ import annotations

from collections.abc import Collection


def has_conflict(person_id: int, leaders: Collection[int]) -> bool:
    """Whether somebody of the team leads the proposal themselves: its notes and opinions are not theirs to read."""
    return person_id in leaders
