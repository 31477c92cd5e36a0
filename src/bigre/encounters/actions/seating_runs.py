"""The life of a search for seats: requested, begun, heard from, asked to stop, finished or failed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingRun
from bigre.encounters.queries.seating_meetings import Figures
from bigre.encounters.queries.seating_runs import LIVING, is_alive, latest_run
from bigre.encounters.rules.seating import is_settled
from bigre.people.models import Person

State = SeatingRun.State


class SeatingAlreadyAlive(Exception):
    """Somebody has the plan seated already; `run` is theirs."""

    def __init__(self, run: SeatingRun) -> None:
        self.run = run
        super().__init__(str(run))


@transaction.atomic
def request_seating(*, plan: SeatingPlan, by: Person | None, seconds: int, now: datetime) -> SeatingRun:
    """Ask for seats; the caller hands the run to a worker (`tasks.seating.start_seating` does both).

    One at a time per plan: raises `SeatingAlreadyAlive`. A run whose worker died is closed first. Every run of a plan
    draws from another seed, so that asking again may find something else.
    """
    # Two requests at once: the second waits here until the first has written its run.
    SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    latest = latest_run(plan)
    if latest is not None and is_alive(latest, now):
        raise SeatingAlreadyAlive(latest)
    replaced = _("Le calcul s’est interrompu, puis un autre l’a remplacé.")
    plan.runs.filter(state__in=LIVING).update(state=State.FAILED, ended_at=now, failure=replaced)
    return SeatingRun.objects.create(
        plan=plan, started_by=by, seconds_asked=seconds, seed=plan.runs.count() + 1, created_at=now, seen_at=now
    )


@transaction.atomic
def begin_seating(*, run: SeatingRun, now: datetime) -> bool:
    """Take up a run, for the first time or again after its worker died; False when it ended or is at work elsewhere."""
    current = SeatingRun.objects.select_for_update().get(pk=run.pk)
    if current.state not in LIVING or (current.state == State.RUNNING and is_alive(current, now)):
        return False
    run.state, run.seen_at, run.progress = State.RUNNING, now, 0
    run.save(update_fields=["state", "seen_at", "progress"])
    return True


def record_seating_progress(*, run: SeatingRun, progress: float, now: datetime) -> bool:
    """Write how far a run is, as a sign of life; True when it should stop: somebody asked, or another replaced it.

    What the solver counts meanwhile is not written: it knows whom people know and avoid, and no number may tell that.
    """
    row = SeatingRun.objects.filter(pk=run.pk)
    row.filter(state=State.RUNNING).update(progress=progress, seen_at=now)
    state, asked = row.values_list("state", "stop_asked_at").get()
    return asked is not None or state != State.RUNNING


def record_seating_bound(*, run: SeatingRun, bound: int) -> None:
    """What new pairs can be at most, by what planners see themselves."""
    run.bound = bound
    run.save(update_fields=["bound"])


def ask_seating_to_stop(*, run: SeatingRun, now: datetime) -> None:
    """Ask the worker to stop and keep its best so far; a run that nobody works on any more ends at once."""
    living = SeatingRun.objects.filter(pk=run.pk, state__in=LIVING)
    if is_alive(run, now):
        living.filter(stop_asked_at__isnull=True).update(stop_asked_at=now)
    else:
        failure = _("Le calcul s’est interrompu et a été arrêté.")
        living.update(state=State.FAILED, stop_asked_at=now, ended_at=now, failure=failure)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a run set out from: while it searches, nobody may have changed that."""

    tables: frozenset[int]
    pins: frozenset[tuple[int, int, int]]


def statement_of(plan: SeatingPlan) -> Statement:
    """The tables, and who is pinned where (2 queries)."""
    pins = Seat.objects.filter(round__plan=plan, pinned=True).values_list("round_id", "table_id", "person_id")
    return Statement(frozenset(plan.tables.values_list("pk", flat=True)), frozenset(pins))


class PlanChangedMeanwhile(Exception):
    """Somebody moved people or tables while the solver was at work; what it found no longer fits."""


@transaction.atomic
def finish_seating(
    *,
    run: SeatingRun,
    rounds: Collection[SeatingRound],
    seats: list[Seat],
    since: Statement,
    now: datetime,
    today: datetime,
) -> bool:
    """Put the seats found (unsaved) in the place of those of these rounds; False when another run replaced it.

    Raises `PlanChangedMeanwhile`, and then everything stays as people put it. Published rounds that began meanwhile
    (`today`) stay as people sat down. Of a plan for volunteers, who said meanwhile that they don't come gets no seat,
    and groups to which nobody goes in any round disappear.
    """
    plan = SeatingPlan.objects.select_for_update().get(pk=run.plan_id)
    if SeatingRun.objects.select_for_update().get(pk=run.pk).state != State.RUNNING:
        return False
    if statement_of(run.plan) != since:
        raise PlanChangedMeanwhile
    open_ones = {one.pk for one in rounds if not is_settled(plan.published_at, one.starts_at, today)}
    Seat.objects.filter(round__in=open_ones).delete()
    found = [seat for seat in seats if seat.round_id in open_ones]
    Seat.objects.bulk_create(_still_coming(plan, found), batch_size=500)
    if plan.is_for_volunteers:
        _fit_tables(plan)
    run.state, run.progress, run.ended_at, run.seen_at = State.DONE, 1, now, now
    run.save(update_fields=["state", "progress", "ended_at", "seen_at"])
    return True


def _fit_tables(plan: SeatingPlan) -> None:
    """Groups to which nobody goes disappear; the others have room for as many as planners say, or as go there."""
    plan.tables.filter(taken__isnull=True).delete()
    counts = Seat.objects.filter(round__plan=plan).values("round", "table").annotate(people=Count("pk"))
    plan.tables.update(seats=max([plan.group_size or 0, *(group["people"] for group in counts)]))


def _still_coming(plan: SeatingPlan, seats: list[Seat]) -> list[Seat]:
    if not plan.is_for_volunteers:
        return seats
    coming = set(plan.volunteers.values_list("person_id", flat=True))
    return [seat for seat in seats if seat.person_id in coming]


def record_seating_figures(*, run: SeatingRun, figures: Figures) -> None:
    """What a run achieved, counted from the seats it left."""
    run.new_pairs, run.across_pairs = figures.pairs, figures.across
    run.save(update_fields=["new_pairs", "across_pairs"])


def fail_seating(*, run: SeatingRun, failure: str, now: datetime) -> None:
    """The run ended without seats; `failure` tells planners why (empty: something unexpected)."""
    unexpected = _("Le calcul s’est arrêté sur une erreur inattendue. Rien n’a été perdu : relance-le.")
    SeatingRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure=failure or unexpected, ended_at=now)
    run.refresh_from_db()
