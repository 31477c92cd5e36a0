"""What a timetable costs those who lead: nobody leads late at night and early next morning."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Comfort, Ints
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
