"""What the life of an edition and the roles of its team allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Edition

# Roles of `TeamMember` that make and publish the timetable.
PLANNERS = frozenset({"coordination", "programme"})


def can_plan(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles in the edition's team may make and publish its timetable."""
    return bool(PLANNERS.intersection(roles))


def is_public(edition: Edition) -> bool:
    """Whether anybody may read about the edition; one in preparation is its team's alone."""
    return edition.life != edition.Life.PREPARATION
