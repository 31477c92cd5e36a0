"""What a timetable costs those who lead or must attend: short nights, days' ends, long runs, lonely days."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Changes, Comfort, Ints, Rules, State
from bigre_solvers.timetable.engine.jit import entry, kernel


@kernel
def short_nights(a: Comfort, start: Ints, duration: Ints, p: int) -> int:
    """Nights of the person between leading late and leading early next day, each night once."""
    nights = 0
    for k in range(a.lead_at[p], a.lead_at[p + 1]):
        act = a.leads[k]
        begin = start[act]
        if begin < 0 or not is_late(a, start, duration, act) or later_on_the_same_day(a, start, duration, p, k):
            continue
        for m in range(a.lead_at[p], a.lead_at[p + 1]):
            other = start[a.leads[m]]
            if other >= 0 and other // a.day_ticks == begin // a.day_ticks + 1 and other % a.day_ticks < a.early_tick:
                nights += 1
                break
    return nights


@kernel
def is_late(a: Comfort, start: Ints, duration: Ints, act: int) -> bool:
    """Whether the activity ends late, counted from the midnight before its start."""
    return start[act] % a.day_ticks + duration[act] > a.late_tick


@kernel
def later_on_the_same_day(a: Comfort, start: Ints, duration: Ints, p: int, k: int) -> bool:
    """Whether the person leads another late activity that day further down the list, which stands for this one."""
    day = start[a.leads[k]] // a.day_ticks
    for m in range(k + 1, a.lead_at[p + 1]):
        act = a.leads[m]
        if start[act] >= 0 and start[act] // a.day_ticks == day and is_late(a, start, duration, act):
            return True
    return False


@entry
def late_cost(a: Comfort, start: Ints, duration: Ints) -> float:
    """The weighted cost of short nights, over everybody."""
    nights = 0
    for p in range(len(a.lead_at) - 1):
        nights += short_nights(a, start, duration, p)
    return a.late_weight * nights


@kernel
def sort_duties(a: Comfort, start: Ints, p: int, order: Ints) -> int:
    """What the person must attend and is placed goes to `order`, by start; how many."""
    n = 0
    for k in range(a.duty_at[p], a.duty_at[p + 1]):
        act, m = a.duties[k], n
        if start[act] < 0:
            continue
        while m > 0 and start[order[m - 1]] > start[act]:
            order[m] = order[m - 1]
            m -= 1
        order[m] = act
        n += 1
    return n


@kernel
def day_units(a: Comfort, start: Ints, duration: Ints, p: int, order: Ints) -> tuple[int, int, int]:
    """Of what the person must attend: ends of days, activities beyond the second in a row, days with only one."""
    n = sort_duties(a, start, p, order)
    ends, runs, lonely, row, previous = 0, 0, 0, 0, -1
    for i in range(n):
        begin, end = start[order[i]], start[order[i]] + duration[order[i]]
        day = begin // a.day_ticks
        ends += int(end == a.last_end[day])
        first = i == 0 or start[order[i - 1]] // a.day_ticks != day
        row = row + 1 if begin == previous and not first else 1
        runs += int(row > 2)
        lonely += int(first and (i == n - 1 or start[order[i + 1]] // a.day_ticks != day))
        previous = end
    return ends, runs, lonely


@kernel
def day_cost(a: Comfort, start: Ints, duration: Ints, p: int, order: Ints) -> float:
    """The weighted cost of the person's days."""
    ends, runs, lonely = day_units(a, start, duration, p, order)
    return a.end_weight * ends + a.run_weight * runs + a.lonely_weight * lonely


@entry
def day_costs(a: Comfort, start: Ints, duration: Ints, order: Ints) -> tuple[float, float, float]:
    """The weighted costs of ends of days, long runs and lonely days, over everybody."""
    ends, runs, lonely = 0, 0, 0
    for p in range(len(a.duty_at) - 1):
        units = day_units(a, start, duration, p, order)
        ends, runs, lonely = ends + units[0], runs + units[1], lonely + units[2]
    return a.end_weight * ends, a.run_weight * runs, a.lonely_weight * lonely


@kernel
def nights_touched(a: Comfort, r: Rules, start: Ints, c: Changes, moves: int) -> float:
    """The weighted short nights of everybody who leads one of the changed activities, as things stand."""
    c.stamp[0] += 1
    nights = 0
    for m in range(moves):
        for k in range(a.leader_at[c.act[m]], a.leader_at[c.act[m] + 1]):
            p = a.leaders[k]
            if c.seen[p] != c.stamp[0]:
                c.seen[p] = c.stamp[0]
                nights += short_nights(a, start, r.duration, p)
    return a.late_weight * nights


@kernel
def days_touched(a: Comfort, r: Rules, start: Ints, c: Changes, moves: int) -> float:
    """The weighted cost of the days of everybody who must be at one of the changed activities, as things stand."""
    c.stamp[0] += 1
    cost = 0.0
    for m in range(moves):
        for k in range(a.bound_at[c.act[m]], a.bound_at[c.act[m] + 1]):
            p = a.bound[k]
            if c.seen[p] != c.stamp[0]:
                c.seen[p] = c.stamp[0]
                cost += day_cost(a, start, r.duration, p, c.order)
    return cost


@kernel
def comfort_touched(a: Comfort, r: Rules, start: Ints, c: Changes, moves: int) -> float:
    """The weighted cost of comfort of everybody bound to one of the changed activities, as things stand."""
    cost = 0.0
    if a.late_weight > 0:
        cost += nights_touched(a, r, start, c, moves)
    if a.any_day_weight:
        cost += days_touched(a, r, start, c, moves)
    return cost


@kernel
def comfort_gained(a: Comfort, r: Rules, x: State, c: Changes, moves: int) -> float:
    """How much dearer the changes make comfort: as things stand, less with the changes taken back."""
    after = comfort_touched(a, r, x.start, c, moves)
    for m in range(moves - 1, -1, -1):
        x.start[c.act[m]] = c.origin[m]
    before = comfort_touched(a, r, x.start, c, moves)
    for m in range(moves):
        x.start[c.act[m]] = c.target[m]
    return after - before
