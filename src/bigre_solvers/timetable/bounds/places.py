"""Where and when each activity could be held if it were alone: all that the bounds know of hard rules on places."""

from __future__ import annotations

from dataclasses import dataclass

from bigre_solvers.timetable.problem import Activity, Person, Problem, Space, fitting_starts, musts_of, present


@dataclass(frozen=True, slots=True)
class Place:
    """What an activity could have at most: `spaces` that suit it, `starts` at which it may begin, who must be there."""

    activity: Activity
    spaces: tuple[Space, ...]
    starts: tuple[int, ...]
    musts: frozenset[str]

    @property
    def seats(self) -> int | None:
        """The most people who could attend, whatever the space (None: no limit)."""
        sizes = [space.capacity for space in self.spaces]
        limits = [] if None in sizes else [max((size for size in sizes if size is not None), default=0)]
        return min([*limits, *([] if self.activity.seats is None else [self.activity.seats])], default=None)

    @property
    def ticks(self) -> frozenset[int]:
        """The ticks during which it could run."""
        return frozenset(tick for start in self.starts for tick in range(start, start + self.activity.duration))


def places_of(problem: Problem) -> dict[str, Place]:
    """The place that each activity could have: in every valid result, each is held within its own."""
    musts = musts_of(problem)
    people = {person.key: person for person in problem.people}
    found = {}
    for activity in problem.activities:
        there = [people[key] for key in sorted(musts[activity.key])]
        spaces = tuple(space for space in problem.spaces if suits(space, activity, there))
        starts = tuple(
            start for start in fitting_starts(problem, activity) if could_start(start, activity, there, spaces)
        )
        found[activity.key] = Place(activity, spaces, starts, musts[activity.key])
    return found


def suits(space: Space, activity: Activity, there: list[Person]) -> bool:
    """Whether the space is large enough and offers what the activity and those who must be there need."""
    if activity.pinned_space not in (None, space.key):
        return False
    if space.capacity is not None and space.capacity < max(activity.seats or 0, len(there)):
        return False
    return activity.features <= space.features and all(person.features <= space.features for person in there)


def could_start(start: int, activity: Activity, there: list[Person], spaces: tuple[Space, ...]) -> bool:
    """Whether, at that start, all who must be there are present and a space that suits is open throughout."""
    end = start + activity.duration
    return (
        activity.pinned_start in (None, start)
        and present(activity.availability, start, end)
        and all(present(person.availability, start, end) for person in there)
        and any(present(space.availability, start, end) for space in spaces)
    )
