"""What workers do for the programme, through Django's own task interface."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bigre.editions.models import Edition
from bigre.people.models import Person

from .actions.runs import request_run
from .models import SolverRun, TimetableVersion
from .planning import carry_out, search_repairs


@task()
def plan_edition(run: int) -> None:
    """Carry out a requested run. Done twice it does no harm: a run that ended or was replaced is left alone."""
    carry_out(run=SolverRun.objects.select_related("edition", "started_by").get(pk=run), now=timezone.now)


@transaction.atomic
def start_planning(*, edition: Edition, by: Person | None, seconds: int, seed: int, now: datetime) -> SolverRun:
    """Request a run and hand it to a worker once the request is written; raises `RunAlreadyAlive`."""
    run = request_run(edition=edition, by=by, seconds=seconds, seed=seed, now=now)
    transaction.on_commit(partial(plan_edition.enqueue, run.pk))
    return run


# Long enough to prove a small repair, short enough to wait for.
REPAIR_SECONDS = 2


@task()
def repair_programme(run: int) -> None:
    """Carry out a requested search for repairs; done twice it does no harm."""
    search_repairs(run=SolverRun.objects.select_related("edition", "started_by").get(pk=run), now=timezone.now)


@transaction.atomic
def start_repair(*, edition: Edition, by: Person | None, now: datetime, seed: int = 1) -> SolverRun:
    """Request a search for repairs and hand it to a worker as `start_planning` does; raises `RunAlreadyAlive`."""
    kind = SolverRun.Kind.REPAIR
    run = request_run(edition=edition, by=by, seconds=REPAIR_SECONDS, seed=seed, now=now, kind=kind)
    transaction.on_commit(partial(repair_programme.enqueue, run.pk))
    return run


@transaction.atomic
def start_from_draft(
    *, draft: TimetableVersion, kind: SolverRun.Kind, by: Person | None, seconds: int, now: datetime, seed: int = 1
) -> SolverRun:
    """Request a run of this kind that starts from the draft, and hand it to a worker; raises `RunAlreadyAlive`."""
    repairing = kind == SolverRun.Kind.REPAIR
    asked = REPAIR_SECONDS if repairing else seconds
    run = request_run(edition=draft.edition, by=by, seconds=asked, seed=seed, now=now, kind=kind, base=draft)
    task = repair_programme if repairing else plan_edition
    transaction.on_commit(partial(task.enqueue, run.pk))
    return run
