"""The differences between a working draft and a proposed version as lines that can be taken or left one by one."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.queries.diff import Change, changes_between

from .ties import Ties, ties_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where (a space's id) and from when to when."""

    space: int
    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Place") -> bool:
        """Whether one starts before the other has ended."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Clash(StrEnum):
    """Why two activities cannot be where they are."""

    SPACE = "space"
    PERSON = "person"
    TOGETHER = "together"
    ORDER = "order"


type Places = Mapping[int, Place]


def clash(one: int, here: Place | None, other: int, there: Place | None, ties: Ties) -> Clash | None:
    """Why the first activity cannot be here while the other is there; None when it can."""
    if here is None or there is None:
        return None
    if here.overlaps(there):
        if here.space == there.space:
            return Clash.SPACE
        if ties.musts.get(one, _NOBODY) & ties.musts.get(other, _NOBODY):
            return Clash.PERSON
        if frozenset((one, other)) in ties.apart:
            return Clash.TOGETHER
    if ((one, other) in ties.ordered and there.starts_at < here.ends_at) or (
        (other, one) in ties.ordered and here.starts_at < there.ends_at
    ):
        return Clash.ORDER
    return None


_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One activity that the proposal places elsewhere. Taking it needs the lines `needs`, and why, by activity.

    `blocked`: the activities with which it would clash whatever else is taken.
    """

    change: Change
    before: Place | None
    after: Place | None
    needs: Mapping[int, Clash] = field(default_factory=dict)
    blocked: Mapping[int, Clash] = field(default_factory=dict)

    @property
    def activity(self) -> Activity:
        """Which one."""
        return self.change.activity

    @property
    def token(self) -> str:
        """The line as somebody saw it: another one as soon as the activity is, or would go, elsewhere."""
        said = repr((self.activity.pk, self.before, self.after))
        return f"{self.activity.uuid}-{blake2b(said.encode(), digest_size=6).hexdigest()}"


def lines_between(draft: TimetableVersion, proposed: TimetableVersion) -> list[Line]:
    """Every difference as a line, by time, with what it needs (7 queries)."""
    changes = {one.activity.pk: one for one in changes_between(draft, proposed)}
    before, ties = places_of(draft), ties_of(draft.edition)
    after = {key: _reached_by(changes, key, place) for key, place in places_of(proposed).items()}
    needs, blocked = dependencies(before, after, ties)
    return [
        Line(one, before.get(key), after.get(key), needs.get(key, {}), blocked.get(key, {}))
        for key, one in changes.items()
        if before.get(key) != after.get(key)
    ]


def _reached_by(changes: Mapping[int, Change], key: int, place: Place) -> Place:
    """The place as a move makes it: what moves lasts as long as its activity does today."""
    if key not in changes:
        return place
    lasting = timedelta(minutes=changes[key].activity.duration_minutes)
    return Place(place.space, place.starts_at, place.starts_at + lasting)


def places_of(version: TimetableVersion) -> dict[int, Place]:
    """Where a version places each activity (1 query)."""
    rows = version.placements.order_by("pk").values_list("activity_id", "space_id", "starts_at", "ends_at")
    return {activity: Place(space, start, end) for activity, space, start, end in rows}


type Dependencies = dict[int, dict[int, Clash]]


def dependencies(before: Places, after: Places, ties: Ties) -> tuple[Dependencies, Dependencies]:
    """What each change needs of others, and what keeps it from being made at all.

    A change needs another where its activity would clash with the other's old place and not with its new one. It is
    blocked where it would clash, one way or the other, with an activity with which it does not clash yet and that would
    still be in its way once moved, or does not move at all. So whoever takes changes with all that they need, and none
    that is blocked, brings no two activities into a clash that were in none.
    """
    needs: Dependencies = defaultdict(dict)
    blocked: Dependencies = defaultdict(dict)
    everything = sorted({*before, *after})
    for one in (key for key in everything if before.get(key) != after.get(key)):
        for other in everything:
            if one == other:
                continue
            stays = clash(one, after.get(one), other, before.get(other), ties)
            both = clash(one, after.get(one), other, after.get(other), ties)
            if stays is not None and both is None:
                needs[one][other] = stays
            elif both is not None and not clash(one, before.get(one), other, before.get(other), ties):
                blocked[one][other] = both
    return needs, blocked


def with_what_they_need(wanted: Collection[int], lines: Mapping[int, Line]) -> set[int]:
    """The activities wanted, and those whose lines these need, and so on."""
    found: set[int] = set()
    waiting = [*wanted]
    while waiting:
        key = waiting.pop()
        if key in lines and key not in found:
            found.add(key)
            waiting.extend(lines[key].needs)
    return found


def takeable(lines: Mapping[int, Line]) -> set[int]:
    """The activities whose lines can be taken: neither they nor anything that they need is blocked."""
    return {key for key in lines if not any(lines[one].blocked for one in with_what_they_need([key], lines))}


def groups_of(lines: Collection[Line]) -> list[list[Line]]:
    """The lines, those that depend on one another together, in the order of their first."""
    by_key = {line.activity.pk: line for line in lines}
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for key, line in by_key.items():
        for other in line.needs:
            beside[key].add(other)
            beside[other].add(key)
    seen: set[int] = set()
    found = []
    for key in by_key:
        if key not in seen:
            together = set(_reached(key, beside))
            seen |= together
            found.append([line for one, line in by_key.items() if one in together])
    return found


def _reached(start: int, beside: Mapping[int, set[int]]) -> Iterator[int]:
    seen, waiting = {start}, [start]
    while waiting:
        key = waiting.pop()
        yield key
        new = beside.get(key, set()) - seen
        seen |= new
        waiting.extend(new)
