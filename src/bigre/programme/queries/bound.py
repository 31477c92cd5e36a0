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
    """A grid costs `cost`, and no grid that places everything can cost less than `bound`; `percent` is between them."""

    cost: float
    bound: float
    percent: int

    @property
    def told(self) -> tuple[float, float]:
        """The bound and the cost with one decimal, rounded apart from each other."""
        return floor(10 * self.bound) / 10, ceil(10 * self.cost) / 10

    @property
    def is_best(self) -> bool:
        """Whether nothing can be better."""
        return self.percent == 0


def gap_of(run: SolverRun | None) -> Gap | None:
    """What the bound of a finished run proves of its grid; nothing when none is known or something found no place."""
    if run is None or run.bound is None or run.unplaced_count != 0 or run.state != SolverRun.State.DONE:
        return None
    cost = sum(run.costs.values())
    percent = percent_above(run.bound, cost)
    return None if percent is None or percent > MOST_PERCENT else Gap(cost, min(run.bound, cost), percent)


def is_awaited(run: SolverRun, now: datetime) -> bool:
    """Whether a run that placed everything has just ended, so that its bound may still come."""
    may_come = run.kind == SolverRun.Kind.PLAN and run.state == SolverRun.State.DONE and run.unplaced_count == 0
    return may_come and run.bound is None and run.ended_at is not None and now - run.ended_at < PATIENCE


def percent_above(bound: float, cost: float) -> int | None:
    """By how many percent the cost exceeds the bound, rounded up; None when no percentage can tell.

    A cost below its bound means that one of them is wrong: nothing is claimed.
    """
    slack = TOLERANCE * max(1.0, bound)
    if cost < bound - slack:
        return None
    if cost <= bound + slack:
        return 0
    return ceil(100 * (cost - bound) / bound - TOLERANCE) if bound > TOLERANCE else None
