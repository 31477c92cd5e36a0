"""Drafts that people change by hand: an edition's, those made of one published version, and what moved in one."""

from django.db.models import Count, Max, QuerySet

from bigre.editions.models import Edition
from bigre.programme.models import Move, TimetableVersion


def drafts_of(edition: Edition) -> QuerySet[TimetableVersion]:
    """The drafts that somebody works on by hand, the latest first."""
    return edition.versions.filter(published_at=None, moves__isnull=False).distinct().order_by("-number")


def drafts_from(base: TimetableVersion) -> QuerySet[TimetableVersion]:
    """What people made of `base` to go on with by hand, latest first; with how many moves, and when the last was made.

    What a calculation proposes beside it is no such draft.
    """
    made = TimetableVersion.objects.filter(base=base, published_at=None, run__isnull=True, repair__isnull=True)
    counted = made.annotate(moved=Count("moves"), moved_at=Max("moves__made_at"))
    return counted.select_related("made_by").order_by("-number")


def moves_since(version: TimetableVersion, revision: int) -> QuerySet[Move]:
    """What was moved, taken back or made again after a revision, in that order."""
    moves = version.moves.filter(touched__gt=revision)
    return moves.select_related("activity", "made_by", "to_space", "from_space").order_by("touched")


def journal_of(version: TimetableVersion, at_most: int = 30) -> list[Move]:
    """Who moved what, latest first."""
    moves = version.moves.select_related("activity", "made_by", "to_space", "from_space")
    return list(moves.order_by("-touched")[:at_most])
