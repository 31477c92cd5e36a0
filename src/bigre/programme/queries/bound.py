"""How far from the best possible a timetable can be, proven; never rounded in our favour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor

from bigre.programme.models import SolverRun

# Beyond this the sentence would say nothing worth reading.
MOST_PERCENT = 30
# A proof that takes longer has failed.
PATIENCE = timedelta(minutes=1)
# Two sums of the same costs differ by as much.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Gap:
    """A grid costs `cost`; none that places everything costs less than `bound`; granting no wish costs `nothing`.

    `percent`: how much of what lies between `nothing` and `bound` the grid may be missing at most.
    """

    cost: float
    bound: float
    nothing: float
    percent: int

    @property
    def told(self) -> tuple[float, float, float]:
        """The bound, the cost and the cost of nothing with one decimal, each rounded so that we claim less."""
        return floor(10 * self.bound) / 10, ceil(10 * self.cost) / 10, floor(10 * self.nothing) / 10

    @property
    def is_best(self) -> bool:
        """Whether nothing can be better."""
        return self.percent == 0


def gap_of(run: SolverRun | None) -> Gap | None:
    """What the bound of a finished run proves of its grid; nothing when none is known or something found no place."""
    if run is None or run.unplaced_count != 0 or run.state != SolverRun.State.DONE:
        return None
    if run.bound is None or run.cost_of_nothing is None:
        return None
    cost, nothing = sum(run.costs.values()), run.cost_of_nothing
    percent = percent_missing(run.bound, cost, nothing)
    return None if percent is None or percent > MOST_PERCENT else Gap(cost, min(run.bound, cost), nothing, percent)


def is_awaited(run: SolverRun, now: datetime) -> bool:
    """Whether a run that placed everything has just ended, so that its bound may still come."""
    may_come = run.kind == SolverRun.Kind.PLAN and run.state == SolverRun.State.DONE and run.unplaced_count == 0
    return may_come and run.bound is None and run.ended_at is not None and now - run.ended_at < PATIENCE


def percent_missing(bound: float, cost: float, nothing: float) -> int | None:
    """How much of what the best could achieve may be missing, in percent, rounded up; None when none can tell.

    A cost below its bound means that one of them is wrong: nothing is claimed.
    """
    slack = TOLERANCE * max(1.0, bound)
    if cost < bound - slack:
        return None
    if cost <= bound + slack:
        return 0
    return ceil(100 * (cost - bound) / (nothing - bound) - TOLERANCE) if nothing - bound > TOLERANCE else None
