"""What a move changes in people's days."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Floats, Ints
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.slots.arrays import Arrays, Chain, People, State, When
from bigre_solvers.timetable.engine.slots.bits import ONE, lowest


@kernel
def movers(p: People, c: Chain, length: int) -> None:
    """`moving` holds everyone who has just one of both slots filled by the chain (who has both keeps both)."""
    for word in range(len(c.moving)):
        c.moving[word] = p.crowd[c.act[0], word]
    for k in range(1, length):
        for word in range(len(c.moving)):
            c.moving[word] ^= p.crowd[c.act[k], word]


@kernel
def change_of_days(p: People, when: When, days: Ints, c: Chain, here: int, there: int) -> float:
    """What it costs that everyone in `moving` has the other of two slots."""
    one, other, first, second = when.day[here], when.day[there], when.bit[here], when.bit[there]
    cost = 0.0
    for word in range(len(c.moving)):
        left = c.moving[word]
        while left != 0:
            person = (word << 6) + lowest(left)
            left &= left - ONE
            before = days[one, person]
            if one == other:
                cost += p.cost[before ^ first ^ second] - p.cost[before]
            else:
                elsewhere = days[other, person]
                cost += p.cost[before ^ first] - p.cost[before] + p.cost[elsewhere ^ second] - p.cost[elsewhere]
    return cost


@kernel
def change_days(when: When, days: Ints, c: Chain, here: int, there: int) -> None:
    """Everyone in `moving` has the other of two slots."""
    for word in range(len(c.moving)):
        left = c.moving[word]
        while left != 0:
            person = (word << 6) + lowest(left)
            left &= left - ONE
            days[when.day[here], person] ^= when.bit[here]
            days[when.day[there], person] ^= when.bit[there]


@entry
def judge(a: Arrays, x: State) -> None:
    """People's days and their cost, from the slots alone."""
    for day in range(x.days.shape[0]):
        for person in range(x.days.shape[1]):
            x.days[day, person] = 0
    for act in range(len(x.slot)):
        slot = x.slot[act]
        if slot >= 0:
            for k in range(a.people.person_at[act], a.people.person_at[act + 1]):
                x.days[a.when.day[slot], a.people.person[k]] |= a.when.bit[slot]
    x.cost[0] = total(a.people.cost, x.days)


@kernel
def remember(x: State) -> None:
    """The timetable as it is is the best so far."""
    for act in range(len(x.slot)):
        x.best_slot[act], x.best_space[act] = x.slot[act], x.space[act]


@kernel
def total(cost: Floats, days: Ints) -> float:
    """What all days cost all people."""
    found = 0.0
    for day in range(days.shape[0]):
        for person in range(days.shape[1]):
            found += cost[days[day, person]]
    return found
