"""Timetable versions: stored as drafts, then published."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import Attendance, Placement, Repair, TimetableVersion
from bigre.programme.queries.published import current_version

from .announcements import tell_of_publication

Life = Edition.Life


class AlreadyPublished(Exception):
    """The version is published already; who did it and when stays as it is."""


class NothingToPublish(Exception):
    """The version places no activity at all."""


@transaction.atomic
def store_version(
    *,
    edition: Edition,
    by: Person | None,
    placements: list[Placement],
    attendances: list[Attendance],
    now: datetime,
    base: TimetableVersion | None = None,
) -> TimetableVersion:
    """Keep a whole timetable as the edition's next draft; the placements and attendances come unsaved."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = edition.versions.aggregate(last=Max("number"))["last"] or 0
    version = TimetableVersion.objects.create(edition=edition, number=last + 1, made_at=now, made_by=by, base=base)
    for placement in placements:
        placement.version = version
    for attendance in attendances:
        attendance.version = version
    Placement.objects.bulk_create(placements, batch_size=500)
    Attendance.objects.bulk_create(attendances, batch_size=500)
    return version


@transaction.atomic
def publish(*, version: TimetableVersion, by: Person | None, now: datetime, telling: bool = True) -> int:
    """Make a draft the programme that everybody reads, write to those for whom it changes, and tell how many these are.

    The edition's life moves on to « published » at least. A repair that is chosen takes its alternatives away: they
    would repair what is no longer there. Two that publish at once wait for each other, so that each tells what it
    changed. Raises `AlreadyPublished` or `NothingToPublish`.
    """
    edition = Edition.objects.select_for_update().get(pk=version.edition_id)
    version.refresh_from_db()
    if version.is_published:
        raise AlreadyPublished(str(version))
    if not version.placements.exists():
        raise NothingToPublish(str(version))
    older = current_version(edition)
    version.published_at, version.published_by = now, by
    version.save(update_fields=["published_at", "published_by"])
    _remove_alternatives(version)
    if edition.life in (Life.PREPARATION, Life.CALL_OPEN, Life.PLANNING):
        edition.life = Life.PUBLISHED
        edition.save(update_fields=["life"])
    return tell_of_publication(older=older, newer=version, now=now) if telling else 0


def _remove_alternatives(version: TimetableVersion) -> None:
    repair = Repair.objects.filter(version=version).first()
    if repair:
        siblings = TimetableVersion.objects.filter(repair__run=repair.run_id, published_at__isnull=True, revision=0)
        siblings.exclude(pk=version.pk).delete()
