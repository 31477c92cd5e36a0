"""What counts as having met, and in which order two people are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.programme.models import Activity

# In a larger group one does not meet everybody.
SMALL_GROUP = 20


def is_small(activity: Activity) -> bool:
    """Whether those who were at the activity met: it is made for at most twenty people."""
    size = activity.max_size or activity.ideal_size
    return size is not None and size <= SMALL_GROUP


def in_order(one: int, other: int) -> tuple[int, int]:
    """Two ids, the smaller first: as the ledger keeps a pair."""
    return min(one, other), max(one, other)
