"""What stands against an activity at a start, in a space: its own limits, and the activities that are placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bigre_solvers.timetable.problem import Activity, Space, fitting_starts, present
from bigre_solvers.timetable.result import Placement
from bigre_solvers.timetable.ties import Obstacle, Ties


def at_start(ties: Ties, activity: Activity, start: int) -> Iterator[Obstacle]:
    """Its pin, its own windows and absent people, which forbid it at this start in every space."""
    end = start + activity.duration
    if activity.pinned_start not in (None, start):
        yield ("pinned_start",)
    if not present(activity.availability, start, end):
        yield ("windows",)
    for person in sorted(ties.musts[activity.key]):
        if not present(ties.people[person].availability, start, end):
            yield "absent", person


def in_space(ties: Ties, activity: Activity, space: Space) -> Iterator[Obstacle]:
    """Its pin, its size and its features, which forbid it in this space at every start."""
    if activity.pinned_space not in (None, space.key):
        yield ("pinned_space",)
    if space.capacity is not None and space.capacity < seats_needed(ties, activity):
        yield ("seats",)
    if not features_needed(ties, activity) <= space.features:
        yield ("features",)


def is_open(space: Space, activity: Activity, start: int) -> bool:
    """Whether the space is open from its start to its end."""
    return present(space.availability, start, start + activity.duration)


def seats_needed(ties: Ties, activity: Activity) -> int:
    """Its seats, or else a seat for each of those who must be there."""
    return len(ties.musts[activity.key]) if activity.seats is None else activity.seats


def features_needed(ties: Ties, activity: Activity) -> frozenset[str]:
    """What it needs, and what those who must be there need."""
    return activity.features.union(*(ties.people[key].features for key in ties.musts[activity.key]))


def own_places(ties: Ties, activity: Activity) -> list[Placement]:
    """Every start and space that nothing of its own forbids, whatever the others do."""
    starts = [t for t in fitting_starts(ties.problem, activity) if not any(at_start(ties, activity, t))]
    spaces = [space for space in ties.problem.spaces if not any(in_space(ties, activity, space))]
    return [Placement(t, space.key) for t in starts for space in spaces if is_open(space, activity, t)]


@dataclass
class Held:
    """Placed activities, found by the space that holds them and by the pool that they draw from."""

    ties: Ties
    assignment: Mapping[str, Placement]
    # First tick, the tick after the last, and the activity: asked once per start and space.
    by_space: dict[str, list[tuple[int, int, str]]] = field(init=False)
    by_pool: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_space, self.by_pool = {}, {}
        for key, placement in self.assignment.items():
            self.by_space.setdefault(placement.space, []).append((*self.interval(key), key))
            for pool, units in self.ties.activities[key].equipment.items():
                if units:
                    self.by_pool.setdefault(pool, []).append(key)

    def interval(self, key: str) -> tuple[int, int]:
        """First tick of a placed activity, and the tick after its last."""
        start = self.assignment[key].start
        return start, start + self.ties.activities[key].duration

    def meets(self, key: str, start: int, end: int) -> bool:
        """Whether a placed activity shares a tick with start … end."""
        begin, finish = self.interval(key)
        return begin < end and start < finish

    def site(self, key: str) -> str:
        """Where a placed activity is held."""
        return self.ties.spaces[self.assignment[key].space].site

    def others_at(self, activity: Activity, start: int, site: str) -> Iterator[Obstacle]:
        """Ties to placed activities that forbid this start on this site; the other's key comes in each."""
        for other in self.ties.others[activity.key]:
            if other in self.assignment:
                gap = self.ties.gap(site, self.site(other))
                for tie in self.ties.between(activity.key, other, gap):
                    if tie.forbids(start, self.assignment[other].start):
                        yield tie.obstacle

    def against(self, activity: Activity, start: int, site: str) -> set[str]:
        """The placed activities whose ties forbid this start on this site."""
        found = set()
        for other in self.ties.others[activity.key]:
            if other in self.assignment:
                gap = self.ties.gap(site, self.site(other))
                before, after = self.ties.reach(activity.key, other, gap)
                if start - before < self.assignment[other].start < start + after:
                    found.add(other)
        return found

    def taking(self, activity: Activity, start: int, space: str) -> list[str]:
        """The other activities that hold the space meanwhile."""
        end = start + activity.duration
        held = self.by_space.get(space, ())
        return [key for begin, finish, key in held if begin < end and start < finish and key != activity.key]

    def is_free(self, activity: Activity, place: Placement) -> bool:
        """Whether no placed activity stands against this place."""
        site = self.ties.spaces[place.space].site
        return not (
            self.against(activity, place.start, site)
            or self.taking(activity, place.start, place.space)
            or any(self.exhausted(activity, place.start))
        )

    def drawing(self, activity: Activity, pool: str, start: int) -> list[str]:
        """The other activities that draw from the pool meanwhile."""
        end = start + activity.duration
        return [key for key in self.by_pool.get(pool, ()) if key != activity.key and self.meets(key, start, end)]

    def exhausted(self, activity: Activity, start: int) -> Iterator[str]:
        """Pools of which, at some tick, too few units are left for the activity."""
        for pool in self.ties.problem.pools:
            needed = activity.equipment.get(pool.key, 0)
            if needed and needed + self.most_drawn(activity, pool.key, start) > pool.units:
                yield pool.key

    def most_drawn(self, activity: Activity, pool: str, start: int) -> int:
        """The most units that the others draw at once meanwhile: it is reached at a start."""
        drawing = self.drawing(activity, pool, start)
        ticks = {start, *(self.assignment[key].start for key in drawing if self.assignment[key].start > start)}
        units = {key: self.ties.activities[key].equipment[pool] for key in drawing}
        return max((sum(units[key] for key in drawing if self.meets(key, t, t + 1)) for t in ticks), default=0)
