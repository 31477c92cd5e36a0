"""The best set of rows to run in one tick at given prices: branch and bound, in integers."""

from __future__ import annotations

from bigre_solvers.timetable.bounds.jit import kernel
from bigre_solvers.timetable.bounds.tick import MUST, Dive, Ints, Tick, Tolls
from bigre_solvers.timetable.bounds.tolls import fill, keep_largest, sum_of


@kernel
def gain_of(tick: Tick, worth: Ints, price: Ints, best: Ints, row: int) -> int:
    """By how much adding the row raises the value of the set: those who change to it, less those it takes away."""
    gain = 0
    for k in range(tick.comer_at[row], tick.comer_at[row + 1]):
        more = worth[k] - best[tick.comer[k]]
        if more > 0:
            gain += more
    for k in range(tick.must_at[row], tick.must_at[row + 1]):
        if best[tick.must[k]] < MUST:
            gain -= best[tick.must[k]]
    return gain - int(price[row])


@kernel
def bar(tick: Tick, dive: Dive, row: int, change: int) -> None:
    """Bars (or frees again) the row and its foes, and takes (or gives back) its place in each of its halls."""
    dive.barred[row] += change
    for k in range(tick.foe_at[row], tick.foe_at[row + 1]):
        dive.barred[tick.foe[k]] += change
    for k in range(tick.hall_at[row], tick.hall_at[row + 1]):
        dive.left[tick.hall[k]] -= change


@kernel
def add(tick: Tick, worth: Ints, dive: Dive, row: int, depth: int) -> None:
    """Puts the row into the set, remembering what to undo."""
    top = dive.undo_at[depth]
    for k in range(tick.comer_at[row], tick.comer_at[row + 1]):
        person = tick.comer[k]
        if worth[k] > dive.best[person]:
            dive.undo_person[top], dive.undo_value[top] = person, dive.best[person]
            dive.best[person] = worth[k]
            top += 1
    for k in range(tick.must_at[row], tick.must_at[row + 1]):
        person = tick.must[k]
        dive.undo_person[top], dive.undo_value[top] = person, dive.best[person]
        dive.best[person] = MUST
        top += 1
    dive.undo_at[depth + 1] = top
    bar(tick, dive, row, 1)


@kernel
def remove(tick: Tick, dive: Dive, row: int, depth: int) -> None:
    """Takes the row, added last, out of the set; it stays barred from it."""
    for k in range(dive.undo_at[depth + 1] - 1, dive.undo_at[depth] - 1, -1):
        dive.best[dive.undo_person[k]] = dive.undo_value[k]
    bar(tick, dive, row, -1)
    dive.barred[row] += 1


@kernel
def is_free(tick: Tick, dive: Dive, row: int) -> bool:
    """Whether the row may still join the set."""
    free = dive.barred[row] == 0
    for k in range(tick.hall_at[row], tick.hall_at[row + 1]):
        free = free and dive.left[tick.hall[k]] > 0
    return bool(free)


@kernel
def most_by_tolls(tick: Tick, dive: Dive, slack: Ints, depth: int) -> int:
    """By the tolls, no larger set is worth more than this; the best slacks of free activities go to `top`."""
    room = tick.rooms - depth
    fill(dive.top, room, 0)
    row, n = 0, len(slack)
    while row < n:
        activity, best = tick.activity[row], 0
        while row < n and tick.activity[row] == activity:
            if slack[row] > best and is_free(tick, dive, row):
                best = slack[row]
            row += 1
        keep_largest(dive.top, room, best)
    return int(dive.paid[depth]) + sum_of(dive.top, room)


@kernel
def rank(tick: Tick, worth: Ints, price: Ints, dive: Dive, depth: int, slack: Ints, incumbent: int) -> None:
    """Lists the rows that could lead to a set better than `incumbent`, largest gain first."""
    dive.listed[depth], dive.position[depth] = 0, 0
    room = tick.rooms - depth
    most = most_by_tolls(tick, dive, slack, depth)
    dive.most[depth] = most
    if room == 0 or most <= incumbent:
        return
    count = 0
    for row in range(len(price)):
        if most - max(0, dive.top[room - 1] - slack[row]) <= incumbent or not is_free(tick, dive, row):
            continue
        gain = gain_of(tick, worth, price, dive.best, row)
        if gain <= 0:
            continue
        k = count
        while k > 0 and dive.gain[depth, k - 1] < gain:
            dive.gain[depth, k], dive.candidate[depth, k] = dive.gain[depth, k - 1], dive.candidate[depth, k - 1]
            k -= 1
        dive.gain[depth, k], dive.candidate[depth, k] = gain, row
        count += 1
    dive.listed[depth] = count


