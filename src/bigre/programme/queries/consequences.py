"""What publishing a version means for those who read, lead and keep what the programme holds already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.programme.models import Favourite, Lead, Placement, TimetableVersion

from .diff import Change, ChangeKind, changes_between, counts_of
from .timetable import programme_day

# People have organised themselves around a published programme: more than this share of it is a lot to move.
A_LOT = 0.25


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """The changes of one day: those that take an activity to or from another day (or in, or out), and smaller ones."""

    date: date
    big: list[Change]
    small: list[Change]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changes for `leaders` people who lead and `keepers` who keep one of the activities that people know.

    `known` counts the activities of the older programme, `kept` those of them that somebody keeps and no pin holds.
    """

    changes: list[Change]
    days: list[ChangedDay]
    known: int
    leaders: int
    keepers: int
    kept: int

    @property
    def counts(self) -> dict[str, int]:
        """How many activities are added, removed and moved."""
        return counts_of(self.changes)

    @property
    def upset(self) -> int:
        """How many activities are no longer where or when people know them to be."""
        return sum(change.kind != ChangeKind.ADDED for change in self.changes)

    @property
    def is_a_lot(self) -> bool:
        """Whether so much of the programme moves that people should be spared it."""
        return self.upset > A_LOT * self.known


def consequences_of(older: TimetableVersion | None, newer: TimetableVersion) -> Consequences:
    """What replacing one version by the other changes, and for how many people (6 queries; 2 before the first)."""
    changes = changes_between(older, newer)
    days = days_of_changes(newer.edition, changes)
    if older is None:
        return Consequences(changes, days, known=0, leaders=0, keepers=0, kept=0)
    upset = [change.activity.pk for change in changes if change.kind != ChangeKind.ADDED]
    return Consequences(
        changes,
        days,
        known=older.placements.count(),
        leaders=Lead.objects.filter(activity__in=upset).values("person").distinct().count(),
        keepers=Favourite.objects.filter(activity__in=upset).values("person").distinct().count(),
        kept=kept_placements(older).count(),
    )


def kept_placements(version: TimetableVersion) -> QuerySet[Placement]:
    """The placements of activities that somebody keeps as a favourite and that no pin holds."""
    kept = Favourite.objects.filter(activity__edition=version.edition_id)
    return version.placements.filter(activity__in=kept.values("activity"), activity__pin__isnull=True)


def days_of_changes(edition: Edition, changes: Iterable[Change]) -> list[ChangedDay]:
    """The changes under the day on which people will find the activity, or would have found it."""
    dated = sorted(((_day(edition, change), change) for change in changes), key=lambda one: one[0])
    days = [(day, [change for _day, change in found]) for day, found in groupby(dated, key=lambda one: one[0])]
    return [
        ChangedDay(
            day,
            big=[one for one in found if _is_big(edition, one)],
            small=[one for one in found if not _is_big(edition, one)],
        )
        for day, found in days
    ]


def _day(edition: Edition, change: Change) -> date:
    spot = change.after or change.before
    assert spot is not None  # a change has at least one side
    return programme_day(edition, spot.starts_at.astimezone(edition.zone))


def _is_big(edition: Edition, change: Change) -> bool:
    before, after = change.before, change.after
    if before is None or after is None:
        return True
    moments = (before.starts_at, after.starts_at)
    first, second = (programme_day(edition, moment.astimezone(edition.zone)) for moment in moments)
    return first != second
