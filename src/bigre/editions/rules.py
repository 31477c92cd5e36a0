"""What the life of an edition and the roles of its team allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Edition, Stop

# Roles of `TeamMember` that make and publish the timetable.
PLANNERS = frozenset({"coordination", "programme"})


def can_plan(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles in the edition's team may make and publish its timetable."""
    return bool(PLANNERS.intersection(roles))


def is_public(edition: Edition) -> bool:
    """Whether anybody may read about the edition; one in preparation is its team's alone."""
    return edition.life != edition.Life.PREPARATION


def stops_moved(edition: Edition, stops: Sequence[Stop], starts_on: date, ends_on: date) -> list[tuple[date, date]]:
    """The first and last day of each stop once the edition has these dates; `edition` still has its present ones."""
    if len(stops) == 1:
        return [(starts_on, ends_on)]
    shift = starts_on - edition.starts_on
    return [(stop.starts_on + shift, stop.ends_on + shift) for stop in stops]
