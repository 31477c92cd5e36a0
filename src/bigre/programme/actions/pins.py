"""Pins: the team holds an activity where it is, and solvers obey."""

from datetime import datetime

from django.db import transaction

from bigre.editions.models import Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Pin, TimetableVersion
from bigre.programme.queries.consequences import kept_placements


class NothingHeld(Exception):
    """A pin holds a time, a space, or both."""


def pin(
    *, activity: Activity, starts_at: datetime | None, space: Space | None, by: Person | None, now: datetime
) -> Pin:
    """Hold the activity at this time, in this space, or both; replaces the pin it had. Raises `NothingHeld`."""
    if starts_at is None and space is None:
        raise NothingHeld(str(activity))
    held, _made = Pin.objects.update_or_create(
        activity=activity, defaults={"starts_at": starts_at, "space": space, "pinned_by": by, "pinned_at": now}
    )
    return held


@transaction.atomic
def pin_favourites(*, version: TimetableVersion, by: Person | None, now: datetime) -> int:
    """Hold what somebody keeps where this version places it, and tell how many; pins that exist stay as they are."""
    pins = [
        Pin(activity_id=one.activity_id, starts_at=one.starts_at, space_id=one.space_id, pinned_by=by, pinned_at=now)
        for one in kept_placements(version).order_by("pk")
    ]
    return len(Pin.objects.bulk_create(pins, ignore_conflicts=True))


def unpin(*, activity: Activity) -> None:
    """Let the solver place the activity freely again; nothing happens when it had no pin."""
    Pin.objects.filter(activity=activity).delete()
