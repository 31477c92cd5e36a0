"""Rows → the immutable problem that the solver reads."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from bigre.core.models import Interval
from bigre.editions.models import Space, Stop
from bigre.people.models import Person
from bigre.programme.models import Activity
from bigre.proposals.models import Relation, Wish
from bigre_solvers import timetable
from bigre_solvers.timetable import Named, Precedence, Problem, Weights, Window

from .clock import DAY, Clock, Moments, tick_for
from .rows import Rows

# Durations that are no multiple of this are rounded up: a tick of a minute would make every search slow.
FINEST_DURATION = 5
# Measured on the demo edition (120,000 iterations, seeds 1 and 2): the worst-off tenth misses 41 % of what it wishes,
# not 45 %, and all missed wishes together cost 1 % more. Twice these weights: 39 % for the tenth, 3 % more for all.
WEIGHTS = Weights(worst_off=1.0, worst_off_groups=2.0)


def clock_of(rows: Rows, hitting: Iterable[datetime] = ()) -> Clock:
    """The clock whose tick hits the rhythm, every duration, every pin and these moments."""
    exact = Clock(rows.edition)
    pins = {exact.minutes(start) for one in rows.activities if (start := pinned_start(one))}
    durations = {rounded(one.duration_minutes) for one in rows.activities}
    return Clock(
        rows.edition, tick_for(rows.rhythm.marks | pins | durations | {exact.minutes(moment) for moment in hitting})
    )


def rounded(minutes: int) -> int:
    """A duration rounded up to five minutes."""
    return -(-minutes // FINEST_DURATION) * FINEST_DURATION


def pinned_start(activity: Activity) -> datetime | None:
    """When the team holds the activity, if it does."""
    pin = getattr(activity, "pin", None)
    return pin.starts_at if pin else None


def pinned_space(activity: Activity) -> Space | None:
    """Where the team holds the activity, if it does."""
    pin = getattr(activity, "pin", None)
    return pin.space if pin else None


def problem_of(rows: Rows, clock: Clock) -> Problem:
    """The edition's timetabling problem; raises `InvalidProblem` when it contradicts itself (see `faults`)."""
    uuids = {one.pk: str(one.uuid) for one in rows.activities}
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, first, second in rows.relations:
        pairs[kind].append((uuids[first], uuids[second]))
    return Problem(
        tick_minutes=clock.tick_minutes,
        blocks=tuple(
            window for block in rows.rhythm.blocks if (window := clock.window(block.start, block.end)) is not None
        ),
        activities=tuple(_activity(one, rows, clock) for one in rows.activities),
        spaces=tuple(_space(one, rows, clock) for one in rows.spaces),
        people=_people(rows, clock, uuids),
        precedences=tuple(Precedence(*pair) for pair in pairs[Relation.Kind.BEFORE]),
        conflicts=tuple(pairs[Relation.Kind.NOT_TOGETHER]),
        protected=tuple(
            Named(name, window) for name, (a, b) in rows.rhythm.protected if (window := clock.window(a, b)) is not None
        ),
        opening=tuple(
            Named("opening hours", window) for a, b in rows.rhythm.opening if (window := clock.window(a, b)) is not None
        ),
        weights=WEIGHTS,
        title=rows.edition.name,
    )


def stretches(rows: Iterable[Interval]) -> list[Moments]:
    """From when to when each row lasts."""
    return [(one.starts_at, one.ends_at) for one in rows]


def hours_of(person: int, rows: Rows, clock: Clock) -> tuple[Window, ...] | None:
    """When the person (by id) is there: their presences without their absences; None is always."""
    participation = rows.participations.get(person)
    presences = participation.presences.all() if participation else ()
    return clock.windows(stretches(presences), stretches(rows.absences.get(person, ())))


def _activity(activity: Activity, rows: Rows, clock: Clock) -> timetable.Activity:
    minutes = rounded(activity.duration_minutes)
    starts = {clock.ticks(minute) for minute in rows.rhythm.starts(minutes)}
    start, space = pinned_start(activity), pinned_space(activity)
    pinned = clock.ticks(clock.minutes(start)) if start else None
    leaders = [lead.person_id for lead in activity.leads.all()]
    windows = activity.proposal.windows.all() if activity.proposal else ()
    return timetable.Activity(
        key=str(activity.uuid),
        label=activity.title,
        duration=clock.ticks(minutes),
        # The team's hand wins over the rhythm's grid.
        starts=tuple(sorted(starts if pinned is None else starts | {pinned})),
        seats=None if activity.max_size is None else activity.max_size + len(leaders),
        features=frozenset(item.code for item in activity.equipment.all()),
        leaders=tuple(str(rows.people[person].uuid) for person in leaders),
        themes=frozenset(theme.slug for theme in activity.themes.all()),
        audience=rows.wish_counts[activity.pk] or activity.ideal_size,
        pinned_start=pinned,
        pinned_space=str(space.pk) if space else None,
        availability=clock.windows(stretches(windows)),
    )


def _space(space: Space, rows: Rows, clock: Clock) -> timetable.Space:
    return timetable.Space(
        key=str(space.pk),
        label=space.name,
        capacity=space.capacity,
        features=frozenset(item.code for item in space.equipment.all()),
        availability=_open_hours(space, rows, clock),
    )


def _open_hours(space: Space, rows: Rows, clock: Clock) -> tuple[Window, ...] | None:
    """When the space may be used: its openings if it has some, never a closure, only while a stop is at its venue."""
    openings = clock.windows(stretches(space.openings.all()), stretches(rows.closures.get(space.pk, ())))
    here = [_stay(stop, clock) for stop in rows.stops if stop.venue_id == space.venue_id]
    if any(start <= 0 and end >= len(clock.edition.days) * DAY for start, end in here):
        return openings
    stays = tuple(window for start, end in here if (window := clock.window(start, end)) is not None)
    return stays if openings is None else _both(openings, stays)


def _stay(stop: Stop, clock: Clock) -> tuple[int, int]:
    """From the first midnight of a stop to the closing of its last day, in minutes."""
    edition = clock.edition
    first = (stop.starts_on - edition.starts_on).days * DAY
    last = (stop.ends_on - edition.starts_on).days * DAY + max(DAY, edition.closes_minutes)
    return first, last


def _both(some: tuple[Window, ...], others: tuple[Window, ...]) -> tuple[Window, ...]:
    """The ticks that lie in both sets of windows."""
    cuts = (Window(max(a.start, b.start), min(a.end, b.end)) for a in some for b in others)
    return tuple(sorted(window for window in cuts if window.end > window.start))


def _people(rows: Rows, clock: Clock, uuids: dict[int, str]) -> tuple[timetable.Person, ...]:
    wishes: dict[int, dict[str, float]] = defaultdict(dict)
    required: dict[int, list[str]] = defaultdict(list)
    for person, activity, level in rows.wishes:
        if level == Wish.Level.REQUIRED:
            required[person].append(uuids[activity])
        else:
            wishes[person][uuids[activity]] = float(level)
    return tuple(
        _person(one, rows, clock, wishes[one.pk], tuple(required[one.pk]))
        for one in sorted(rows.people.values(), key=lambda one: one.pk)
    )


def _person(
    person: Person,
    rows: Rows,
    clock: Clock,
    wishes: dict[str, float],
    required: tuple[str, ...],
) -> timetable.Person:
    return timetable.Person(
        key=str(person.uuid),
        label=person.name,
        availability=hours_of(person.pk, rows, clock),
        wishes=wishes,
        required=required,
        group=str(rows.cooperatives.get(person.pk, "")),
    )
