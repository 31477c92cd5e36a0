"""Who met whom in the demo's first hours: at small activities, at Monday's dinner, and at its dishes."""

from datetime import datetime

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.encounters.actions.ledger import note_check_ins
from bigre.encounters.actions.seating import note_tables
from bigre.encounters.actions.shared_tasks import answer_task, say_did_together
from bigre.encounters.models import CheckIn
from bigre.people.models import Person
from bigre.programme.queries.published import current_version

from .chance import chance_for
from .personas import personas

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
    if moment.date() > edition.starts_on:
        share_tasks(edition, now)


def share_tasks(edition: Edition, now: datetime) -> None:
    """Monday's tasks: what Sabine says of Nour, Nour has confirmed; what Étienne says of her waits for her answer."""
    emails = {one.key: one.email for one in personas()}
    cast = {key: Person.objects.get(account__email=email) for key, email in emails.items()}
    nour, day = cast["first-timer"], edition.starts_on
    laid = say_did_together(
        person=cast["programme-team"], other=nour, edition=edition, day=day, words="mettre les tables du dîner", now=now
    )
    answer_task(task=laid, yes=True, now=now)
    say_did_together(
        person=cast["facilitator"], other=nour, edition=edition, day=day, words="la vaisselle du lundi soir", now=now
    )