@kernel
def hope(tick: Tick, dive: Dive, depth: int) -> int:
    """No set that adds rows still to be tried at this depth is worth more: gains only shrink as a set grows."""
    first, last, room = dive.position[depth], dive.listed[depth], tick.rooms - depth
    if first == last:
        return -1
    total = dive.value[depth]
    for k in range(first, last):
        dive.mark[tick.activity[dive.candidate[depth, k]]] = 0
    for k in range(first, last):
        activity = tick.activity[dive.candidate[depth, k]]
        if room > 0 and dive.mark[activity] == 0:
            total += dive.gain[depth, k]
            dive.mark[activity] = 1
            room -= 1
    return int(min(total, dive.most[depth]))


@kernel
def back(tick: Tick, dive: Dive, depth: int) -> None:
    """Leaves a depth: what was tried there is free again, the row that led to it goes."""
    for k in range(dive.position[depth]):
        dive.barred[dive.candidate[depth, k]] -= 1
    if depth > 0:
        remove(tick, dive, dive.candidate[depth - 1, dive.position[depth - 1] - 1], depth - 1)


@kernel
def begin(tick: Tick, dive: Dive, tolls: Tolls) -> None:
    """An empty set."""
    fill(dive.barred, len(dive.barred), 0)
    fill(dive.best, len(dive.best), 0)
    for hall in range(len(dive.left)):
        dive.left[hall] = tick.hall_size[hall]
    dive.value[0], dive.undo_at[0], dive.paid[0] = 0, 0, tolls.paid[0]


@kernel
def best_set(
    tick: Tick, worth: Ints, price: Ints, dive: Dive, tolls: Tolls, nodes: int, at_least: int, chosen: Ints
) -> tuple[int, int, int]:
    """(value of the best set found, a proven upper bound on any, its size); its rows go to `chosen`.

    The value of a set: each person's largest `worth` among its rows (those who must be at one are at none else), less
    the rows' `price`. After `nodes` sets the search stops; the bound is what those not looked at might reach.
    `at_least`: a value known to be reached. Size -1: no better set was found, and `chosen` is as it was.
    """
    incumbent, size, depth, seen = at_least, -1, 0, 0
    begin(tick, dive, tolls)
    rank(tick, worth, price, dive, 0, tolls.slack, incumbent)
    while depth >= 0:
        if hope(tick, dive, depth) <= incumbent:
            back(tick, dive, depth)
            depth -= 1
            continue
        if seen >= nodes:
            break
        seen += 1
        row = dive.candidate[depth, dive.position[depth]]
        dive.value[depth + 1] = dive.value[depth] + dive.gain[depth, dive.position[depth]]
        dive.paid[depth + 1] = dive.paid[depth] + tolls.slack[row]
        dive.position[depth] += 1
        add(tick, worth, dive, row, depth)
        depth += 1
        if dive.value[depth] > incumbent:
            incumbent, size = dive.value[depth], depth
            for one in range(depth):
                chosen[one] = dive.candidate[one, dive.position[one] - 1]
        rank(tick, worth, price, dive, depth, tolls.slack, incumbent)
    bound = incumbent
    for one in range(depth + 1):
        bound = max(bound, hope(tick, dive, one))
    return incumbent, bound, size


@kernel
def attend(tick: Tick, worth: Ints, dive: Dive, chosen: Ints, size: int, attended: Ints) -> None:
    """Marks, among comers, who attends which of the chosen rows: what is worth most to them, the first of equals."""
    fill(dive.best, len(dive.best), 0)
    fill(attended, len(attended), 0)
    for i in range(size):
        for k in range(tick.must_at[chosen[i]], tick.must_at[chosen[i] + 1]):
            dive.best[tick.must[k]] = MUST
    for i in range(size):
        for k in range(tick.comer_at[chosen[i]], tick.comer_at[chosen[i] + 1]):
            person = tick.comer[k]
            if worth[k] > dive.best[person]:
                if dive.best[person] > 0:
                    attended[dive.entry[person]] = 0
                dive.best[person], dive.entry[person] = worth[k], k
                attended[k] = 1
