"""The first timetable: one activity after the other goes where those whom it concerns miss least for it."""

from __future__ import annotations

import math

from bigre_solvers.timetable.engine.arrays import Arrays, Audience, Floats, Ints, Numbers, Rules, Scratch, State
from bigre_solvers.timetable.engine.chance import below
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.placing import change, fits_the_others, undo
from bigre_solvers.timetable.engine.search import keep, weigh

WEIGHED = 4


@kernel
def missed(audience: Audience, r: Rules, x: State, p: int, start: int, end: int) -> float:
    """What everything that concerns the person and is held meanwhile is worth to them."""
    total = 0.0
    for m in range(audience.entry_at[p], audience.entry_at[p + 1]):
        k = audience.entry[m]
        other = audience.activity[k]
        begin = x.start[other]
        if begin >= 0 and begin < end and start < begin + r.duration[other]:
            total += audience.weight[k]
    return total


@kernel
def promise(audience: Audience, r: Rules, x: State, act: int, start: int) -> float:
    """What the activity held there is worth to those whom it concerns, less what they would miss for it."""
    end, total = start + r.duration[act], 0.0
    for k in range(audience.person_at[act], audience.person_at[act + 1]):
        p = audience.person[k]
        if audience.absent[p, end] == audience.absent[p, start]:
            total += max(0.0, audience.weight[k] - missed(audience, r, x, p, start, end))
    return total


@kernel
def promising_starts(a: Arrays, x: State, s: Scratch, act: int, starts: Ints, worth: Floats) -> int:
    """Up to so many starts, spread over those possible from a random one on, the most promising first; how many."""
    r, tries, number = a.rules, len(starts), 0
    options = r.start_at[act + 1] - r.start_at[act]
    first, stride = below(x.random, max(1, options)), max(1, options // tries)
    for t in range(min(tries, options)):
        start = r.starts[r.start_at[act] + (first + t * stride) % options]
        change(r, x, s.changes, 0, act, start)
        fits = fits_the_others(r, x, act)
        undo(r, x, s.changes, 1)
        if fits:
            value, k = promise(a.audience, r, x, act, start), number
            while k > 0 and worth[k - 1] < value:
                starts[k], worth[k] = starts[k - 1], worth[k - 1]
                k -= 1
            starts[k], worth[k] = start, value
            number += 1
    return number


@kernel
def place_at_best(a: Arrays, x: State, s: Scratch, act: int, starts: Ints, number: int) -> None:
    """Of the first starts, the cheapest where the activity finds a space; if there is none, the first further on."""
    best, best_delta = -1, 0.0
    for k in range(number):
        if k >= WEIGHED and best >= 0:
            break
        moves = change(a.rules, x, s.changes, 0, act, starts[k])
        delta = weigh(a, x, s, moves, math.inf)
        undo(a.rules, x, s.changes, moves)
        if delta < best_delta:
            best, best_delta = starts[k], delta
    if best >= 0:
        moves = change(a.rules, x, s.changes, 0, act, best)
        keep(a.rules, x, s, moves, weigh(a, x, s, moves, math.inf))


@entry
def place(a: Arrays, x: State, s: Scratch, activities: Numbers, starts: Ints, worth: Floats) -> None:
    """Places these activities in turn; `starts` and `worth` are memory for as many starts as shall be tried."""
    s.changes.turn[0] = -1
    for act in activities:
        if x.start[act] < 0:
            number = promising_starts(a, x, s, act, starts, worth)
            place_at_best(a, x, s, act, starts, number)
