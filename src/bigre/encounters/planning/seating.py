"""A plan of tables from question to seats: load, search while telling how far it is, store, or say why it failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.utils.translation import gettext as _

from bigre.encounters.actions.seating_runs import (
    PlanChangedMeanwhile,
    begin_seating,
    fail_seating,
    finish_seating,
    record_seating_bound,
    record_seating_figures,
    record_seating_progress,
    statement_of,
)
from bigre.encounters.actions.seating_volunteers import fit_groups
from bigre.encounters.models import Seat, SeatingRun
from bigre.encounters.queries.seating_meetings import figures_of
from bigre_solvers.seating import (
    MaxIterations,
    MaxSeconds,
    Person,
    Problem,
    Progress,
    Round,
    Stop,
    Table,
    WhenAsked,
    first_of,
    solve,
)

from .seating_faults import CannotSeat
from .seating_hall import Hall, hall_of
from .seating_problem import seats_from
from .seating_search import bound_for, find_seats
from .seating_secrets import secrets_of

type Now = Callable[[], datetime]

# The row of a run is written twice a second at most.
BEAT_SECONDS = 0.5


@dataclass(slots=True)
class Watch:
    """Keeps the run's row up to date while the solver works, and learns from it when somebody asks to stop."""

    run: SeatingRun
    now: Now
    fraction: float = 0.0
    stopping: bool = False
    beaten_at: float = 0.0

    def hear(self, progress: Progress) -> None:
        """The solver's progress callback: how far it is, and nothing of what it counts."""
        self.fraction = progress.fraction
        self.beat()

    def asked(self) -> bool:
        """Whether the solver should stop and keep its best."""
        self.beat()
        return self.stopping

    def beat(self) -> None:
        """Give a sign of life, at most twice a second."""
        if monotonic() - self.beaten_at < BEAT_SECONDS:
            return
        self.stopping = record_seating_progress(run=self.run, progress=self.fraction, now=self.now())
        self.beaten_at = monotonic()


def carry_out_seating(*, run: SeatingRun, now: Now, today: Now) -> bool:
    """Carry out a run; False when it failed (its row says why) or was replaced meanwhile.

    `now` dates what is written, `today` says which rounds are over.
    """
    # The first time on a machine, compiling takes a while; a run that only waits is not missed meanwhile.
    warm_up()
    if not begin_seating(run=run, now=now()):
        return False
    try:
        return _seated(run, now, today)
    except CannotSeat as error:
        fail_seating(run=run, failure="\n".join(error.sentences), now=now())
    except PlanChangedMeanwhile:
        changed = _(
            "Quelqu’un a changé le plan pendant le calcul. Tout est resté comme cette personne l’a mis : relance-le."
        )
        fail_seating(run=run, failure=changed, now=now())
    except Exception:
        # Whatever happens, people who wait for the run learn that it ended; the queue keeps the traceback.
        fail_seating(run=run, failure="", now=now())
        raise
    return False


def _seated(run: SeatingRun, now: Now, today: Now) -> bool:
    hall, watch = _hall_with_groups(run, today()), Watch(run, now)
    since = statement_of(run.plan)
    seats = seats_for(hall, run, watch)
    if not finish_seating(run=run, rounds=hall.rounds, seats=seats, since=since, now=now(), today=today()):
        return False
    record_seating_figures(run=run, figures=figures_of(run.plan, hall.everybody))
    return True


def _hall_with_groups(run: SeatingRun, today: datetime) -> Hall:
    """The plan as it stands; where it is for volunteers, with a group more for every few who came meanwhile."""
    hall = hall_of(run.plan, today)
    if not run.plan.is_for_volunteers or not hall.tables:
        return hall
    fit_groups(plan=run.plan, numbers={table.number for table in hall.tables}, seats=hall.tables[0].seats)
    return hall_of(run.plan, today)


def seats_for(hall: Hall, run: SeatingRun, watch: Watch) -> list[Seat]:
    """The seats found (unsaved), those pinned still pinned; raises `CannotSeat`."""
    record_seating_bound(run=run, bound=bound_for(hall))
    found = find_seats(
        hall, secrets_of(hall), lambda share: _stop(run.seconds_asked * share, watch), run.seed, watch.hear
    )
    pinned = [(one, person) for one, people in hall.pins.items() for person in people]
    return [seat for arrangement, result in found for seat in seats_from(arrangement, result, pinned)]


def _stop(seconds: float, watch: Watch) -> Stop:
    return first_of(MaxSeconds(seconds), WhenAsked(watch.asked))


def warm_up() -> None:
    """Seat four people: what takes seconds once per process is then done."""
    tables = (Table("a", 2), Table("b", 2))
    people = tuple(Person(str(number)) for number in range(4))
    tiny = Problem(people=people, rounds=(Round("r", tables),), met=(("0", "1"),))
    solve(tiny, MaxIterations(10), seed=0)
