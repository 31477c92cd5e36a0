"""What one block of the timetable costs: it gets its spaces and its attendance, and is judged."""

from __future__ import annotations

import numpy as np

from bigre_solvers.timetable.engine.arrays import Arrays, Comfort, Ints, Local, Rules, Scratch, State
from bigre_solvers.timetable.engine.attendance import (
    first_choices,
    first_routes,
    forget,
    gained,
    gather,
    gather_considered,
    leave_what_is_barred,
    let_go,
)
from bigre_solvers.timetable.engine.fairness import note_grants
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.rooms import give_spaces, set_limits


@kernel
def load(a: Rules, sites: Ints, x: State, s: Local, block: int) -> int:
    """Numbers the block's activities by end, then by index; how many there are."""
    n = x.member_count[block]
    for m in range(n):
        act = x.members[block, m]
        end = x.start[act] + a.duration[act]
        k = m
        while k > 0 and (s.end[k - 1] > end or (s.end[k - 1] == end and s.act[k - 1] > act)):
            s.act[k], s.end[k] = s.act[k - 1], s.end[k - 1]
            k -= 1
        s.act[k], s.end[k] = act, end
    for i in range(n):
        s.begin[i] = x.start[s.act[i]]
        s.demand[i] = 0
    if len(s.travel) > 0:
        for i in range(n):
            s.site[i] = sites[s.act[i]]
    return n


@kernel
def bits(word: np.uint64) -> int:
    """How many bits are set."""
    number = 0
    while word:
        word &= word - np.uint64(1)
        number += 1
    return number


@kernel
def theme_clashes(a: Comfort, s: Local, n: int) -> int:
    """Pairs of activities held at the same time, counted once per theme they share."""
    number = 0
    for i in range(n):
        if s.room[i] < 0:
            continue
        for j in range(i):
            if s.room[j] >= 0 and s.begin[i] < s.end[j] and s.begin[j] < s.end[i]:
                for word in range(a.themes.shape[1]):
                    number += bits(a.themes[s.act[i], word] & a.themes[s.act[j], word])
    return number


@kernel
def first_attendance(a: Arrays, x: State, s: Scratch, n: int) -> int:
    """Everybody chooses as if seats were endless; how many people the block concerns."""
    if x.active.shape[1] > 0:
        people = gather_considered(a.audience, x.active[0], s.local, s.items, s.touched, n)
    else:
        people = gather(a.audience, s.local, s.items, s.touched, n)
    if len(s.local.travel) > 0:
        first_routes(s.local, s.items, s.touched, people)
    else:
        first_choices(s.local, s.items, s.touched, people)
    return people


@entry
def settle(a: Arrays, x: State, s: Scratch, block: int) -> tuple[int, int]:
    """Gives the block its spaces and attendance; how many activities, and people concerned (still listed)."""
    n = load(a.rules, a.sites.site, x, s.local, block)
    people = first_attendance(a, x, s, n)
    without = give_spaces(a.spaces, s.local, n)
    set_limits(a.spaces, s.local, n)
    if without > 0 or len(a.audience.welcome) > 0:
        leave_what_is_barred(a.audience, s.local, s.items, s.touched, people)
    let_go(a.audience, s, n)
    return n, people


@entry
def optimistic_cost(a: Arrays, x: State, s: Scratch, block: int) -> float:
    """A lower bound on `block_cost`, cheaply: as if every space were endless and nothing but wishes counted."""
    n = load(a.rules, a.sites.site, x, s.local, block)
    people = first_attendance(a, x, s, n)
    total = gained(s.items, s.touched, people)
    if a.fairness.on:
        note_grants(a.fairness, s.items, s.touched, people, s.grants.now[block])
    forget(s.items, s.touched, people)
    return -total


@entry
def block_cost(a: Arrays, x: State, s: Scratch, block: int) -> float:
    """The block's weighted cost, wishes granted negative; spaces go to `new_space`, its parts to `parts`."""
    n, people = settle(a, x, s, block)
    s.parts[0] = gained(s.items, s.touched, people)
    if a.fairness.on:
        note_grants(a.fairness, s.items, s.touched, people, s.grants.now[block])
    forget(s.items, s.touched, people)
    weight = a.comfort.theme_weight
    s.parts[1] = weight * theme_clashes(a.comfort, s.local, n) if weight > 0 else 0.0
    s.parts[2], left_out = 0.0, 0.0
    for i in range(n):
        act, room = s.local.act[i], s.local.room[i]
        s.new_space[act] = room
        if room >= 0:
            s.parts[2] += a.spaces.misfit[act, room]
        else:
            left_out += a.unplaced[act]
    return s.parts[1] + s.parts[2] - s.parts[0] + left_out
