"""What is to be timetabled: activities, spaces, people and the rules between them, as immutable data."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

MINUTES_PER_DAY = 24 * 60


class InvalidProblem(ValueError):
    """The problem contradicts itself; `errors` names each culprit in one sentence."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(errors))


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open interval of ticks: `start` belongs to it, `end` doesn't."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A window with a name ("lunch", "opening hours"), used only to explain."""

    name: str
    window: Window


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to be held once, for `duration` ticks, in one space.

    `starts`: the only ticks at which it may start (None: wherever it fits inside a block).
    `seats`: maximum size plus leaders, all of whom the space must hold, and the most who may attend
    (None: attendance is limited by the capacity of the space it gets).
    `audience`: how many are expected, for `room_fit` (None: unknown, no cost).
    `availability`: windows that must cover it entirely (None: always).
    `equipment`: pool key → units that it takes from that pool while it runs.
    """

    key: str
    label: str
    duration: int
    starts: tuple[int, ...] | None = None
    seats: int | None = None
    features: frozenset[str] = frozenset()
    leaders: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    audience: int | None = None
    pinned_start: int | None = None
    pinned_space: str | None = None
    availability: tuple[Window, ...] | None = None
    equipment: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Space:
    """A place that holds one activity at a time and at most `capacity` people (None: no limit).

    `site`: where it lies; going from one site to another takes time (`Travel`).
    """

    key: str
    label: str
    capacity: int | None = None
    features: frozenset[str] = frozenset()
    availability: tuple[Window, ...] | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """Equipment of which the whole venue has `units`, shared by whatever runs at the same time."""

    key: str
    label: str
    units: int


@dataclass(frozen=True, slots=True)
class Travel:
    """Going between two sites, either way, takes `ticks`: nobody attends elsewhere sooner."""

    one: str
    other: str
    ticks: int


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who leads, must attend (`required`) or wishes to attend (`wishes`: activity key → weight > 0).

    `features`: what any space must offer for this person to attend there.
    `availability`: windows in which the person is there (None: always).
    `group`: the cooperative or other group across which fairness is judged too ("": none).
    """

    key: str
    label: str
    availability: tuple[Window, ...] | None = None
    features: frozenset[str] = frozenset()
    wishes: Mapping[str, float] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """`before` ends at or before the start of `after`."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one unit of each criterion costs; 0 switches it off (see `criteria`).

    `worst_off` multiplies the summed shortfalls of the worst-off tenth of people, `worst_off_groups` those of groups.
    """

    wishes: float = 1.0
    theme_spread: float = 0.2
    late_then_early: float = 1.0
    room_fit: float = 0.1
    worst_off: float = 0.0
    worst_off_groups: float = 0.0
    end_of_day: float = 0.0
    long_runs: float = 0.0
    lonely_days: float = 0.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole timetabling problem, valid by construction (else `InvalidProblem` with every culprit).

    Ticks count `tick_minutes` each from midnight of day 0. `blocks`: disjoint windows in which activities may
    run; no activity crosses the edge of a block. `protected` and `opening` explain the gaps between blocks.
    `conflicts`: pairs of activities that never overlap.
    `repeats`: groups of activities that are one thing held several times: nobody who doesn't lead attends two of
    a group, and a wish for any of them is one wish (of the weightiest). `alternatives`: groups of which exactly
    one activity is held; the others are neither held nor left out.
    `late_minute`, `early_minute`: an activity is late when it ends after the first, early when it starts before
    the second (minutes of a day). `all_required`: an activity left out is a violation, not only a cost.
    """

    tick_minutes: int
    blocks: tuple[Window, ...]
    activities: tuple[Activity, ...]
    spaces: tuple[Space, ...]
    people: tuple[Person, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    repeats: tuple[tuple[str, ...], ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    pools: tuple[Pool, ...] = ()
    travels: tuple[Travel, ...] = ()
    weights: Weights = Weights()
    protected: tuple[Named, ...] = ()
    opening: tuple[Named, ...] = ()
    late_minute: int = 22 * 60
    early_minute: int = 10 * 60
    all_required: bool = False
    title: str = ""

    def __post_init__(self) -> None:
        from bigre_solvers.timetable.validation import errors_in  # it reads this module

        errors = errors_in(self)
        if errors:
            raise InvalidProblem(errors)

    @property
    def ticks_per_day(self) -> int:
        """How many ticks from one midnight to the next."""
        return MINUTES_PER_DAY // self.tick_minutes

    @property
    def horizon(self) -> int:
        """The first tick after the last block."""
        return max((block.end for block in self.blocks), default=0)


def musts_of(problem: Problem) -> dict[str, frozenset[str]]:
    """Activity key → the people who must be there (leaders and required), for every activity."""
    musts = {activity.key: set(activity.leaders) for activity in problem.activities}
    for person in problem.people:
        for key in person.required:
            musts[key].add(person.key)
    return {key: frozenset(people) for key, people in musts.items()}


def left_out(problem: Problem, held: Container[str]) -> tuple[str, ...]:
    """Keys of the activities left out, in the problem's order; of alternatives the first, if none is held."""
    stands_for = {key: group[0] for group in problem.alternatives for key in group}
    served = {stands_for.get(a.key, a.key) for a in problem.activities if a.key in held}
    return tuple(
        activity.key
        for activity in problem.activities
        if stands_for.get(activity.key, activity.key) == activity.key and activity.key not in served
    )


def fitting_starts(problem: Problem, activity: Activity) -> tuple[int, ...]:
    """Ticks at which the activity may start by its own `starts` and the blocks alone, ascending."""
    fits = {tick for block in problem.blocks for tick in range(block.start, block.end - activity.duration + 1)}
    return tuple(sorted(fits if activity.starts is None else fits.intersection(activity.starts)))


def present(windows: tuple[Window, ...] | None, start: int, end: int) -> bool:
    """Whether the windows together cover the ticks from `start` up to `end` (None: always)."""
    if windows is None:
        return True
    reached = start
    for window in sorted(windows):
        if window.start <= reached < window.end:
            reached = window.end
    return reached >= end
