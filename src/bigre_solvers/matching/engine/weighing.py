"""The kernels that weigh pairs: what two people are worth to each other, and how unexpected."""

from __future__ import annotations

import math

import numpy as np

from bigre_solvers.matching.engine.arrays import (
    BARRED,
    COOPERATIVE,
    EARTH_KM,
    TERRITORY,
    Crowd,
    Floats,
    Ints,
    Ranks,
    Singles,
)
from bigre_solvers.timetable.engine.jit import entry, kernel

# Places in `Crowd.weight`.
NEED, OFFER, ELSEWHERE, MUTUAL, TEXT, THRESHOLD, CERTAIN, NEAR_KM = range(5, 13)
UNKNOWN = -1.0
HALVING = math.log(2.0)
TIE = 1e-6  # what chance adds to a score, to choose between equals
DIFFERING, LINKED, BY_CHANCE = 0.5, 0.3, 0.2  # what makes an unexpected pair interesting


@kernel
def chance(seed: int, one: int, other: int) -> float:
    """A number from 0 up to 1 for a pair, the same both ways (splitmix64, Steele, Lea and Flood 2014)."""
    low, high = min(one, other), max(one, other)
    word = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(low) * np.uint64(0xD1B54A32D192ED03)
    word += np.uint64(high) * np.uint64(0x8CB92BA72F3D8DD7) + np.uint64(0x9E3779B97F4A7C15)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    word ^= word >> np.uint64(31)
    return float(word >> np.uint64(11)) / 9007199254740992.0


@kernel
def meet(at: Ints, items: Ints, row: int, others_at: Ints, others: Ints, other_row: int) -> bool:
    """Whether two sorted lists have a number in common."""
    k, end = at[row], at[row + 1]
    m, other_end = others_at[other_row], others_at[other_row + 1]
    while k < end and m < other_end:
        if items[k] == others[m]:
            return True
        if items[k] < others[m]:
            k += 1
        else:
            m += 1
    return False


@kernel
def kilometres(c: Crowd, one: int, other: int) -> float:
    """How far two people live from each other, on the great circle (by the chord: exact for neighbours too)."""
    x = c.direction[one, 0] - c.direction[other, 0]
    y = c.direction[one, 1] - c.direction[other, 1]
    z = c.direction[one, 2] - c.direction[other, 2]
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(x * x + y * y + z * z) / 2))


@kernel
def likeness(c: Crowd, dimension: int, one: int, other: int) -> float:
    """From 0 (different) to 1 (alike) in one dimension, or `UNKNOWN`."""
    if dimension == TERRITORY:
        if not (c.placed[one] and c.placed[other]):
            return UNKNOWN
        return math.exp(-HALVING * kilometres(c, one, other) / c.weight[NEAR_KM])
    row, other_row = one * 4 + dimension - 1, other * 4 + dimension - 1
    if c.set_at[row] == c.set_at[row + 1] or c.set_at[other_row] == c.set_at[other_row + 1]:
        return UNKNOWN
    return 1.0 if meet(c.set_at, c.sets, row, c.set_at, c.sets, other_row) else 0.0


@kernel
def by_text(c: Crowd, cosine: float) -> float:
    """How far two texts match: 0 up to the threshold, then straight up to what texts count at most."""
    share = (cosine - c.weight[THRESHOLD]) / (c.weight[CERTAIN] - c.weight[THRESHOLD])
    return float(c.weight[TEXT] * max(0.0, min(1.0, share)))


@kernel
def tagged(c: Crowd, seeker: int, giver: int) -> bool:
    """Whether an offer of one has a tag of what the other looks for."""
    for need in range(c.need_at[seeker], c.need_at[seeker + 1]):
        for offer in range(c.offer_at[giver], c.offer_at[giver + 1]):
            if meet(c.need_tag_at, c.need_tags, need, c.offer_tag_at, c.offer_tags, offer):
                return True
    return False


@kernel
def sought(c: Crowd, seeker: int, giver: int, cosines: Singles, needs_across: bool, first: int) -> float:
    """How well the best offer of one meets a need of the other, from 0 to 1.

    `cosines`: needs × offers, or offers × needs when `needs_across`; `first`: the line of its first row.
    """
    if c.all_need_bits[seeker] & c.all_offer_bits[giver] and tagged(c, seeker, giver):
        return 1.0
    nearest = np.float32(0.0)
    for need in range(c.need_at[seeker], c.need_at[seeker + 1]):
        for offer in range(c.offer_at[giver], c.offer_at[giver + 1]):
            cosine = cosines[offer - first, need] if needs_across else cosines[need - first, offer]
            nearest = max(nearest, cosine)
    return by_text(c, nearest)


@kernel
def gained(c: Crowd, one: int, alike: tuple[float, ...], gets: float, gives: float) -> float:
    """What the other is worth to one: what one asked for in each dimension, and what goes between them."""
    sum_ = c.weight[NEED] * gets + c.weight[OFFER] * gives
    for dimension in range(5):
        if alike[dimension] != UNKNOWN:
            stance = c.stance[one, dimension]
            if stance > 0:
                sum_ += c.weight[dimension] * alike[dimension]
            elif stance < 0:
                sum_ += c.weight[dimension] * (1 - alike[dimension])
            elif dimension == COOPERATIVE:
                sum_ += c.weight[ELSEWHERE] * (1 - alike[dimension])
    return float(sum_)


