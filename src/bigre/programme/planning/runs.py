"""A solver run from beginning to end: load, solve while telling how it goes, store, or say why it failed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import get_ident
from time import monotonic

from bigre.programme.actions.runs import Figures, begin_run, fail_run, finish_run, record_bound, record_progress
from bigre.programme.models import SolverRun, TimetableVersion
from bigre_solvers.timetable import (
    MaxSeconds,
    Problem,
    Progress,
    Report,
    Result,
    Status,
    WhenAsked,
    check,
    first_of,
)
from bigre_solvers.timetable.bounds import cost_of_granting_nothing, lower_bound

from .faults import CannotPlan
from .outcome import attendances_from, placements_from, stored_result, unplaced_from
from .searches import search_of
from .statement import prepared
from .warmth import warm_up

type Now = Callable[[], datetime]
type Listener = Callable[[Progress], None]

# The row of a run is written twice a second at most.
BEAT_SECONDS = 0.5
# How long to look for a proof once the timetable is stored: on the demo edition 2 s prove nothing, 8 s what 12 s do.
BOUND_SECONDS = 8


@dataclass(slots=True)
class Watch:
    """Keeps the run's row up to date while the solver works, and learns from it when somebody asks to stop."""

    run: SolverRun
    now: Now
    listener: Listener | None = None
    stopping: bool = False
    latest: Progress | None = None
    heard_at: float | None = None
    beaten_at: float = field(default=0.0)
    # The database connection is this thread's; seeds that run beside it only look.
    owner: int = field(default_factory=get_ident)

    def hear(self, progress: Progress) -> None:
        """The solver's progress callback."""
        self.latest = progress
        self.heard_at = self.heard_at or monotonic()
        if self.listener:
            self.listener(progress)
        self.beat()

    def asked(self) -> bool:
        """Whether the solver should stop and keep its best; asked from several threads."""
        if get_ident() == self.owner:
            self.beat()
        return self.stopping

    def beat(self) -> None:
        """Give a sign of life, at most twice a second."""
        if monotonic() - self.beaten_at < BEAT_SECONDS:
            return
        latest = self.latest
        self.stopping = record_progress(
            run=self.run,
            progress=latest.fraction if latest else 0.0,
            costs=dict(latest.costs) if latest else {},
            unplaced=latest.unplaced if latest else None,
            now=self.now(),
        )
        self.beaten_at = monotonic()


def carry_out(*, run: SolverRun, now: Now, listener: Listener | None = None) -> TimetableVersion | None:
    """Carry out a run; the new draft version, or None when it failed (its row says why) or was replaced meanwhile."""
    # The first time on a machine, compiling takes a minute or more; a run that only waits is not missed meanwhile.
    warm_up()
    if not begin_run(run=run, now=now()):
        return None
    try:
        problem, result, version = _solved(run, now, listener)
    except CannotPlan as error:
        fail_run(run=run, failure="\n".join(error.sentences), now=now())
        return None
    except Exception:
        # Whatever happens, people who wait for the run learn that it ended; the queue keeps the traceback.
        fail_run(run=run, failure="", now=now())
        raise
    if version is not None and result.status == Status.COMPLETE and run.kind == SolverRun.Kind.PLAN:
        # The timetable does not wait for its proof; of one that leaves something out, a bound proves nothing.
        bound = lower_bound(problem, MaxSeconds(BOUND_SECONDS))
        record_bound(run=run, bound=bound, cost_of_nothing=cost_of_granting_nothing(problem))
    return version


def _solved(run: SolverRun, now: Now, listener: Listener | None) -> tuple[Problem, Result, TimetableVersion | None]:
    """The problem, its result, and the draft that keeps it (None when another run replaced this one)."""
    started = monotonic()
    search = search_of(run)
    watch = Watch(run, now, listener)
    stop = first_of(MaxSeconds(run.seconds_asked), WhenAsked(watch.asked))
    result = search.find(stop, watch.hear)
    version = finish_run(
        run=run,
        placements=[*search.kept, *placements_from(result, search.rows, search.clock)],
        attendances=[*search.attended, *attendances_from(result, search.rows)],
        unplaced=unplaced_from(result, search.rows, search.clock),
        figures=Figures(dict(result.costs), result.iterations, monotonic() - (watch.heard_at or started)),
        now=now(),
    )
    return search.problem, result, version


def report_on(version: TimetableVersion) -> Report:
    """What the independent checker says of a stored version against the edition as it is today."""
    _rows, clock, problem = prepared(version.edition)
    return check(problem, stored_result(version, problem, clock))
