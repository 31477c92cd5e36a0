"""Moving activities by hand in a working draft: each move is kept, can be taken back and made again."""

from datetime import datetime, timedelta

from django.db import transaction

from bigre.editions.models import Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Attendance, Move, Placement, TimetableVersion

from .versions import AlreadyPublished, store_version


class MovedMeanwhile(Exception):
    """Somebody moved something since the draft was read."""


class NothingToUndo(Exception):
    """No move of the draft is left to take back."""


def begin_draft(*, base: TimetableVersion, by: Person | None, now: datetime) -> TimetableVersion:
    """A draft that places everything as `base` does, to go on with by hand."""
    return store_version(
        edition=base.edition,
        by=by,
        placements=[
            Placement(activity_id=one.activity_id, space_id=one.space_id, starts_at=one.starts_at, ends_at=one.ends_at)
            for one in base.placements.order_by("pk")
        ],
        attendances=[
            Attendance(activity_id=one.activity_id, person_id=one.person_id) for one in base.attendances.order_by("pk")
        ],
        now=now,
        base=base,
    )


@transaction.atomic
def move_activity(
    *,
    version: TimetableVersion,
    activity: Activity,
    starts_at: datetime | None,
    space: Space | None,
    by: Person | None,
    now: datetime,
    seen: int | None = None,
) -> Move:
    """Put the activity there, or into the tray without a place.

    `seen` is the revision that somebody had before their eyes. Raises `AlreadyPublished` or `MovedMeanwhile`.
    """
    locked = TimetableVersion.objects.select_for_update().get(pk=version.pk)
    if locked.is_published:
        raise AlreadyPublished(str(locked))
    if seen is not None and seen != locked.revision:
        raise MovedMeanwhile(str(locked))
    before = locked.placements.filter(activity=activity).first()
    locked.revision += 1
    locked.save(update_fields=["revision"])
    _put(locked, activity, starts_at, space)
    # What was taken back cannot be made again once something else was moved.
    locked.moves.filter(undone_at__isnull=False).delete()
    return Move.objects.create(
        version=locked,
        number=locked.revision,
        activity=activity,
        from_space_id=before.space_id if before else None,
        from_starts_at=before.starts_at if before else None,
        to_space=space,
        to_starts_at=starts_at,
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def undo_move(*, version: TimetableVersion, by: Person | None, now: datetime) -> Move:  # noqa: ARG001  # as for moves
    """Take the last move back. Raises `NothingToUndo`."""
    locked = TimetableVersion.objects.select_for_update().get(pk=version.pk)
    last = locked.moves.filter(undone_at__isnull=True).order_by("-number").first()
    if last is None:
        raise NothingToUndo(str(version))
    _put(locked, last.activity, last.from_starts_at, last.from_space)
    last.undone_at = now
    last.save(update_fields=["undone_at"])
    return last


def _put(version: TimetableVersion, activity: Activity, starts_at: datetime | None, space: Space | None) -> None:
    if starts_at is None or space is None:
        version.placements.filter(activity=activity).delete()
        return
    ends_at = starts_at + timedelta(minutes=activity.duration_minutes)
    Placement.objects.update_or_create(
        version=version, activity=activity, defaults={"space": space, "starts_at": starts_at, "ends_at": ends_at}
    )
