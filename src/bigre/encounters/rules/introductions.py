"""When people are introduced to each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.editions.models import Edition

# Early enough to look forward to somebody, late enough to remember them.
BEFOREHAND = timedelta(days=7)


def are_introduced_on(edition: Edition, day: date) -> bool:
    """Whether people of the edition are introduced on this day: from a week before its first day to its last."""
    return edition.starts_on - BEFOREHAND <= day <= edition.ends_on and edition.life != edition.Life.PREPARATION