@kernel
def difference(c: Crowd, alike: tuple[float, ...]) -> float:
    """In which share of what is known of both they differ; `BARRED` if not in most, nor two, or of one cooperative."""
    known, differing = 0, 0
    for dimension in range(5):
        if alike[dimension] != UNKNOWN:
            known += 1
            if dimension == TERRITORY:
                differing += alike[dimension] <= c.farthest[0]
            else:
                differing += alike[dimension] == 0.0
    if alike[COOPERATIVE] == 1.0 or differing < 2 or 2 * differing <= known:
        return BARRED
    return float(differing / known)


@kernel
def judged(c: Crowd, one: int, other: int, one_gets: float, other_gets: float) -> tuple[float, float]:
    """What a pair is worth together, and how interesting it is as an unexpected one (`BARRED`: it isn't)."""
    alike = (
        likeness(c, 0, one, other),
        likeness(c, 1, one, other),
        likeness(c, 2, one, other),
        likeness(c, 3, one, other),
        likeness(c, 4, one, other),
    )
    mine, theirs = gained(c, one, alike, one_gets, other_gets), gained(c, other, alike, other_gets, one_gets)
    luck = chance(c.seed[0], one, other)
    score = (mine + theirs) / 2 - c.weight[MUTUAL] * abs(mine - theirs) / 2 + TIE * luck
    unlike = difference(c, alike)
    if unlike > 0:
        unlike = DIFFERING * unlike + LINKED * max(one_gets, other_gets) + BY_CHANCE * luck
    return score, unlike


@kernel
def push(r: Ranks, person: int, rank: float, other: int, beside: float) -> None:
    """Keeps an other if they are among the person's best."""
    size, most = r.count[person], r.rank.shape[1]
    if size < most:
        place = size
        r.count[person] = size + 1
        while place > 0 and r.rank[person, (place - 1) // 2] > rank:
            move(r, person, (place - 1) // 2, place)
            place = (place - 1) // 2
    else:
        if most == 0 or rank <= r.rank[person, 0]:
            return
        place, below = 0, least_below(r, person, 0)
        while below >= 0 and r.rank[person, below] < rank:
            move(r, person, below, place)
            place, below = below, least_below(r, person, below)
    r.rank[person, place] = rank
    r.other[person, place] = other
    r.beside[person, place] = beside


@kernel
def least_below(r: Ranks, person: int, place: int) -> int:
    """The lesser of both places below one, or -1."""
    left = 2 * place + 1
    if left >= r.count[person]:
        return -1
    if left + 1 < r.count[person] and r.rank[person, left + 1] < r.rank[person, left]:
        return left + 1
    return left


@kernel
def move(r: Ranks, person: int, source: int, target: int) -> None:
    """Copies one place of a heap to another."""
    r.rank[person, target] = r.rank[person, source]
    r.other[person, target] = r.other[person, source]
    r.beside[person, target] = r.beside[person, source]


@kernel
def admissible(c: Crowd, marked: Ints, one: int, other: int) -> bool:
    """Whether two people may be suggested to each other; `marked`: the other holds one + 1 if barred."""
    return bool(one != other and marked[other] != one + 1 and (c.languages[one] & c.languages[other]) != np.uint64(0))


@kernel
def mark(c: Crowd, marked: Ints, one: int) -> None:
    """Marks those who are never suggested to one."""
    for k in range(c.barred_at[one], c.barred_at[one + 1]):
        marked[c.barred[k]] = one + 1


@entry
def survey(
    c: Crowd, first: int, last: int, gets: Singles, gives: Singles, marked: Ints, best: Ranks, strange: Ranks
) -> None:
    """Weighs each person from `first` up to `last` with everybody after them, and keeps the best few of both kinds.

    `gets`: cosines of the needs of these people × all offers; `gives`: of their offers × all needs.
    """
    for one in range(first, last):
        mark(c, marked, one)
        for other in range(one + 1, len(c.placed)):
            if admissible(c, marked, one, other):
                one_gets = sought(c, one, other, gets, False, c.need_at[first])
                other_gets = sought(c, other, one, gives, True, c.offer_at[first])
                score, unlike = judged(c, one, other, one_gets, other_gets)
                push(best, one, score, other, unlike)
                push(best, other, score, one, unlike)
                if unlike > 0:
                    push(strange, one, unlike, other, score)
                    push(strange, other, unlike, one, score)


@entry
def survey_one(c: Crowd, one: int, gets: Singles, gives: Singles, marked: Ints, score: Floats, unlike: Floats) -> None:
    """Weighs one person with everybody; `BARRED` where they may not be suggested."""
    mark(c, marked, one)
    for other in range(len(c.placed)):
        score[other] = unlike[other] = BARRED
        if admissible(c, marked, one, other):
            one_gets = sought(c, one, other, gets, False, c.need_at[one])
            other_gets = sought(c, other, one, gives, True, c.offer_at[one])
            score[other], unlike[other] = judged(c, one, other, one_gets, other_gets)
