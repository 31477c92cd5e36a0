"""The kernel: exchanges between tables of one round, at one temperature."""

from __future__ import annotations

import math

from bigre_solvers.seating.engine.arrays import FORBIDDEN, MOST_AT_ONCE, Hall, State
from bigre_solvers.timetable.engine.chance import below, draw
from bigre_solvers.timetable.engine.jit import entry, kernel


@entry
def anneal(h: Hall, z: State, moves: int, heat: float, target: float) -> int:
    """Tries so many moves, keeping each that is cheaper or by chance; stops at the target; how many it tried."""
    for step in range(moves):
        if z.cost[1] <= target:
            return step
        unit = h.movable[below(z.random, len(h.movable))]
        here = z.at[unit]
        there = h.first[unit] + below(z.random, h.last[unit] - h.first[unit])
        if here != there:
            exchange(h, z, unit, here, there, heat)
    return moves


@kernel
def exchange(h: Hall, z: State, unit: int, here: int, there: int, heat: float) -> None:
    """Has a unit change tables with as few others by chance as make room for it, if that may be and pays."""
    size = h.member_at[unit + 1] - h.member_at[unit]
    lift(z, 0, 0, unit)
    z.load[here] -= size
    going, coming, fits = 1, 0, True
    pick = below(z.random, h.seats[there])
    if pick < z.units[there]:
        z.load[there] -= take(h, z, 1, coming, there, pick)
        coming += 1
    while fits and z.load[there] + carried(h, z, 0, going) > h.seats[there]:
        fits = coming < MOST_AT_ONCE and z.units[there] > 0
        if fits:
            z.load[there] -= take(h, z, 1, coming, there, below(z.random, z.units[there]))
            coming += 1
    while fits and z.load[here] + carried(h, z, 1, coming) > h.seats[here]:
        fits = going < MOST_AT_ONCE and z.units[here] > 0
        if fits:
            z.load[here] -= take(h, z, 0, going, here, below(z.random, z.units[here]))
            going += 1
    here_after = z.load[here] + carried(h, z, 1, coming)
    there_after = z.load[there] + carried(h, z, 0, going)
    fits = fits and here_after <= h.seats[here] and there_after <= h.seats[there]
    fits = fits and (here_after == 0 or here_after >= h.fewest[here])
    fits = fits and (there_after == 0 or there_after >= h.fewest[there])
    fits = fits and welcome(h, z, 0, going, there) and welcome(h, z, 1, coming, here)
    if fits:
        delta = part(h, z, 0, going, here) + part(h, z, 1, coming, there)
        delta += join(h, z, 0, going, there) + join(h, z, 1, coming, here)
        if delta <= 0 or draw(z.random) < math.exp(-delta / heat):
            z.cost[0] += delta
            sit(h, z, 0, going, there)
            sit(h, z, 1, coming, here)
            if z.cost[0] < z.cost[1] - 1e-9:
                z.cost[1] = z.cost[0]
                for one in range(len(z.at)):
                    z.best[one] = z.at[one]
            return
        part(h, z, 0, going, there)
        part(h, z, 1, coming, here)
        join(h, z, 0, going, here)
        join(h, z, 1, coming, there)
    sit(h, z, 0, going, here)
    sit(h, z, 1, coming, there)


@kernel
def lift(z: State, side: int, place: int, unit: int) -> None:
    """A unit stands up, remembered as number `place` of those that do on this side."""
    table = z.at[unit]
    spot = 0
    while z.row[table, spot] != unit:
        spot += 1
    z.units[table] -= 1
    z.row[table, spot] = z.row[table, z.units[table]]
    z.moving[side, place] = unit


@kernel
def take(h: Hall, z: State, side: int, place: int, table: int, pick: int) -> int:
    """The unit at one place of a table stands up; how many people it is."""
    unit = z.row[table, pick]
    lift(z, side, place, unit)
    return h.member_at[unit + 1] - h.member_at[unit]


@kernel
def carried(h: Hall, z: State, side: int, count: int) -> int:
    """How many people stand on this side."""
    people = 0
    for k in range(count):
        unit = z.moving[side, k]
        people += h.member_at[unit + 1] - h.member_at[unit]
    return people


@kernel
def welcome(h: Hall, z: State, side: int, count: int, table: int) -> bool:
    """Whether those who stand on this side may sit at a table, with those who sit there and with one another."""
    for k in range(count):
        unit = z.moving[side, k]
        if not h.allowed[unit, table - h.first[unit]]:
            return False
        if h.guarded:
            for j in range(z.units[table]):
                if not friendly(h, unit, z.row[table, j]):
                    return False
    return True


@kernel
def friendly(h: Hall, one: int, other: int) -> bool:
    """Whether no pair between two units is forbidden."""
    for i in range(h.member_at[one], h.member_at[one + 1]):
        for j in range(h.member_at[other], h.member_at[other + 1]):
            if h.kind[h.members[i], h.members[j]] == FORBIDDEN:
                return False
    return True


@kernel
def join(h: Hall, z: State, side: int, count: int, table: int) -> float:
    """Those who stand on this side meet those who sit at a table; what it costs."""
    delta = 0.0
    for k in range(count):
        unit = z.moving[side, k]
        for i in range(h.member_at[unit], h.member_at[unit + 1]):
            one = h.members[i]
            for spot in range(z.units[table]):
                there = z.row[table, spot]
                for j in range(h.member_at[there], h.member_at[there + 1]):
                    other = h.members[j]
                    kind = h.kind[one, other]
                    if z.met[kind] > 0:
                        delta += h.again[kind]
                    else:
                        delta -= h.gain[kind]
                        if h.fairness > 0:
                            delta += known(h, z, one, 1) + known(h, z, other, 1)
                    z.met[kind] += 1
    return delta


@kernel
def part(h: Hall, z: State, side: int, count: int, table: int) -> float:
    """Undoes the meetings between those who stand on this side and those who sit at a table; what it costs."""
    delta = 0.0
    for k in range(count):
        unit = z.moving[side, k]
        for i in range(h.member_at[unit], h.member_at[unit + 1]):
            one = h.members[i]
            for spot in range(z.units[table]):
                there = z.row[table, spot]
                for j in range(h.member_at[there], h.member_at[there + 1]):
                    other = h.members[j]
                    kind = h.kind[one, other]
                    z.met[kind] -= 1
                    if z.met[kind] > 0:
                        delta -= h.again[kind]
                    else:
                        delta += h.gain[kind]
                        if h.fairness > 0:
                            delta += known(h, z, one, -1) + known(h, z, other, -1)
    return delta


@kernel
def known(h: Hall, z: State, person: int, change: int) -> float:
    """Someone has an acquaintance more or less; what the square of their shortfall changes."""
    before = h.reach[person] - z.news[person]
    z.news[person] += change
    return h.fairness * ((before - change) ** 2 - before**2)


@kernel
def sit(h: Hall, z: State, side: int, count: int, table: int) -> None:
    """Those who stand on this side sit down at a table."""
    for k in range(count):
        unit = z.moving[side, k]
        z.row[table, z.units[table]] = unit
        z.units[table] += 1
        z.load[table] += h.member_at[unit + 1] - h.member_at[unit]
        z.at[unit] = table
