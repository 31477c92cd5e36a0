"""A search for repairs from beginning to end: a draft or what is published against today's edition, and few moves."""

from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic

from django.utils.translation import gettext as _

from bigre.core.clock import now as told_now
from bigre.programme.actions.repairs import Alternative, finish_repair
from bigre.programme.actions.runs import begin_run, fail_run
from bigre.programme.models import Attendance, SolverRun, TimetableVersion
from bigre.programme.queries.published import current_version
from bigre.programme.queries.repairs import people_by_activity
from bigre_solvers.timetable.attend import attend
from bigre_solvers.timetable.repairing import Repair, repair

from .begun import moment_to_plan_from
from .faults import CannotPlan
from .outcome import attendances_from, placements_from
from .searches import copied
from .upsets import Held, held_by
from .warmth import warm_up

ALTERNATIVES = 3


def search_repairs(*, run: SolverRun, now: Callable[[], datetime]) -> bool:
    """Carry out a requested search; False when it failed (its row says why) or was replaced meanwhile."""
    # As for plans: compiling comes before the run begins.
    warm_up()
    if not begin_run(run=run, now=now()):
        return False
    started = monotonic()
    try:
        base = run.base or current_version(run.edition)
        if base is None:
            raise CannotPlan([_("Il n’y a pas encore de programme publié à réparer.")])
        return finish_repair(
            run=run, base=base, alternatives=_alternatives(base, run.seed), seconds=monotonic() - started, now=now()
        )
    except CannotPlan as error:
        fail_run(run=run, failure="\n".join(error.sentences), now=now())
        return False
    except Exception:
        # As for plans: those who wait learn that it ended; the queue keeps the traceback.
        fail_run(run=run, failure="", now=now())
        raise


def _alternatives(base: TimetableVersion, seed: int) -> list[Alternative]:
    since = moment_to_plan_from(base.edition, told_now())
    held, people = held_by(base, since), people_by_activity(base)
    found = repair(
        held.problem,
        held.assignment,
        seed=seed,
        touched={key: float(len(people.get(key, ()))) for key in held.assignment},
        alternatives=ALTERNATIVES,
    )
    return [_alternative(one, held, people, base) for one in found if one.moves or held.has_grown]


def _alternative(one: Repair, held: Held, people: Mapping[str, set[int]], base: TimetableVersion) -> Alternative:
    """The repair as rows; what has begun is copied as it is."""
    result = attend(held.problem, one.assignment)
    begun = [one.activity_id for one in held.begun]
    attended = base.attendances.filter(activity__in=begun).order_by("pk")
    touched = {person for move in one.moves if move.before for person in people.get(move.activity, ())}
    return Alternative(
        kind=one.kind.value,
        placements=[*map(copied, held.begun), *placements_from(result, held.rows, held.clock)],
        attendances=[
            *(Attendance(person_id=was.person_id, activity_id=was.activity_id) for was in attended),
            *attendances_from(result, held.rows),
        ],
        touched=len(touched),
        proven=one.proven,
        unplaced=len(one.unplaced),
    )
