"""A bound on the value of any set of rows, by what people would pay to take part: the dual of the linear relaxation."""

from __future__ import annotations

from bigre_solvers.timetable.bounds.jit import kernel
from bigre_solvers.timetable.bounds.tick import Dive, Ints, Tick, Tolls

TURNS = 30
PATIENCE = 4


@kernel
def slack_of(tick: Tick, worth: Ints, price: Ints, toll: Ints, row: int) -> int:
    """What the row is worth when each person who takes part in it pays their toll."""
    slack = 0
    for k in range(tick.comer_at[row], tick.comer_at[row + 1]):
        more = worth[k] - toll[tick.comer[k]]
        if more > 0:
            slack += more
    for k in range(tick.must_at[row], tick.must_at[row + 1]):
        slack -= toll[tick.must[k]]
    return slack - int(price[row])


@kernel
def keep_largest(top: Ints, count: int, number: int) -> None:
    """Puts the number into `top` (descending, `count` long) if it is among the largest."""
    if count == 0 or number <= top[count - 1]:
        return
    k = count - 1
    while k > 0 and top[k - 1] < number:
        top[k] = top[k - 1]
        k -= 1
    top[k] = number


@kernel
def fill(numbers: Ints, count: int, number: int) -> None:
    """Puts the number into the first `count` places."""
    for k in range(count):
        numbers[k] = number


@kernel
def sum_of(numbers: Ints, count: int) -> int:
    """The sum of the first `count`."""
    total = 0
    for k in range(count):
        total += numbers[k]
    return int(total)


@kernel
def total_of(tick: Tick, worth: Ints, price: Ints, tolls: Tolls, dive: Dive) -> int:
    """All tolls, and the slacks of the `rooms` best activities; leaves slacks in `dive.gain[0]`, best rows marked."""
    fill(dive.top, tick.rooms, 0)
    fill(dive.mark, len(price), -1)
    for row in range(len(price)):
        dive.gain[0, row] = slack_of(tick, worth, price, tolls.now, row)
        held = dive.mark[tick.activity[row]]
        if held < 0 or dive.gain[0, held] < dive.gain[0, row]:
            dive.mark[tick.activity[row]] = row
    for activity in range(len(price)):
        if dive.mark[activity] >= 0:
            keep_largest(dive.top, tick.rooms, dive.gain[0, dive.mark[activity]])
    return sum_of(tolls.now, len(tolls.now)) + sum_of(dive.top, tick.rooms)


@kernel
def imbalance(tick: Tick, worth: Ints, tolls: Tolls, dive: Dive) -> float:
    """Per person 1 less how often the best rows take them, to `use` (0 where no toll can fall); the sum of squares."""
    fill(tolls.use, len(tolls.use), 1)
    taken = 0
    for activity in range(len(dive.barred)):
        row = dive.mark[activity]
        if row < 0 or taken >= tick.rooms or dive.gain[0, row] <= 0 or dive.gain[0, row] < dive.top[tick.rooms - 1]:
            continue
        taken += 1
        for k in range(tick.comer_at[row], tick.comer_at[row + 1]):
            if worth[k] > tolls.now[tick.comer[k]]:
                tolls.use[tick.comer[k]] -= 1
        for k in range(tick.must_at[row], tick.must_at[row + 1]):
            tolls.use[tick.must[k]] -= 1
    squares = 0.0
    for person in range(len(tolls.use)):
        if tolls.now[person] == 0 and tolls.use[person] > 0:
            tolls.use[person] = 0
        squares += tolls.use[person] * tolls.use[person]
    return squares


@kernel
def remember(tolls: Tolls, dive: Dive) -> None:
    """Keeps the present tolls, the best so far, with the slacks they leave."""
    for person in range(len(tolls.toll)):
        tolls.toll[person] = tolls.now[person]
    for row in range(len(tolls.slack)):
        tolls.slack[row] = dive.gain[0, row]
    tolls.paid[0] = sum_of(tolls.toll, len(tolls.toll))


@kernel
def tighten(tick: Tick, worth: Ints, price: Ints, dive: Dive, at_least: int, tolls: Tolls) -> int:
    """A bound on the value of any set, lowered by moving tolls; `tolls` ends as those that prove it.

    Everybody pays their toll, whether they take part or not; so no set is worth more than all tolls and the slacks of
    its rows, at most `rooms` of them. Subgradient steps towards `at_least`, a value that is reached.
    """
    bound, scale, stall = -1, 1.0, 0
    for person in range(len(tolls.now)):
        tolls.now[person] = tolls.toll[person]
    for _ in range(TURNS):
        total = total_of(tick, worth, price, tolls, dive)
        stall += 1
        if bound < 0 or total < bound:
            if bound < 0 or total < bound - (bound - at_least) // 50:
                stall = 0
            bound = total
            remember(tolls, dive)
        if stall >= PATIENCE:
            scale, stall = scale / 2, 0
        squares = imbalance(tick, worth, tolls, dive)
        if bound <= at_least or squares == 0.0:
            break
        step = scale * (total - at_least) / squares
        for person in range(len(tolls.now)):
            tolls.now[person] = max(0, tolls.now[person] - int(step * tolls.use[person]))
    return bound
