"""Searches for the seats of a plan: which one is at work, and which one died with its worker."""

from datetime import datetime, timedelta

from bigre.encounters.models import SeatingPlan, SeatingRun

State = SeatingRun.State
LIVING = (State.WAITING, State.RUNNING)
# A worker writes twice a second while it seats; a search may wait longer for its turn behind another.
SILENCE = timedelta(seconds=30)
PATIENCE = timedelta(minutes=5)


def is_alive(run: SeatingRun, now: datetime) -> bool:
    """Whether the search waits for a worker, or gives signs of life."""
    if run.state not in LIVING:
        return False
    patience = PATIENCE if run.state == State.WAITING else SILENCE
    return now - (run.seen_at or run.created_at) < patience


def is_interrupted(run: SeatingRun, now: datetime) -> bool:
    """Whether the search began or waited, and nobody works on it any more."""
    return run.state in LIVING and not is_alive(run, now)


def latest_run(plan: SeatingPlan) -> SeatingRun | None:
    """The search asked for last (1 query)."""
    return plan.runs.order_by("-created_at", "-pk").first()


def latest_bound(plan: SeatingPlan) -> int | None:
    """What new pairs could be at most when the plan was last seated (1 query)."""
    return plan.runs.filter(state=State.DONE).order_by("-created_at", "-pk").values_list("bound", flat=True).first()
