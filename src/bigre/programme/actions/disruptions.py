"""What upsets an edition, recorded by its team and taken back when it is over."""

from datetime import datetime

from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.models import Disruption


def record_disruption(
    *,
    edition: Edition,
    missing: Space | Person,
    starts_at: datetime,
    ends_at: datetime,
    by: Person | None,
    now: datetime,
) -> Disruption:
    """From `starts_at` to `ends_at` the space is closed, or the person absent: plans and repairs obey from now on."""
    return Disruption.objects.create(
        edition=edition,
        space=missing if isinstance(missing, Space) else None,
        person=missing if isinstance(missing, Person) else None,
        starts_at=starts_at,
        ends_at=ends_at,
        recorded_by=by,
        recorded_at=now,
    )


def remove_disruption(*, edition: Edition, disruption: int) -> None:
    """Take back what was recorded (by id); nothing happens when somebody else did so already."""
    edition.disruptions.filter(pk=disruption).delete()
