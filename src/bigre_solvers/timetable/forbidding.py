"""What forbids each start and space that an activity could have, as things stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bigre_solvers.timetable.held import Held, at_start, in_space, is_open
from bigre_solvers.timetable.problem import Activity, Space, fitting_starts
from bigre_solvers.timetable.ties import Obstacle


@dataclass
class Forbidding:
    """For an activity and some starts and spaces: the obstacles of each pair, and of whom each obstacle speaks."""

    held: Held
    activity: Activity
    starts: Sequence[int]
    spaces: Sequence[Space]
    pairs: dict[tuple[int, str], frozenset[Obstacle]] = field(init=False)

    def __post_init__(self) -> None:
        own = {space.key: frozenset(in_space(self.held.ties, self.activity, space)) for space in self.spaces}
        sites = sorted({space.site for space in self.spaces})
        self.pairs = {}
        for start in self.starts:
            at_sites = {site: self.at_start(start, site) for site in sites}
            for space in self.spaces:
                found = {*own[space.key], *self.in_space(start, space)}
                self.pairs[start, space.key] = at_sites[space.site].union(found)

    def at_start(self, start: int, site: str) -> frozenset[Obstacle]:
        """What forbids the start in every space of the site."""
        pools = (("pool", pool) for pool in self.held.exhausted(self.activity, start))
        others = self.held.others_at(self.activity, start, site)
        return frozenset([*self.hours(start), *at_start(self.held.ties, self.activity, start), *pools, *others])

    def in_space(self, start: int, space: Space) -> Iterator[Obstacle]:
        """What forbids the space at this start."""
        if not is_open(space, self.activity, start):
            yield "closed", space.key
        yield from (("taken", other) for other in self.held.taking(self.activity, start, space.key))

    def hours(self, start: int) -> Iterator[Obstacle]:
        """Protected times and blocks, and the activity's own list of starts."""
        problem, end = self.held.ties.problem, start + self.activity.duration
        if start in fitting_starts(problem, self.activity):
            return
        if self.activity.starts is not None and start not in self.activity.starts:
            yield ("not_its_start",)
        if not any(block.start <= start and end <= block.end for block in problem.blocks):
            protected = [
                str(n) for n, one in enumerate(problem.protected) if one.window.start < end and start < one.window.end
            ]
            yield ("protected", protected[0]) if protected else ("hours",)

    def starts_lost(self, obstacle: Obstacle) -> int:
        """At how many starts the obstacle forbids some space."""
        return len({start for (start, _), found in self.pairs.items() if obstacle in found})

    def is_movable(self, obstacle: Obstacle) -> bool:
        """Whether it would go if another activity, which isn't pinned, were held elsewhere."""
        match obstacle:
            case ("pool", _):
                return True
            case ("alternative" | "conflict", other) | ("order", other, _) | ("busy", _, other):
                return self.held.ties.activities[other].pinned_start is None
            case ("taken", other) | ("travel", _, other):
                one = self.held.ties.activities[other]
                return one.pinned_start is None or one.pinned_space is None
        return False
