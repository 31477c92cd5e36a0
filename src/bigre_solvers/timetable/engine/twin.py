"""What the kernels compute for one block, in plain Python: to read, and to test them against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from bigre_solvers.timetable.engine.arrays import MUST, NO_LIMIT
from bigre_solvers.timetable.engine.compiled import capacity, rank, suitable_spaces
from bigre_solvers.timetable.engine.relations import worth_of_weight
from bigre_solvers.timetable.engine.sites import whereabouts
from bigre_solvers.timetable.problem import Activity, Person, Problem, musts_of, present
from bigre_solvers.timetable.shares import repeats_by_activity, wishes_of

type Travel = Callable[[Session, Session], int]


@dataclass
class Session:
    """An activity of the block: when, in which space (by number), and who attends (by key)."""

    number: int
    activity: Activity
    begin: int
    suits: list[int]
    musts: frozenset[str]
    room: int = -1
    limit: int = 0
    attendees: set[str] = field(default_factory=set)

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.begin + self.activity.duration

    def meets(self, other: Session) -> bool:
        """Whether both share a tick."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True)
class Item:
    """A session that a person might attend."""

    session: Session
    worth: float
    forced: bool


def best_route(items: Sequence[Item], travel: Travel) -> list[Item]:
    """The items worth most together with time to travel from each to the next; `items` are sorted by end."""
    routes: list[tuple[float, list[Item]]] = []
    for item in items:
        earlier: tuple[float, list[Item]] = (0.0, [])
        for value, route in routes:
            before = route[-1].session
            if value > earlier[0] and before.end + travel(before, item.session) <= item.session.begin:
                earlier = value, route
        routes.append((item.worth + (MUST if item.forced else 0.0) + earlier[0], [*earlier[1], item]))
    best = max(routes, key=lambda route: route[0], default=(0.0, []))
    return best[1] if best[0] > 0 else []


def best_set(items: Sequence[Item]) -> list[Item]:
    """The non-overlapping items worth most together (weighted interval scheduling); `items` are sorted by end."""
    values, taken = [0.0], []
    before = [sum(one.session.end <= item.session.begin for one in items[:k]) for k, item in enumerate(items)]
    for k, item in enumerate(items):
        with_it = item.worth + (MUST if item.forced else 0.0) + values[before[k]]
        taken.append(with_it > values[k])
        values.append(with_it if taken[k] else values[k])
    best, k = [], len(items) - 1
    while k >= 0:
        if taken[k]:
            best.append(items[k])
            k = before[k]
        k -= 1
    return best


def added(values: Iterable[float]) -> float:
    """One after the other, as kernels add: Python's own `sum` makes up for rounding, which settles ties otherwise."""
    return reduce(add, values, 0.0)


