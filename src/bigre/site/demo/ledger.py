"""Who met whom in the demo's first hours: at small activities where they say they were, and at Monday's dinner."""

from datetime import datetime

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.encounters.actions.ledger import note_check_ins
from bigre.encounters.actions.seating import note_tables
from bigre.encounters.models import CheckIn
from bigre.programme.queries.published import current_version

from .chance import chance_for

SHARE_WHO_SAY_SO = 0.6


def meet_so_far(edition: Edition, now: datetime) -> None:
    """Three in five of those at a small activity that is over say that they were there; tables that are over count."""
    moment = min(clock.now(), edition.bounds[1])
    note_tables(edition=edition, now=moment)
    version = current_version(edition)
    if version is None:
        return
    source = chance_for("ledger")
    over = version.placements.filter(ends_at__lte=moment).values("activity")
    likely = version.attendances.filter(activity__in=over).order_by("activity_id", "person_id")
    said = [
        CheckIn(person_id=one.person_id, activity_id=one.activity_id, said_at=now)
        for one in likely
        if source.random() < SHARE_WHO_SAY_SO
    ]
    CheckIn.objects.bulk_create(said, ignore_conflicts=True, batch_size=500)
    note_check_ins(version=version)
