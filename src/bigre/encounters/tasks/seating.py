"""What workers do for tables: seat people, and note afterwards who sat together."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.encounters.actions.seating import note_tables
from bigre.encounters.actions.seating_runs import request_seating
from bigre.encounters.models import SeatingPlan, SeatingRun
from bigre.encounters.planning.seating import carry_out_seating
from bigre.people.models import Person


@task()
def seat_people(run: int) -> None:
    """Carry out a requested search. Done twice it does no harm: a run that ended or was replaced is left alone."""
    found = SeatingRun.objects.select_related("plan__edition", "started_by").filter(pk=run).first()
    # A plan may have been removed while its run waited.
    if found is not None:
        carry_out_seating(run=found, now=timezone.now, today=clock.now)


@transaction.atomic
def start_seating(*, plan: SeatingPlan, by: Person | None, seconds: int, now: datetime) -> SeatingRun:
    """Request a search and hand it to a worker once the request is written; raises `SeatingAlreadyAlive`."""
    run = request_seating(plan=plan, by=by, seconds=seconds, now=now)
    transaction.on_commit(partial(seat_people.enqueue, run.pk))
    return run


@task()
def note_seats() -> None:
    """Note who sat together in every edition with published tables; done often, it writes each round once."""
    now = clock.now()
    for edition in Edition.objects.filter(seating_plans__published_at__isnull=False).distinct():
        note_tables(edition=edition, now=now)
