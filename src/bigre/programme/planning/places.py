"""Everywhere that an activity of a draft could be: which places are free, and in few words why the others are not.

Stating an edition as a problem takes most of the time, and moves by hand don't change it: it is kept per process for a
short while (`KEPT_SECONDS`), and stated anew as soon as `desk_stamp` differs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from time import monotonic

from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Space
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.queries.desk import desk_stamp
from bigre.programme.queries.reasons import Naming
from bigre_solvers import timetable
from bigre_solvers.timetable.forbidding import Forbidding
from bigre_solvers.timetable.held import Held
from bigre_solvers.timetable.problem import fitting_starts
from bigre_solvers.timetable.ties import Obstacle, Ties

from .clock import Clock
from .rows import Rows, rows_of
from .statement import stated

KEPT_SECONDS = 60


@dataclass(frozen=True)
class Stated:
    """An edition as a problem, with what binds its activities to one another, found once."""

    rows: Rows
    clock: Clock
    ties: Ties
    wishers: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Start:
    """When the activity could begin; `clash` counts people who wish it and something else held meanwhile, per pair."""

    at: datetime
    clash: int


@dataclass(frozen=True, slots=True)
class Places:
    """For each start, in order, and each space (`spaces` are ids): the numbers of the `sentences` that forbid it."""

    starts: tuple[Start, ...]
    spaces: tuple[int, ...]
    sentences: tuple[str, ...]
    forbidden: tuple[tuple[tuple[int, ...], ...], ...]


def places_of(version: TimetableVersion, activity: Activity, naming: Naming, since: datetime | None = None) -> Places:
    """Every place of an activity in a draft, all others staying where they are; its own pin counts for nothing.

    From the moment `since` on, if there is one: nothing moves into the past. Raises `CannotPlan`.
    """
    case, known = _case(version, activity, since)
    return _told(replace(case, spaces=known.ties.problem.spaces), known, naming)


def be_ready(version: TimetableVersion) -> None:
    """State the edition ahead of the first card that somebody picks; raises `CannotPlan`."""
    _stated(version, desk_stamp(version), int(monotonic() // KEPT_SECONDS))


def _case(version: TimetableVersion, activity: Activity, since: datetime | None) -> tuple[Forbidding, Stated]:
    """The activity without its pin, everything else held where it is, and its starts; no space is looked at yet."""
    known = _stated(version, desk_stamp(version), int(monotonic() // KEPT_SECONDS))
    key = str(activity.uuid)
    held = Held(known.ties, {other: place for other, place in _assignment(version, known) if other != key})
    free = replace(known.ties.activities[key], pinned_start=None, pinned_space=None)
    first = known.clock.ticks(known.clock.minutes(since)) if since else 0
    starts = [tick for tick in fitting_starts(known.ties.problem, free) if tick >= first]
    return Forbidding(held, free, starts, ()), known


@lru_cache(maxsize=8)
def _stated(version: TimetableVersion, _stamp: tuple[object, ...], _minute: int) -> Stated:
    starts = list(version.placements.values_list("starts_at", flat=True))
    rows, clock, problem = stated(rows_of(version.edition), starts)
    wishers: defaultdict[str, set[int]] = defaultdict(set)
    uuids = {one.pk: str(one.uuid) for one in rows.activities}
    for person, wished, _level in rows.wishes:
        wishers[uuids[wished]].add(person)
    return Stated(rows, clock, Ties(problem), {key: frozenset(found) for key, found in wishers.items()})


def _assignment(version: TimetableVersion, known: Stated) -> Iterator[tuple[str, timetable.Placement]]:
    rows = version.placements.order_by("pk").values_list("activity__uuid", "starts_at", "space_id")
    for uuid, starts_at, space in rows:
        if str(uuid) in known.ties.activities and str(space) in known.ties.spaces:
            tick = known.clock.minutes(starts_at) // known.clock.tick_minutes
            yield str(uuid), timetable.Placement(tick, str(space))


def why_not_there(
    version: TimetableVersion,
    activity: Activity,
    starts_at: datetime,
    space: Space,
    *,
    naming: Naming,
    since: datetime | None = None,
) -> list[str] | None:
    """What forbids this one place, in sentences; nothing when it is free; None when nothing may start then or there."""
    case, known = _case(version, activity, since)
    tick, key = known.clock.minutes(starts_at) // known.clock.tick_minutes, str(space.pk)
    if tick not in case.starts or known.clock.moment_of(tick) != starts_at or key not in known.ties.spaces:
        return None
    only = Forbidding(case.held, case.activity, (tick,), [known.ties.spaces[key]])
    words = _Words(known, naming)
    return [words.of(one) for one in sorted(only.pairs[tick, key])]


def _told(case: Forbidding, known: Stated, naming: Naming) -> Places:
    numbers: dict[Obstacle, int] = {}
    rows: dict[frozenset[Obstacle], tuple[int, ...]] = {}
    forbidden = []
    for tick in case.starts:
        row = []
        for space in case.spaces:
            found = case.pairs[tick, space.key]
            if found not in rows:
                rows[found] = tuple(numbers.setdefault(one, len(numbers)) for one in sorted(found))
            row.append(rows[found])
        forbidden.append(tuple(row))
    words, clashes = _Words(known, naming), _clashes(case, known)
    return Places(
        starts=tuple(Start(known.clock.moment_of(tick), clash) for tick, clash in clashes),
        spaces=tuple(int(space.key) for space in case.spaces),
        sentences=tuple(words.of(one) for one in numbers),
        forbidden=tuple(forbidden),
    )


def _clashes(case: Forbidding, known: Stated) -> Iterator[tuple[int, int]]:
    """Each start, and how many wishes for the activity fall together with one for something held meanwhile."""
    own = known.wishers.get(case.activity.key, frozenset())
    shared = {other: len(own & known.wishers.get(other, frozenset())) for other in case.held.assignment}
    shared = {other: count for other, count in shared.items() if count}
    for tick in case.starts:
        end = tick + case.activity.duration
        yield tick, sum(count for other, count in shared.items() if case.held.meets(other, tick, end))


# What each kind of obstacle says, in few words.
SENTENCES = {
    "windows": _("hors de ses disponibilités"),
    "absent": _("%(who)s n’est pas là"),
    "busy": _("%(who)s est à « %(title)s »"),
    "travel": _("%(who)s n’a pas le temps de venir de « %(title)s »"),
    "seats": _("trop petit"),
    "features": _("il y manque du matériel ou un accès"),
    "closed": _("fermé à ce moment"),
    "taken": _("pris par « %(title)s »"),
    "pool": _("plus assez de matériel à ce moment"),
    "conflict": _("jamais en même temps que « %(title)s »"),
    "before": _("doit venir avant « %(title)s »"),
    "after": _("doit venir après « %(title)s »"),
    "alternative": _("« %(title)s » a lieu à sa place"),
}
SOMEBODY, SOMETHING = _("Une personne qui doit y être"), _("impossible ici")


class _Words:
    """Words an edition's obstacles; people whom the reader may not know by name stay unnamed."""

    def __init__(self, known: Stated, naming: Naming) -> None:
        self.naming = naming
        self.sentences = {kind: str(sentence) for kind, sentence in SENTENCES.items()}
        self.people = {str(one.uuid): one for one in known.rows.people.values()}
        self.titles = {str(one.uuid): one.title for one in known.rows.activities}

    def of(self, obstacle: Obstacle) -> str:
        """One obstacle, without a full stop."""
        words = {"who": "", "title": ""}
        match obstacle:
            case ("busy" | "travel", person, other):
                words = {"who": self._name(person), "title": self.titles.get(other, other)}
            case ("absent", person):
                words["who"] = self._name(person)
            case (_, other, *_rest):
                words["title"] = self.titles.get(other, other)
        kind = obstacle[2] if obstacle[0] == "order" else obstacle[0]
        return self.sentences.get(kind, str(SOMETHING)) % words

    def _name(self, person: str) -> str:
        found = self.people.get(person)
        return (self.naming(found) if found else "") or str(SOMEBODY)
