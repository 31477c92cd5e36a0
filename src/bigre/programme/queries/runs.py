"""Solver runs: which one is at work, and which one died with its worker."""

from datetime import datetime, timedelta

from bigre.editions.models import Edition
from bigre.programme.models import SolverRun

State = SolverRun.State
# A worker writes twice a second while it solves; loading the solver and a large edition may take a while before.
SILENCE = timedelta(seconds=30)
# A run may wait for its turn behind another edition's, or for a worker that is starting.
PATIENCE = timedelta(minutes=5)


def is_alive(run: SolverRun, now: datetime) -> bool:
    """Whether the run waits for a worker, or gives signs of life."""
    if run.state not in (State.WAITING, State.RUNNING):
        return False
    patience = PATIENCE if run.state == State.WAITING else SILENCE
    return now - (run.seen_at or run.created_at) < patience


def is_interrupted(run: SolverRun, now: datetime) -> bool:
    """Whether the run began or waited, and nobody works on it any more."""
    return run.state in (State.WAITING, State.RUNNING) and not is_alive(run, now)


def latest_run(edition: Edition) -> SolverRun | None:
    """The run requested last, with who started it and its version."""
    return edition.runs.select_related("started_by", "version").order_by("-created_at", "-pk").first()


def alive_run(edition: Edition, now: datetime) -> SolverRun | None:
    """The run that is at work on the edition or waits for it, if any."""
    living = edition.runs.filter(state__in=[State.WAITING, State.RUNNING])
    found = living.select_related("started_by").order_by("-created_at", "-pk")
    return next((run for run in found if is_alive(run, now)), None)
