"""The kernels that choose ties: in their order first, then exchanges that make the whole better."""

from __future__ import annotations

from bigre_solvers.matching.engine.arrays import Choice, Ties
from bigre_solvers.timetable.engine.jit import entry, kernel

NONE = -1
LEAST_GAIN = 1e-9


@entry
def choose_in_order(t: Ties, z: Choice, only_without: bool) -> None:
    """Takes each tie in turn for which both have room; `only_without`: and one of them has none yet."""
    for tie in range(len(t.score)):
        one, other = t.one[tie], t.other[tie]
        wanted = not only_without or z.taken[one] == 0 or z.taken[other] == 0
        if wanted and not z.chosen[tie] and has_room(z, one) and has_room(z, other):
            take(t, z, tie)


@entry
def improve(t: Ties, z: Choice, passes: int) -> int:
    """Exchanges until none pays, or so many times through all ties; how many it made."""
    made = 0
    for _ in range(passes):
        before = made
        for tie in range(len(t.score)):
            if not z.chosen[tie]:
                made += enter(t, z, tie)
        if made == before:
            return made
    return made


@kernel
def has_room(z: Choice, person: int) -> bool:
    """Whether one more may be chosen for a person."""
    return bool(z.taken[person] < z.room[person])


@kernel
def take(t: Ties, z: Choice, tie: int) -> None:
    """Chooses a tie."""
    z.chosen[tie] = True
    for person in (t.one[tie], t.other[tie]):
        z.held[person, z.taken[person]] = tie
        z.taken[person] += 1


@kernel
def drop(t: Ties, z: Choice, tie: int) -> None:
    """Gives up a chosen tie."""
    z.chosen[tie] = False
    for person in (t.one[tie], t.other[tie]):
        place = 0
        while z.held[person, place] != tie:
            place += 1
        z.taken[person] -= 1
        z.held[person, place] = z.held[person, z.taken[person]]


@kernel
def between(t: Ties, one: int, other: int) -> int:
    """The tie of two people, or `NONE`."""
    low, high = t.at[one], t.at[one + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if t.to[middle] < other:
            low = middle + 1
        else:
            high = middle
    return t.tie[low] if low < end and t.to[low] == other else NONE


@kernel
def best_free(t: Ties, z: Choice, person: int, one: int, other: int) -> int:
    """The best tie of a person that could simply be taken if they had room, or `NONE`; to neither of two others."""
    best = NONE
    for k in range(t.at[person], t.at[person + 1]):
        tie, to = t.tie[k], t.to[k]
        better = best == NONE or t.score[tie] > t.score[best]
        if better and not z.chosen[tie] and has_room(z, to) and to not in (one, other):
            best = tie
    return best


@kernel
def worth(t: Ties, tie: int) -> float:
    """The score of a tie, 0 for `NONE`."""
    return 0.0 if tie == NONE else float(t.score[tie])


@kernel
def far_end(t: Ties, tie: int, person: int) -> int:
    """Who is at the other end of a tie."""
    return t.other[tie] if t.one[tie] == person else t.one[tie]


@kernel
def choices_to_drop(z: Choice, person: int) -> int:
    """How many ties a person may give up for a new one: 1 (none of them) when there is room."""
    return 1 if has_room(z, person) else z.taken[person]


@kernel
def nth_to_drop(z: Choice, person: int, n: int) -> int:
    """The n-th tie that a person may give up for a new one."""
    return NONE if has_room(z, person) else z.held[person, n]


@kernel
def enter(t: Ties, z: Choice, tie: int) -> int:
    """Takes a tie in place of one of each end, if with what those left behind do then it pays; 1 if it did.

    Those left behind turn to each other, or each to the best who has room.
    """
    one, other = t.one[tie], t.other[tie]
    best, best_mine, best_theirs, best_cross = LEAST_GAIN, NONE, NONE, NONE
    for m in range(choices_to_drop(z, one)):
        mine = nth_to_drop(z, one, m)
        for n in range(choices_to_drop(z, other)):
            theirs = nth_to_drop(z, other, n)
            gain = worth(t, tie) - worth(t, mine) - worth(t, theirs)
            cross, added = left_behind(t, z, one, other, mine, theirs, best - gain)
            if gain + added > best:
                best, best_mine, best_theirs, best_cross = gain + added, mine, theirs, cross
    if best <= LEAST_GAIN:
        return 0
    exchange(t, z, tie, best_mine, best_theirs, best_cross)
    return 1


@kernel
def left_behind(t: Ties, z: Choice, one: int, other: int, mine: int, theirs: int, needed: float) -> tuple[int, float]:
    """What those left behind can have at best: the tie between them, or `NONE` and each for themselves."""
    first = NONE if mine == NONE else far_end(t, mine, one)
    second = NONE if theirs == NONE else far_end(t, theirs, other)
    if first == second:  # nobody, or the same person twice
        return NONE, 0.0 if first == NONE else worth(t, best_free(t, z, first, one, other))
    if most(t, first) + most(t, second) <= needed:
        return NONE, 0.0
    found, cross = 0.0, NONE
    if NONE not in (first, second):
        cross = between(t, first, second)
        if cross != NONE and not z.chosen[cross]:
            found = worth(t, cross)
        else:
            cross = NONE
    alone = NONE if first == NONE else best_free(t, z, first, one, other)
    beside = NONE if second == NONE else best_free(t, z, second, one, other)
    apart = worth(t, alone) + worth(t, beside)
    if NONE not in (alone, beside) and far_end(t, alone, first) == far_end(t, beside, second):
        apart = max(worth(t, alone), worth(t, beside))
    return (cross, found) if found >= apart else (NONE, apart)


@kernel
def most(t: Ties, person: int) -> float:
    """The score of a person's best tie."""
    return 0.0 if person == NONE else float(t.most[person])


@kernel
def exchange(t: Ties, z: Choice, tie: int, mine: int, theirs: int, cross: int) -> None:
    """Makes the exchange that `enter` found."""
    one, other = t.one[tie], t.other[tie]
    if mine != NONE:
        drop(t, z, mine)
    if theirs != NONE:
        drop(t, z, theirs)
    take(t, z, tie)
    if cross != NONE:
        take(t, z, cross)
        return
    for given_up, stayer in ((mine, one), (theirs, other)):
        if given_up != NONE:
            left = far_end(t, given_up, stayer)
            free = best_free(t, z, left, one, other)
            if free != NONE and has_room(z, left):
                take(t, z, free)
