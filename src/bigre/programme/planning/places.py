"""Everywhere that an activity of a draft could be: which places are free, and in few words why the others are not.

Stating an edition as a problem takes most of the time, and moves by hand don't change it: it is kept per process for a
short while (`KEPT_SECONDS`), and stated anew as soon as `desk_stamp` differs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from time import monotonic

from django.utils.translation import gettext as _

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

    def why_not(self, starts_at: datetime, space: int) -> list[str] | None:
        """What forbids this place, in sentences; nothing when it is free; None when it is no place at all."""
        row = next((n for n, one in enumerate(self.starts) if one.at == starts_at), None)
        if row is None or space not in self.spaces:
            return None
        return [self.sentences[n] for n in self.forbidden[row][self.spaces.index(space)]]


def places_of(version: TimetableVersion, activity: Activity, naming: Naming, since: datetime | None = None) -> Places:
    """Every place of an activity in a draft, all others staying where they are; its own pin counts for nothing.

    From the moment `since` on, if there is one: nothing moves into the past. Raises `CannotPlan`.
    """
    known = _stated(version, desk_stamp(version), int(monotonic() // KEPT_SECONDS))
    key = str(activity.uuid)
    held = Held(known.ties, {other: place for other, place in _assignment(version, known) if other != key})
    free = replace(known.ties.activities[key], pinned_start=None, pinned_space=None)
    first = known.clock.ticks(known.clock.minutes(since)) if since else 0
    starts = [tick for tick in fitting_starts(known.ties.problem, free) if tick >= first]
    case = Forbidding(held, free, starts, known.ties.problem.spaces)
    return _told(case, known, starts, naming)


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


def _told(case: Forbidding, known: Stated, starts: Sequence[int], naming: Naming) -> Places:
    numbers: dict[Obstacle, int] = {}
    rows: dict[frozenset[Obstacle], tuple[int, ...]] = {}
    forbidden = []
    for tick in starts:
        row = []
        for space in case.spaces:
            found = case.pairs[tick, space.key]
            if found not in rows:
                rows[found] = tuple(numbers.setdefault(one, len(numbers)) for one in sorted(found))
            row.append(rows[found])
        forbidden.append(tuple(row))
    words = _Words(known, case, naming)
    return Places(
        starts=tuple(Start(known.clock.moment_of(tick), _clash(case, known, tick)) for tick in starts),
        spaces=tuple(int(space.key) for space in case.spaces),
        sentences=tuple(words.of(one) for one in numbers),
        forbidden=tuple(forbidden),
    )


def _clash(case: Forbidding, known: Stated, tick: int) -> int:
    own = known.wishers.get(case.activity.key, frozenset())
    if not own:
        return 0
    end = tick + case.activity.duration
    meanwhile = (other for other in case.held.assignment if case.held.meets(other, tick, end))
    return sum(len(own & known.wishers.get(other, frozenset())) for other in meanwhile)


class _Words:
    """What each obstacle says, in few words; people whom the reader may not know by name stay unnamed."""

    def __init__(self, known: Stated, case: Forbidding, naming: Naming) -> None:
        self.case, self.naming = case, naming
        self.people = {str(one.uuid): one for one in known.rows.people.values()}
        self.titles = {str(one.uuid): one.title for one in known.rows.activities}

    def of(self, obstacle: Obstacle) -> str:
        """One sentence without its full stop."""
        words = {"who": "", "title": ""}
        match obstacle:
            case ("busy" | "travel", person, other):
                words = {"who": self._name(person), "title": self.titles.get(other, other)}
            case ("absent", person):
                words["who"] = self._name(person)
            case (_, other, *_rest):
                words["title"] = self.titles.get(other, other)
        return self._sentence(obstacle) % words

    def _name(self, person: str) -> str:
        found = self.people.get(person)
        return (self.naming(found) if found else "") or _("Une personne qui doit y être")

    def _sentence(self, obstacle: Obstacle) -> str:
        match obstacle:
            case ("order", _, "before"):
                return _("doit venir avant « %(title)s »")
            case ("order", _, _):
                return _("doit venir après « %(title)s »")
            case ("features",):
                return _("il y manque du matériel ou un accès")
            case ("seats",):
                return _("trop petit")
            case ("windows",):
                return _("hors de ses disponibilités")
        return {
            "absent": _("%(who)s n’est pas là"),
            "busy": _("%(who)s est à « %(title)s »"),
            "travel": _("%(who)s n’a pas le temps de venir de « %(title)s »"),
            "taken": _("pris par « %(title)s »"),
            "closed": _("fermé à ce moment"),
            "conflict": _("jamais en même temps que « %(title)s »"),
            "pool": _("plus assez de matériel à ce moment"),
            "alternative": _("« %(title)s » a lieu à sa place"),
        }.get(obstacle[0], _("impossible ici"))
