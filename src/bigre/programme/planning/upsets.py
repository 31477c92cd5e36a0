"""What of a published version no longer holds against the edition as it is today, in sentences."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from bigre.programme.models import Disruption, Placement, TimetableVersion
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.disruptions import between, during
from bigre.programme.queries.reasons import Naming
from bigre_solvers import timetable
from bigre_solvers.timetable import Problem, Violation, check
from bigre_solvers.timetable.problem import musts_of

from .begun import begun_by, without_begun
from .clock import Clock
from .faults import CannotPlan
from .outcome import stored_result
from .rows import Rows, rows_of
from .statement import stated
from .violations import WORDS


@dataclass(frozen=True, slots=True)
class Held:
    """A published version against today's problem, its placements by the solver's keys."""

    rows: Rows
    clock: Clock
    problem: Problem
    placements: dict[str, Placement]
    assignment: dict[str, timetable.Placement]
    attendance: Mapping[str, tuple[str, ...]]
    # What has begun already and stays as it is; neither the rows nor the problem hold it.
    begun: list[Placement]

    @property
    def has_grown(self) -> bool:
        """Whether some activity lasts longer than the version says."""
        lasting = {str(one.uuid): one.duration_minutes for one in self.rows.activities}
        return any(minutes_of(one) < lasting.get(key, 0) for key, one in self.placements.items())


def minutes_of(placement: Placement) -> int:
    """How long the version says that the activity lasts."""
    return int((placement.ends_at - placement.starts_at).total_seconds()) // 60


def held_by(version: TimetableVersion, since: datetime | None = None, apart: Collection[str] = ()) -> Held:
    """Load the version and the edition as it is today; raises `CannotPlan` when that contradicts itself.

    What is published may stay where it is, even where the rhythm of the days has changed since. From the moment
    `since` on, if there is one: what has begun is left alone, and nothing moves to before it. What is `apart` (UUIDs)
    is left alone as if it had begun, whatever rules it breaks: its space and its people are taken meanwhile.
    """
    found = list(version.placements.select_related("activity", "space"))
    begun = [*begun_by(found, since)]
    begun += [one for one in found if one not in begun and str(one.activity.uuid) in apart]
    rows = without_begun(rows_of(version.edition), begun, since)
    if begun and not rows.activities:
        raise CannotPlan([_("Tout le programme a commencé ou est passé : il n’y a plus rien à réparer.")])
    rows, clock, problem = stated(rows, [one.starts_at for one in found])
    stored = stored_result(version, problem, clock)
    placeable, known = {one.key for one in problem.activities}, {one.key for one in problem.spaces}
    assignment = {
        key: placed for key, placed in stored.assignment.items() if key in placeable and placed.space in known
    }
    first = clock.ticks(clock.minutes(since)) if since else 0
    activities = tuple(_to_come(one, assignment.get(one.key), first) for one in problem.activities)
    return Held(
        rows=rows,
        clock=clock,
        problem=replace(problem, activities=activities),
        placements={str(one.activity.uuid): one for one in found},
        assignment=assignment,
        attendance=stored.attendance,
        begun=begun,
    )


def _to_come(activity: timetable.Activity, placed: timetable.Placement | None, first: int) -> timetable.Activity:
    """The activity, which may start from a tick on, where it is placed, and where it is pinned."""
    own = {placed.start} if placed else set()
    if activity.pinned_start is not None:
        own.add(activity.pinned_start)
    to_come = {start for start in activity.starts or () if start >= first}
    return replace(activity, starts=tuple(sorted(to_come | own)))


def upsets_in(held: Held, naming: Naming) -> list[str]:
    """One sentence for each thing that is wrong, by time; nobody's wishes are looked at."""
    told = [*_changed(held), *_broken(held, naming)]
    return [*dict.fromkeys(told)]


