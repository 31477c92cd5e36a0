"""Moving activities by hand in a working draft: each move is kept, can be taken back and made again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from bigre.editions.models import Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Attendance, Move, Placement, TimetableVersion

from .versions import AlreadyPublished, store_version


class NothingToUndo(Exception):
    """The person has no move left to take back, or to make again."""


class MovedMeanwhile(Exception):
    """Somebody else has moved the activity since; `move` says who, when and where. Nothing was changed."""

    def __init__(self, move: Move) -> None:
        self.move = move
        super().__init__(str(move))


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
    """Put the activity there, or into the tray without a place; who was proposed to attend it is asked anew.

    `seen` is the revision of the draft that the person saw. Raises `AlreadyPublished`, or `MovedMeanwhile` when
    somebody else has moved this activity since.
    """
    locked = _lock(version)
    if seen is not None:
        _refuse_unseen(locked, activity, by, seen)
    before = locked.placements.filter(activity=activity).first()
    number = _next_revision(locked)
    _put(locked, activity, starts_at, space)
    return Move.objects.create(
        version=locked,
        number=number,
        touched=number,
        activity=activity,
        from_space_id=before.space_id if before else None,
        from_starts_at=before.starts_at if before else None,
        to_space=space,
        to_starts_at=starts_at,
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def undo_move(*, version: TimetableVersion, by: Person | None, now: datetime) -> Move:
    """Take back the person's own last move. Raises `NothingToUndo`, `MovedMeanwhile` or `AlreadyPublished`."""
    locked = _lock(version)
    last = locked.moves.filter(made_by=by, undone_at__isnull=True).order_by("-number").first()
    if last is None:
        raise NothingToUndo(str(version))
    take_back(version=locked, move=last, now=now)
    return last


@transaction.atomic
def redo_move(*, version: TimetableVersion, by: Person | None, now: datetime) -> Move:
    """Make again what the person took back last and has moved nothing since.

    Raises `NothingToUndo`, `MovedMeanwhile` or `AlreadyPublished`.
    """
    locked = _lock(version)
    own = locked.moves.filter(made_by=by)
    newest = own.aggregate(newest=Max("number"))["newest"] or 0
    last = own.filter(undone_at__isnull=False, touched__gt=newest).order_by("-touched").first()
    if last is None:
        raise NothingToUndo(str(version))
    _refuse_later(locked, last)
    # It is taken back again to where the activity lies now: others may have taken earlier moves back meanwhile.
    before = locked.placements.filter(activity=last.activity_id).first()
    last.from_space_id, last.from_starts_at = (before.space_id, before.starts_at) if before else (None, None)
    last.undone_at, last.made_at, last.touched = None, now, _next_revision(locked)
    last.save()
    _put(locked, last.activity, last.to_starts_at, last.to_space)
    return last


def take_back(*, version: TimetableVersion, move: Move, now: datetime) -> None:
    """The activity is where it was before this move; the version is locked. Raises `MovedMeanwhile`."""
    _refuse_later(version, move)
    move.undone_at, move.touched = now, _next_revision(version)
    move.save(update_fields=["undone_at", "touched"])
    _put(version, move.activity, move.from_starts_at, move.from_space)


def _lock(version: TimetableVersion) -> TimetableVersion:
    locked = TimetableVersion.objects.select_for_update().get(pk=version.pk)
    if locked.is_published:
        raise AlreadyPublished(str(locked))
    return locked


def _next_revision(version: TimetableVersion) -> int:
    version.revision += 1
    version.save(update_fields=["revision"])
    return version.revision


def _refuse_unseen(version: TimetableVersion, activity: Activity, by: Person | None, seen: int) -> None:
    unseen = version.moves.filter(activity=activity, touched__gt=seen).exclude(made_by=by)
    if (other := unseen.order_by("-touched").first()) is not None:
        raise MovedMeanwhile(other)


def _refuse_later(version: TimetableVersion, move: Move) -> None:
    later = version.moves.filter(activity=move.activity_id, number__gt=move.number, undone_at__isnull=True)
    if (other := later.order_by("-number").first()) is not None:
        raise MovedMeanwhile(other)


def _put(version: TimetableVersion, activity: Activity, starts_at: datetime | None, space: Space | None) -> None:
    # Who would attend it followed from where it was.
    version.attendances.filter(activity=activity).delete()
    if starts_at is None or space is None:
        version.placements.filter(activity=activity).delete()
        return
    ends_at = starts_at + timedelta(minutes=activity.duration_minutes)
    Placement.objects.update_or_create(
        version=version, activity=activity, defaults={"space": space, "starts_at": starts_at, "ends_at": ends_at}
    )
