"""What a run searches, by its kind: a whole timetable, the rest of a draft, or a better draft."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from bigre.core.clock import now as told_now
from bigre.programme.models import Attendance, Placement, SolverRun, TimetableVersion
from bigre_solvers.timetable import InvalidProblem, Problem, Progress, Result, Stop, repair, solve
from bigre_solvers.timetable.attend import held_at
from bigre_solvers.timetable.improving import improve

from .begun import moment_to_plan_from
from .clock import Clock
from .faults import CannotPlan
from .rows import Rows
from .statement import prepared
from .upsets import Held, held_by, violations_in

Kind = SolverRun.Kind
type Hear = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Search:
    """What there is to search and how; `kept` and `attended` (unsaved) go into the result as they are."""

    rows: Rows
    clock: Clock
    problem: Problem
    find: Callable[[Stop, Hear], Result]
    kept: tuple[Placement, ...] = ()
    attended: tuple[Attendance, ...] = ()


def search_of(run: SolverRun) -> Search:
    """The search that a run asks for; raises `CannotPlan`."""
    if run.kind == Kind.PLAN:
        rows, clock, problem = prepared(run.edition)
        return Search(rows, clock, problem, partial(_solve, problem, run.seed))
    if run.base is None:
        raise CannotPlan([_("Le brouillon dont ce calcul devait partir n’existe plus.")])
    return _rest(run.base, run.seed) if run.kind == Kind.REST else _better(run.base, run.seed)


def _solve(problem: Problem, seed: int, stop: Stop, hear: Hear) -> Result:
    return solve(problem, stop, seed, hear, cores=settings.SOLVER_CORES)


def _rest(base: TimetableVersion, seed: int) -> Search:
    """Everything that the draft places stays where it is, even where it breaks a rule; only the others get a place."""
    since = moment_to_plan_from(base.edition, told_now())
    held = held_by(base, since)
    if all(key in held.placements for key in (str(one.uuid) for one in held.rows.activities)):
        raise CannotPlan([_("Tout a déjà une place dans ce brouillon : il n’y a rien d’autre à placer.")])
    wrong = {key for violation in violations_in(held) for key in violation.culprits}
    wrong |= held.placements.keys() - held.assignment.keys()
    if wrong & held.placements.keys():
        held = held_by(base, since, apart=wrong)
    problem = _held_still(held)
    return _search(base, held, problem, partial(_solve, problem, seed))


def _held_still(held: Held) -> Problem:
    """The problem in which everything placed is pinned where it is, for this search only."""
    places = held.assignment
    activities = tuple(held_at(one, places[one.key]) if one.key in places else one for one in held.problem.activities)
    try:
        return replace(held.problem, activities=activities)
    except InvalidProblem as error:
        raise CannotPlan(list(error.errors)) from error


def _better(base: TimetableVersion, seed: int) -> Search:
    """From the draft put right with the fewest moves, those moves that are worth it; pins stay."""
    held = held_by(base, moment_to_plan_from(base.edition, told_now()))

    def find(stop: Stop, hear: Hear) -> Result:
        (right, *_others) = repair(held.problem, held.assignment, seed=seed, alternatives=1)
        return improve(held.problem, right.assignment, stop, seed, hear, origin=held.assignment)

    return _search(base, held, held.problem, find)


def _search(base: TimetableVersion, held: Held, problem: Problem, find: Callable[[Stop, Hear], Result]) -> Search:
    apart = [one.activity_id for one in held.begun]
    attended = base.attendances.filter(activity__in=apart).order_by("pk")
    return Search(
        rows=held.rows,
        clock=held.clock,
        problem=problem,
        find=find,
        kept=tuple(map(copied, held.begun)),
        attended=tuple(Attendance(person_id=one.person_id, activity_id=one.activity_id) for one in attended),
    )


def copied(placement: Placement) -> Placement:
    """The same place, unsaved, for another version."""
    return Placement(
        activity_id=placement.activity_id,
        space_id=placement.space_id,
        starts_at=placement.starts_at,
        ends_at=placement.ends_at,
    )
