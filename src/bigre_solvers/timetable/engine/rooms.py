"""Which space each activity of one block gets: the most demanded choose first."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import NO_LIMIT, Local, Spaces
from bigre_solvers.timetable.engine.jit import kernel


@kernel
def chooses_before(a: Spaces, s: Local, i: int, j: int) -> bool:
    """Whether local activity `i` chooses its space before `j`: pinned, then by seats needed, then by fewest spaces."""
    one, other = s.act[i], s.act[j]
    if a.rank[one] != a.rank[other]:
        return a.rank[one] < a.rank[other]
    need, need_other = max(s.demand[i], a.seats[one] % NO_LIMIT), max(s.demand[j], a.seats[other] % NO_LIMIT)
    if need != need_other:
        return need > need_other
    few, few_other = a.suit_at[one + 1] - a.suit_at[one], a.suit_at[other + 1] - a.suit_at[other]
    if few != few_other:
        return few < few_other
    return one < other


@kernel
def sort_by_choice(a: Spaces, s: Local, n: int) -> None:
    """`order` lists the local activities in the order in which they choose (insertion sort: blocks are small)."""
    for i in range(n):
        k = i
        while k > 0 and chooses_before(a, s, i, s.order[k - 1]):
            s.order[k] = s.order[k - 1]
            k -= 1
        s.order[k] = i


@kernel
def holders(s: Local, space: int, i: int) -> tuple[int, int]:
    """How many activities hold the space while `i` runs, and the last of them (-1: none)."""
    number, last = 0, -1
    j = s.head[space]
    while j >= 0:
        if s.begin[j] < s.end[i] and s.begin[i] < s.end[j]:
            number, last = number + 1, j
        j = s.after[j]
    return number, last


@kernel
def is_closed(a: Spaces, s: Local, space: int, i: int) -> bool:
    """Whether the space is closed at some tick while `i` runs."""
    return a.closed[space, s.end[i]] > a.closed[space, s.begin[i]]


@kernel
def best_space(a: Spaces, s: Local, i: int, except_for: int) -> int:
    """The free space that turns away the fewest, then fits best, then is smallest; -1 when none is free."""
    act = s.act[i]
    best, best_over, best_misfit = -1, 0, 0.0
    for k in range(a.suit_at[act], a.suit_at[act + 1]):
        space = a.suits[k]
        if space == except_for or is_closed(a, s, space, i) or holders(s, space, i)[0] > 0:
            continue
        over = max(0, s.demand[i] - min(a.capacity[space], a.seats[act]))
        misfit = a.misfit[act, space]
        if best < 0 or over < best_over or (over == best_over and misfit < best_misfit):
            best, best_over, best_misfit = space, over, misfit
        if over == 0 and not a.any_misfit:
            break
    return best


@kernel
def take(s: Local, i: int, space: int) -> None:
    """Activity `i` holds the space."""
    s.room[i] = space
    s.after[i] = s.head[space]
    s.head[space] = i


@kernel
def leave(s: Local, i: int) -> None:
    """Activity `i` gives its space back."""
    space = s.room[i]
    if s.head[space] == i:
        s.head[space] = s.after[i]
    else:
        j = s.head[space]
        while s.after[j] != i:
            j = s.after[j]
        s.after[j] = s.after[i]
    s.room[i] = -1


@kernel
def space_by_displacing(a: Spaces, s: Local, i: int) -> int:
    """A suitable space whose only holder can go elsewhere, freed by moving it there; -1 when there is none."""
    act = s.act[i]
    for k in range(a.suit_at[act], a.suit_at[act + 1]):
        space = a.suits[k]
        if is_closed(a, s, space, i):
            continue
        number, holder = holders(s, space, i)
        if number != 1:
            continue
        elsewhere = best_space(a, s, holder, space)
        if elsewhere >= 0:
            leave(s, holder)
            take(s, holder, elsewhere)
            return space
    return -1


@kernel
def give_spaces(a: Spaces, s: Local, n: int) -> int:
    """Gives each activity of the block a space where one can be had; how many got none."""
    for space in range(len(s.head)):
        s.head[space] = -1
    sort_by_choice(a, s, n)
    for i in range(n):
        s.room[i] = -1
    without = 0
    for k in range(n):
        i = s.order[k]
        space = best_space(a, s, i, -1)
        if space < 0:
            space = space_by_displacing(a, s, i)
        if space < 0:
            without += 1
        else:
            take(s, i, space)
    return without


@kernel
def set_limits(a: Spaces, s: Local, n: int) -> None:
    """`limit` is how many each activity admits in the space it got (0 without one)."""
    for i in range(n):
        room = s.room[i]
        s.limit[i] = 0 if room < 0 else min(a.seats[s.act[i]], a.capacity[room])
