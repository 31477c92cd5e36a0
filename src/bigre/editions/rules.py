"""What the life of an edition and the roles of its team allow."""

from collections.abc import Iterable

from .models import Edition, TeamMember

Role = TeamMember.Role
PLANNERS = frozenset({Role.COORDINATION, Role.PROGRAMME})


def can_plan(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles in the edition's team may make and publish its timetable."""
    return bool(PLANNERS.intersection(roles))


def is_public(edition: Edition) -> bool:
    """Whether anybody may read about the edition; one in preparation is its team's alone."""
    return edition.life != Edition.Life.PREPARATION