class Block:
    """One block of a timetable given by starts, settled as the kernels settle it."""

    def __init__(
        self, problem: Problem, starts: Mapping[str, int], number: int, left: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        """`left`: pairs of a person and one of several repeats that they don't consider."""
        self.problem, self.left = problem, left
        window = problem.blocks[number]
        suits, musts = suitable_spaces(problem), musts_of(problem)
        self.where = whereabouts(problem, suits)
        self.sessions = sorted(
            (
                Session(index, activity, starts[activity.key], suits[index], musts[activity.key])
                for index, activity in enumerate(problem.activities)
                if window.start <= starts.get(activity.key, -1) < window.end
            ),
            key=lambda session: (session.end, session.number),
        )
        self.items = {one.key: items for one in problem.people if (items := list(self.items_of(one)))}

    def items_of(self, person: Person) -> Iterator[Item]:
        """What the person might attend here: wishes while present, and what they must."""
        repeats = repeats_by_activity(self.problem)
        share = worth_of_weight(self.problem, person, repeats)
        weights = {key: wish.weight for wish in wishes_of(person, repeats) for key in wish.activities}
        for session in self.sessions:
            if (person.key, session.activity.key) in self.left:
                continue
            worth, forced = weights.get(session.activity.key, 0.0) * share, person.key in session.musts
            wished = session.activity.key in person.wishes and present(person.availability, session.begin, session.end)
            if forced or wished:
                yield Item(session, worth, forced)

    def best(self, items: Sequence[Item]) -> list[Item]:
        """The items worth most together that one person can attend."""
        if not self.where.travel.size:
            return best_set(items)
        return best_route(items, lambda one, other: self.where.ticks_between(one.number, other.number))

    def settle(self) -> None:
        """First choices, spaces, then whoever has no seat or space chooses again."""
        for person in self.items:
            self.attend(person, self.best(self.items[person]))
        for session in sorted(self.sessions, key=self.turn):
            session.room = self.best_space(session, -1)
            if session.room < 0:
                session.room = self.space_by_displacing(session)
        for session in self.sessions:
            size = capacity(self.problem.spaces[session.room]) if session.room >= 0 else 0
            session.limit = min(size, NO_LIMIT if session.activity.seats is None else session.activity.seats)
        for person in self.people_by_first_item():
            if any(self.barred(person, item) for item in self.items[person] if person in item.session.attendees):
                self.attend(person, self.best(self.open_items(person, None)))
        for session in self.sessions:
            self.let_go(session)

    def people_by_first_item(self) -> list[str]:
        """People in the order in which the block's sessions first concern them."""
        order = {person.key: number for number, person in enumerate(self.problem.people)}
        first = {person: self.sessions.index(items[0].session) for person, items in self.items.items()}
        return sorted(self.items, key=lambda person: (first[person], order[person]))

    def attend(self, person: str, chosen: list[Item]) -> None:
        """The person attends these items and no others."""
        for item in self.items[person]:
            item.session.attendees.discard(person)
        for item in chosen:
            item.session.attendees.add(person)

    def turn(self, session: Session) -> tuple[int, int, int, int]:
        """Who chooses a space first: pinned, then by seats needed, then by fewest spaces."""
        need = max(len(session.attendees), session.activity.seats or 0)
        return rank(session.activity), -need, len(session.suits), session.number

    def free(self, space: int, session: Session, ignoring: Session | None = None) -> bool:
        """Whether the space is open and nobody but `ignoring` holds it during the session."""
        is_open = present(self.problem.spaces[space].availability, session.begin, session.end)
        holders = [one for one in self.sessions if one.room == space and one.meets(session) and one is not ignoring]
        return is_open and not holders

    def best_space(self, session: Session, except_for: int) -> int:
        """The free space that turns away the fewest, then fits best, then is smallest; -1 when none is free."""
        free = [space for space in session.suits if space != except_for and self.free(space, session)]
        return min(free, key=lambda space: (self.over(session, space), self.misfit(session, space)), default=-1)

    def over(self, session: Session, space: int) -> int:
        """How many the session would turn away there."""
        seats = NO_LIMIT if session.activity.seats is None else session.activity.seats
        return max(0, len(session.attendees) - min(seats, capacity(self.problem.spaces[space])))

    def misfit(self, session: Session, space: int) -> float:
        """`room_fit`, weighted, of the session there."""
        size, audience = self.problem.spaces[space].capacity, session.activity.audience
        if size is None or audience is None:
            return 0.0
        return self.problem.weights.room_fit * (abs(size - audience) / max(size, audience, 1))

    def space_by_displacing(self, session: Session) -> int:
        """A suitable space whose only holder can go elsewhere, freed by moving it there; -1 when there is none."""
        for space in session.suits:
            holders = [one for one in self.sessions if one.room == space and one.meets(session)]
            if len(holders) == 1 and self.free(space, session, holders[0]):
                elsewhere = self.best_space(holders[0], space)
                if elsewhere >= 0:
                    holders[0].room = elsewhere
                    return space
        return -1

    def barred(self, person: str, item: Item) -> bool:
        """Whether the session has no space, or one that doesn't offer what the person needs."""
        needs = next(one.features for one in self.problem.people if one.key == person)
        return item.session.room < 0 or not needs <= self.problem.spaces[item.session.room].features

    def open_items(self, person: str, excluded: Session | None) -> list[Item]:
        """Items that aren't barred or excluded, and have a seat left or are the person's already."""
        return [
            item
            for item in self.items[person]
            if not self.barred(person, item)
            and (item.forced or (item.session is not excluded and self.has_seat(person, item.session)))
        ]

    def has_seat(self, person: str, session: Session) -> bool:
        """Whether a seat is left, or the person has one."""
        return person in session.attendees or len(session.attendees) < session.limit

    def worth(self, person: str) -> float:
        """What the person's present choice is worth."""
        return added(item.worth for item in reversed(self.items[person]) if person in item.session.attendees)

    def let_go(self, session: Session) -> None:
        """An overfull session lets go of those whom it costs least; they choose again among free seats."""
        excess = len(session.attendees) - session.limit
        if session.room < 0 or excess <= 0:
            return
        by_choice = [p for p in self.items if p in session.attendees and p not in session.musts]
        losses = {
            person: self.worth(person) - added(item.worth for item in self.best(self.open_items(person, session)))
            for person in by_choice
        }
        for person in sorted(by_choice, key=losses.__getitem__)[:excess]:
            self.attend(person, self.best(self.open_items(person, session)))

    def gained(self) -> float:
        """What all choices together are worth."""
        return added(self.worth(person) for person in self.items)
