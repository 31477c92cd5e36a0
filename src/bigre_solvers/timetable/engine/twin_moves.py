"""What the kernels do to make a first timetable and to move, in plain Python: to read, and to test them against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bigre_solvers.timetable.engine.building import WEIGHED
from bigre_solvers.timetable.engine.compiled import possible_starts, suitable_spaces, table
from bigre_solvers.timetable.engine.moves import EXCHANGES, RELOCATIONS, TURNS, WHOLE_BLOCKS
from bigre_solvers.timetable.engine.relations import concerned
from bigre_solvers.timetable.engine.sites import whereabouts
from bigre_solvers.timetable.problem import Problem, Window, musts_of, present

TROUBLED = 0.25
BITS_64 = (1 << 64) - 1

type Starts = Mapping[int, int]  # number of a placed activity → tick
type Left = frozenset[tuple[str, str]]  # a person and one of several repeats that they don't consider


class Chance:
    """The random numbers of the kernels, from the same word on."""

    def __init__(self, word: int) -> None:
        self.word = word

    def draw(self) -> float:
        """A number from 0 up to 1."""
        word = self.word
        word ^= word >> 12
        word ^= word << 25 & BITS_64
        word ^= word >> 27
        self.word = word
        return ((word * 2685821657736338717 & BITS_64) >> 11) / (1 << 53)

    def below(self, n: int) -> int:
        """An integer from 0 up to `n`."""
        return int(self.draw() * n)


class Moves:
    """Moves on timetables of one problem, timetables being given by starts."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.activities, self.musts = problem, problem.activities, musts_of(problem)
        self.numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
        suitable = suitable_spaces(problem)
        absent = table((person.availability for person in problem.people), problem.horizon)
        closed = table((space.availability for space in problem.spaces), problem.horizon)
        self.possible = possible_starts(problem, absent, closed, suitable)
        self.where = whereabouts(problem, suitable)
        self.people, self.worth, _ = concerned(problem)

    def fixed(self, act: int) -> bool:
        """Whether the activity is pinned at a start, so never moved."""
        return self.activities[act].pinned_start is not None

    def span(self, act: int, start: int) -> range:
        """The ticks that the activity takes from there."""
        return range(start, start + self.activities[act].duration)

    def gap(self, one: int, other: int) -> int | None:
        """Ticks that must lie between both; None when they may be held at the same time."""
        keys = {self.activities[one].key, self.activities[other].key}
        if any(keys <= set(group) for group in self.problem.alternatives):
            return self.problem.horizon
        if self.musts[self.activities[one].key] & self.musts[self.activities[other].key]:
            return self.where.ticks_between(one, other)
        return 0 if any(keys == set(pair) for pair in self.problem.conflicts) else None

    def opposed(self, starts: Starts, one: int, other: int) -> bool:
        """Whether both are placed too close to one another, or out of order."""
        if one not in starts or other not in starts or one == other:
            return False
        first, second, gap = self.span(one, starts[one]), self.span(other, starts[other]), self.gap(one, other)
        rules = {(self.numbers[rule.before], self.numbers[rule.after]) for rule in self.problem.precedences}
        return (
            (gap is not None and first.start < second.stop + gap and second.start < first.stop + gap)
            or ((one, other) in rules and second.start < first.stop)
            or ((other, one) in rules and first.start < second.stop)
        )

    def running(self, starts: Starts, tick: int) -> list[int]:
        """What is held at that tick."""
        return [act for act, start in sorted(starts.items()) if tick in self.span(act, start)]

    def users(self, starts: Starts, tick: int, pool: str) -> list[int]:
        """What draws from the pool at that tick."""
        return [act for act in self.running(starts, tick) if self.activities[act].equipment.get(pool, 0)]

    def overdrawn(self, starts: Starts, act: int, tick: int) -> str | None:
        """The first pool that the activity draws from and of which too much is in use at the tick."""
        for pool in self.problem.pools:
            users = self.users(starts, tick, pool.key)
            if act in users and sum(self.activities[one].equipment[pool.key] for one in users) > pool.units:
                return pool.key
        return None

    def fits(self, starts: Starts, act: int) -> bool:
        """Whether nothing placed stands against the activity, and there is equipment for it all along."""
        opposed = any(self.opposed(starts, act, other) for other in starts)
        return not opposed and not any(self.overdrawn(starts, act, tick) for tick in self.span(act, starts[act]))

    def ejected(self, starts: Starts, act: int) -> Starts | None:
        """The timetable without what stands against the activity; None when something fixed does."""
        opponents = {other for other in starts if self.opposed(starts, act, other)}
        if any(self.fixed(other) for other in opponents):
            return None
        return self.with_equipment({one: tick for one, tick in starts.items() if one not in opponents}, act)

    def with_equipment(self, starts: Starts, act: int) -> Starts | None:
        """The timetable without those who take too much equipment, one after the other, while something starts."""
        sharing = [
            one for one in sorted(starts) if self.activities[one].equipment.keys() & self.activities[act].equipment
        ]
        for tick in [starts[act], *(starts[one] for one in sharing)]:
            pool = self.overdrawn(starts, act, tick)
            if pool is not None:
                rivals = [one for one in self.users(starts, tick, pool) if one != act and not self.fixed(one)]
                without = {one: at for one, at in starts.items() if one != rivals[0]} if rivals else None
                return without and self.with_equipment(without, act)
        return starts

    def relocated(self, starts: Starts, act: int, there: int) -> Starts | None:
        """The activity at that start: what it needs is ejected only if it was unplaced."""
        after = {**starts, act: there}
        if starts.get(act) == there:
            return None
        if act not in starts:
            return self.ejected(after, act)
        return after if self.fits(after, act) else None

    def moved(self, starts: Starts, changed: Starts) -> Starts | None:
        """The timetable with these activities elsewhere; None where one of them is fixed, can't start or fit there."""
        after = {**starts, **changed}
        possible = all(not self.fixed(act) and tick in self.possible[act] for act, tick in changed.items())
        return after if possible and all(self.fits(after, act) for act in changed) else None

    def swapped(self, starts: Starts, act: int, other: int) -> Starts | None:
        """The two activities exchange their starts."""
        if other not in starts or starts[act] == starts[other]:
            return None
        return self.moved(starts, {act: starts[other], other: starts[act]})

    def block(self, tick: int) -> Window:
        """The block that the tick belongs to."""
        return next(block for block in self.problem.blocks if block.start <= tick < block.end)

    def exchanged(self, starts: Starts, act: int, other: int, whole_blocks: bool) -> Starts | None:
        """Two windows, as long as `act` or the shorter of both blocks, exchange all they hold."""
        one, two, length = starts[act], starts[other], self.activities[act].duration
        first, second = self.block(one), self.block(two)
        if whole_blocks:
            one, two = first.start, second.start
            length = min(first.end - one, second.end - two)
        if abs(one - two) < length or two + length > second.end:
            return None
        changed: dict[int, int] = {}
        for window, there in ((range(one, one + length), two), (range(two, two + length), one)):
            held = [self.span(n, tick) for n, tick in starts.items() if set(self.span(n, tick)) & set(window)]
            if any(not set(span) <= set(window) for span in held):
                return None
            changed |= {n: tick - window.start + there for n, tick in starts.items() if tick in window}
        return self.moved(starts, changed) if changed else None

    def turns(self) -> list[tuple[str, list[str]]]:
        """Each person who may choose among repeats, and those among which."""
        found = []
        for group in self.problem.repeats:
            people = {key: [self.problem.people[p].key for p in self.people[self.numbers[key]]] for key in group}
            for person in dict.fromkeys(one for key in group for one in people[key]):
                choices = [key for key in group if person in people[key]]
                if len(choices) > 1 and not any(person in self.musts[key] for key in choices):
                    found.append((person, choices))
        return found

    def turned(self, starts: Starts, left: Left, chance: Chance) -> Left | None:
        """Somebody leaves one of several repeats for another, held one."""
        turns = self.turns()
        person, choices = turns[chance.below(len(turns))]
        new = choices[chance.below(len(choices))]
        if (person, new) not in left or self.numbers[new] not in starts:
            return None
        return left.difference([(person, new)]).union((person, old) for old in choices if (person, old) not in left)

    def proposed(
        self, starts: Starts, left: Left, movable: Sequence[int], placeless: set[int] | None, chance: Chance
    ) -> tuple[Starts, Left] | None:
        """A random move; `placeless` is told when those without a place shall have more of the moves."""
        if self.turns() and chance.draw() < TURNS:
            turned = self.turned(starts, left, chance)
            return (starts, turned) if turned is not None else None
        after = self.proposed_starts(starts, movable, placeless, chance)
        return (after, left) if after is not None else None

    def proposed_starts(
        self, starts: Starts, movable: Sequence[int], placeless: set[int] | None, chance: Chance
    ) -> Starts | None:
        """A random move of activities."""
        if placeless is not None and chance.draw() < TROUBLED:
            first = chance.below(len(movable))
            waiting = [act for act in (*movable[first:], *movable[:first]) if act in placeless]
            if waiting:
                return self.relocated(starts, waiting[0], self.any_start(waiting[0], chance))
        act, drawn = movable[chance.below(len(movable))], chance.draw()
        if act not in starts or drawn < RELOCATIONS:
            return self.relocated(starts, act, self.any_start(act, chance))
        other = movable[chance.below(len(movable))]
        if drawn <= 1 - EXCHANGES:
            return self.swapped(starts, act, other)
        return self.exchanged(starts, act, other, chance.draw() < WHOLE_BLOCKS) if other in starts else None

    def any_start(self, act: int, chance: Chance) -> int:
        """One of the starts that the activity may have."""
        return self.possible[act][chance.below(len(self.possible[act]))]

    def promise(self, starts: Starts, act: int, start: int) -> float:
        """What the activity held there is worth to those whom it concerns, less what they would miss for it."""
        span, total = self.span(act, start), 0.0
        for p, worth in zip(self.people[act], self.worth[act], strict=True):
            if present(self.problem.people[p].availability, span.start, span.stop):
                total += max(0.0, worth - sum(self.missed(starts, p, span)))
        return total

    def missed(self, starts: Starts, p: int, span: range) -> Iterator[float]:
        """What each activity that concerns the person and is held meanwhile is worth to them."""
        for other, start in sorted(starts.items()):
            if p in self.people[other] and set(self.span(other, start)) & set(span):
                yield self.worth[other][self.people[other].index(p)]

    def promising(self, starts: Starts, act: int, tries: int, chance: Chance) -> list[int]:
        """Up to so many starts, spread over those possible from a random one on, the most promising first."""
        options = self.possible[act]
        first, stride = chance.below(max(1, len(options))), max(1, len(options) // tries)
        spread = [options[(first + n * stride) % len(options)] for n in range(min(tries, len(options)))]
        fitting = [start for start in spread if self.fits({**starts, act: start}, act)]
        return sorted(fitting, key=lambda start: -self.promise(starts, act, start))

    def deltas(
        self, starts: Starts, act: int, tried: Sequence[int], cost: Callable[[Starts], float]
    ) -> dict[int, float]:
        """How much dearer each start weighed makes the timetable: the first ones, or up to the first that helps."""
        found: dict[int, float] = {}
        for start in tried:
            if len(found) >= WEIGHED and min(found.values()) < 0:
                break
            found[start] = cost({**starts, act: start}) - cost(starts)
        return found
