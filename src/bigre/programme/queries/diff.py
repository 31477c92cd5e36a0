"""What changes from one version of the timetable to another, activity by activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bigre.programme.models import Activity, Placement, TimetableVersion


def weekday_and_time(moment: datetime, zone: ZoneInfo) -> str:
    """« mardi 9:30 », in the reader's language and the edition's time zone."""
    local = localtime(moment, zone)
    return f"{date_format(local, 'l')} {date_format(local, 'TIME_FORMAT')}"


@dataclass(frozen=True, slots=True)
class Spot:
    """When and where an activity takes place in a version."""

    starts_at: datetime
    ends_at: datetime
    space: str
    zone: ZoneInfo

    @property
    def until(self) -> str:
        """« 11:00 »."""
        return date_format(localtime(self.ends_at, self.zone), "TIME_FORMAT")

    @property
    def when(self) -> str:
        """« mardi 9:30 »."""
        return weekday_and_time(self.starts_at, self.zone)

    def __str__(self) -> str:
        return f"{self.when}, {self.space}"


class ChangeKind(StrEnum):
    """What happened to an activity."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One activity that the newer version adds, removes or moves (time, length or space); never None on both sides."""

    activity: Activity
    before: Spot | None
    after: Spot | None

    @property
    def kind(self) -> ChangeKind:
        """Which of the three."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.MOVED

    @property
    def sentence(self) -> str:
        """The change in words, without the activity's title."""
        before, after = self.before, self.after
        if after is None:
            return _("retirée, était %(before)s") % {"before": before}
        if before is None:
            return _("ajoutée %(after)s") % {"after": after}
        if (before.space, before.starts_at) == (after.space, after.starts_at):
            words = {"when": after.when, "space": after.space, "before": before.until, "after": after.until}
            return _("toujours %(when)s, %(space)s, mais finit à %(after)s au lieu de %(before)s") % words
        if before.space == after.space:
            words = {"before": before.when, "after": after.when, "space": after.space}
            return _("déplacée de %(before)s à %(after)s, toujours %(space)s") % words
        if before.starts_at == after.starts_at:
            words = {"before": before.space, "after": after.space, "when": after.when}
            return _("change d’espace, %(when)s : de %(before)s à %(after)s") % words
        return _("déplacée de %(before)s, à %(after)s") % {"before": before, "after": after}


def changes_between(older: TimetableVersion | None, newer: TimetableVersion) -> list[Change]:
    """Every activity whose time, length or space differs, by time (2 queries). Against nothing, everything is added."""
    before = _spots(older) if older else {}
    after = _spots(newer)
    activities = {one.pk: one for one, _spot in (*before.values(), *after.values())}
    changes = [
        Change(activity, before.get(key, (activity, None))[1], after.get(key, (activity, None))[1])
        for key, activity in activities.items()
    ]
    return sorted((change for change in changes if change.before != change.after), key=_by_time)


def counts_of(changes: Iterable[Change]) -> dict[str, int]:
    """How many activities are added, removed and moved."""
    counts = dict.fromkeys((kind.value for kind in ChangeKind), 0)
    for change in changes:
        counts[change.kind.value] += 1
    return counts


def _by_time(change: Change) -> tuple[datetime, str, int]:
    spots = [spot.starts_at for spot in (change.after, change.before) if spot]
    return spots[0], change.activity.title, change.activity.pk


def _spots(version: TimetableVersion) -> dict[int, tuple[Activity, Spot]]:
    zone = version.edition.zone
    return {
        one.activity_id: (one.activity, _spot(one, zone))
        for one in version.placements.select_related("activity", "space").order_by("pk")
    }


def _spot(placement: Placement, zone: ZoneInfo) -> Spot:
    return Spot(placement.starts_at, placement.ends_at, placement.space.name, zone)
