"""The life of a solver run: requested, begun, heard from, asked to stop, finished or failed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import Attendance, Placement, SolverRun, TimetableVersion, UnplacedActivity
from bigre.programme.queries.runs import alive_run, is_alive

from .versions import store_version

State = SolverRun.State


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run cost by criterion, and the work it took."""

    costs: dict[str, float]
    iterations: int
    seconds: float


class RunAlreadyAlive(Exception):
    """The edition is being planned already; `run` says by whom and since when."""

    def __init__(self, run: SolverRun) -> None:
        self.run = run
        super().__init__(str(run))


@transaction.atomic
def request_run(
    *,
    edition: Edition,
    by: Person | None,
    seconds: int,
    seed: int,
    now: datetime,
    kind: SolverRun.Kind = SolverRun.Kind.PLAN,
    base: TimetableVersion | None = None,
) -> SolverRun:
    """Ask for a timetable or for repairs; the caller hands the run to a worker (`tasks.start_planning` does both).

    One run at a time per edition: raises `RunAlreadyAlive`. Runs whose worker died are closed first.
    """
    # Two requests at once: the second waits here until the first has written its run.
    Edition.objects.select_for_update().get(pk=edition.pk)
    alive = alive_run(edition, now)
    if alive is not None:
        raise RunAlreadyAlive(alive)
    _close_interrupted(edition, now)
    return SolverRun.objects.create(
        edition=edition, kind=kind, base=base, started_by=by, seconds_asked=seconds, seed=seed, seen_at=now
    )


def _close_interrupted(edition: Edition, now: datetime) -> None:
    edition.runs.filter(state__in=[State.WAITING, State.RUNNING]).update(
        state=State.FAILED, ended_at=now, failure=_("Le calcul s’est interrompu, puis un autre l’a remplacé.")
    )


@transaction.atomic
def begin_run(*, run: SolverRun, now: datetime) -> bool:
    """Take up a run, for the first time or again after its worker died; False when it ended or is at work elsewhere."""
    current = SolverRun.objects.select_for_update().get(pk=run.pk)
    if current.state == State.RUNNING and is_alive(current, now):
        return False
    if current.state not in (State.WAITING, State.RUNNING):
        return False
    run.state, run.seen_at, run.progress, run.costs, run.unplaced_count = State.RUNNING, now, 0, {}, None
    run.save(update_fields=["state", "seen_at", "progress", "costs", "unplaced_count"])
    return True


def record_progress(
    *, run: SolverRun, progress: float, costs: dict[str, float], unplaced: int | None, now: datetime
) -> bool:
    """Write how far a run is, as a sign of life; True when it should stop: somebody asked, or another replaced it."""
    row = SolverRun.objects.filter(pk=run.pk)
    row.filter(state=State.RUNNING).update(progress=progress, costs=costs, unplaced_count=unplaced, seen_at=now)
    state, asked = row.values_list("state", "stop_asked_at").get()
    return asked is not None or state != State.RUNNING


def ask_to_stop(*, run: SolverRun, now: datetime) -> None:
    """Ask the worker to stop and keep the best so far; a run that nobody works on any more ends at once."""
    living = SolverRun.objects.filter(pk=run.pk, state__in=[State.WAITING, State.RUNNING])
    if is_alive(run, now):
        living.filter(stop_asked_at__isnull=True).update(stop_asked_at=now)
    else:
        living.update(
            state=State.FAILED,
            stop_asked_at=now,
            ended_at=now,
            failure=_("Le calcul s’est interrompu et a été arrêté."),
        )


@transaction.atomic
def finish_run(
    *,
    run: SolverRun,
    placements: list[Placement],
    attendances: list[Attendance],
    unplaced: list[UnplacedActivity],
    figures: Figures,
    now: datetime,
) -> TimetableVersion | None:
    """Keep what the run found as a draft version, all rows coming unsaved; None when another run replaced it."""
    # The edition first, as in `request_run`: two locks taken in two orders could wait for each other for ever.
    Edition.objects.select_for_update().get(pk=run.edition_id)
    if SolverRun.objects.select_for_update().get(pk=run.pk).state != State.RUNNING:
        return None
    version = store_version(
        edition=run.edition,
        by=run.started_by,
        placements=placements,
        attendances=attendances,
        now=now,
        base=run.base,
    )
    for one in unplaced:
        one.run = run
    UnplacedActivity.objects.bulk_create(unplaced, batch_size=500)
    run.state, run.version, run.ended_at, run.seen_at = State.DONE, version, now, now
    run.costs, run.iterations, run.seconds_used = figures.costs, figures.iterations, figures.seconds
    run.progress, run.unplaced_count = 1, len(unplaced)
    run.save()
    return version


def record_bound(*, run: SolverRun, bound: float, cost_of_nothing: float) -> None:
    """What no timetable that places everything can cost less than, proven once the run had ended; see `SolverRun`."""
    run.bound, run.cost_of_nothing = bound, cost_of_nothing
    run.save(update_fields=["bound", "cost_of_nothing"])


def fail_run(*, run: SolverRun, failure: str, now: datetime) -> None:
    """The run ended without a version; `failure` tells people why (empty: something unexpected)."""
    unexpected = _("Le calcul s’est arrêté sur une erreur inattendue. Rien n’a été perdu : relance-le.")
    SolverRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure=failure or unexpected, ended_at=now)
    run.refresh_from_db()
