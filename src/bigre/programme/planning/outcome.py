"""The solver's result → rows, and stored rows → a result that the independent checker can judge."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bigre.programme.models import Attendance, Placement, TimetableVersion, UnplacedActivity
from bigre_solvers import timetable
from bigre_solvers.timetable import Problem, Reason, Result, Status, Unplaced

from .clock import Clock
from .rows import Rows


def placements_from(result: Result, rows: Rows, clock: Clock) -> list[Placement]:
    """Unsaved placements, one for each placed activity; it ends when it really does, not at the end of a tick."""
    placements = []
    for activity in rows.activities:
        placed = result.assignment.get(str(activity.uuid))
        if placed is not None:
            start = placed.start * clock.tick_minutes
            placements.append(
                Placement(
                    activity=activity,
                    space_id=int(placed.space),
                    starts_at=clock.moment(start),
                    ends_at=clock.moment(start + activity.duration_minutes),
                )
            )
    return placements


def attendances_from(result: Result, rows: Rows) -> list[Attendance]:
    """Unsaved attendances: who is proposed to attend what; those who lead an activity are not among them."""
    people = {str(one.uuid): one.pk for one in rows.people.values()}
    activities = {str(one.uuid): one for one in rows.activities}
    leading = {(lead.person_id, one.pk) for one in rows.activities for lead in one.leads.all()}
    return [
        Attendance(person_id=people[person], activity=activities[key])
        for person, keys in result.attendance.items()
        for key in keys
        if (people[person], activities[key].pk) not in leading
    ]


def unplaced_from(result: Result, rows: Rows, clock: Clock) -> list[UnplacedActivity]:
    """Unsaved rows for what found no place, with reasons as plain data (see `queries.reasons`)."""
    activities = {str(one.uuid): one for one in rows.activities}
    return [
        UnplacedActivity(
            activity=activities[one.activity], reasons=[reason_data(reason, clock) for reason in one.reasons]
        )
        for one in result.unplaced
    ]


def reason_data(reason: Reason, clock: Clock) -> dict[str, Any]:
    """A reason as plain data: its kind and its fields, ticks turned into moments (ISO 8601)."""
    data = {name: _plain(name, value, clock) for name, value in asdict(reason).items()}
    return {"kind": reason.kind, **data}


def _plain(name: str, value: Any, clock: Clock) -> Any:
    if name in ("start", "pinned_start") and value is not None:
        return clock.moment_of(value).isoformat()
    if name == "windows":
        return [[clock.moment_of(one["start"]).isoformat(), clock.moment_of(one["end"]).isoformat()] for one in value]
    return list(value) if isinstance(value, tuple) else value


def stored_result(version: TimetableVersion, problem: Problem, clock: Clock) -> Result:
    """What a version holds, as a result of the problem as it is today; activities added since are unplaced."""
    assignment = {
        str(one.activity.uuid): timetable.Placement(_tick(clock, one), str(one.space_id))
        for one in version.placements.select_related("activity").order_by("pk")
    }
    left = [one.key for one in problem.activities if one.key not in assignment]
    # It states no costs: wishes may have come since, and what it cost then would be no fault of the version.
    return Result(
        status=Status.PARTIAL if left else Status.COMPLETE,
        assignment=assignment,
        attendance=_attendance(version, problem, assignment),
        costs={},
        unplaced=tuple(Unplaced(key, ()) for key in left),
        seed=0,
        iterations=0,
    )


def _tick(clock: Clock, placement: Placement) -> int:
    return clock.minutes(placement.starts_at) // clock.tick_minutes


def _attendance(
    version: TimetableVersion, problem: Problem, assignment: dict[str, timetable.Placement]
) -> dict[str, tuple[str, ...]]:
    """Person → activities attended or led, by start."""
    keys: dict[str, set[str]] = defaultdict(set)
    attended = version.attendances.values_list("person__uuid", "activity__uuid")
    for person, activity in attended:
        keys[str(person)].add(str(activity))
    for one in problem.activities:
        if one.key in assignment:
            for leader in one.leaders:
                keys[leader].add(one.key)
    return {person: _by_start(found, assignment) for person, found in keys.items()}


def _by_start(keys: Iterable[str], assignment: dict[str, timetable.Placement]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: (assignment[key].start if key in assignment else 0, key)))