def _changed(held: Held) -> Iterator[str]:
    """Activities that came after publication, and those that have grown since."""
    for activity in held.rows.activities:
        placement = held.placements.get(str(activity.uuid))
        if placement is None:
            yield _("« %(title)s » n’a pas de place dans le programme publié.") % {"title": activity.title}
            continue
        if str(activity.uuid) not in held.assignment:
            yield _("« %(title)s » a lieu dans « %(space)s », qui n’est plus un espace à planifier.") % {
                "title": activity.title,
                "space": placement.space,
            }
        given = minutes_of(placement)
        if given < activity.duration_minutes:
            yield _(
                "« %(title)s » dure maintenant %(minutes)d minutes : le programme publié lui en donne %(given)d."
            ) % {
                "title": activity.title,
                "minutes": activity.duration_minutes,
                "given": given,
            }


def _broken(held: Held, naming: Naming) -> Iterator[str]:
    for violation in violations_in(held):
        yield from sentences_of(held, violation, naming)


def violations_in(held: Held) -> list[Violation]:
    """The hard rules that the version breaks, by time; only those who lead or must be there are looked at."""
    musts = musts_of(held.problem)
    attendance: dict[str, tuple[str, ...]] = {}
    for key in held.assignment:
        for person in musts.get(key, ()):
            attendance[person] = (*attendance.get(person, ()), key)
    result = timetable.Result(
        status=timetable.Status.PARTIAL,
        assignment=held.assignment,
        attendance=attendance,
        costs={},
        unplaced=(),
        seed=0,
        iterations=0,
    )
    return sorted(check(held.problem, result).violations, key=lambda one: _when(held, one))


def _when(held: Held, violation: Violation) -> tuple[int, str]:
    starts = [held.assignment[key].start for key in violation.culprits if key in held.assignment]
    return min(starts, default=0), violation.rule


def sentences_of(held: Held, violation: Violation, naming: Naming) -> Iterator[str]:
    """What is broken, in words; those whom the reader may not know by name stay unnamed."""
    placement = next((held.placements[key] for key in violation.culprits if key in held.placements), None)
    causes = list(_causes(held, violation, placement)) if placement else []
    if placement is None or not causes:
        yield str(WORDS.get(violation.rule, violation.rule)) % {"names": _names(held, violation, naming)}
        return
    for cause in causes:
        words = {
            "title": placement.activity.title,
            "when": weekday_and_time(placement.starts_at, held.rows.edition.zone),
            "space": placement.space.name,
            **between(cause, held.rows.edition),
        }
        if cause.space:
            yield _("« %(title)s » a lieu %(when)s dans « %(space)s », fermé de %(from)s à %(to)s.") % words
        elif cause.person:
            words["who"] = naming(cause.person) or _("une personne qui doit y être")
            yield _("« %(title)s » a lieu %(when)s, et il manque quelqu’un de %(from)s à %(to)s : %(who)s.") % words


def _causes(held: Held, violation: Violation, placement: Placement) -> Iterator[Disruption]:
    """The disruptions that a violation comes from: those of its space or of its person, at its time."""
    recorded: list[Disruption] = []
    if violation.rule == "space_open":
        recorded = held.rows.closures.get(placement.space_id, [])
    if violation.rule == "people_are_there":
        recorded = [one for found in held.rows.absences.values() for one in found]
        recorded = [one for one in recorded if one.person and str(one.person.uuid) in violation.culprits]
    return (one for one in recorded if during(one, placement.starts_at, placement.ends_at))


def _names(held: Held, violation: Violation, naming: Naming) -> str:
    people = {str(one.uuid): naming(one) or _("Une personne qui doit y être") for one in held.rows.people.values()}
    activities = {str(one.uuid): _("« %(title)s »") % {"title": one.title} for one in held.rows.activities}
    spaces = {str(one.pk): one.name for one in held.rows.spaces}
    names = people | spaces | activities
    return ", ".join(names.get(key, key) for key in violation.culprits)
