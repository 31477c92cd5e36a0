"""The kernels that weigh pairs: what two people are worth to each other, and how unexpected."""

from __future__ import annotations

import math

import numpy as np

from bigre_solvers.matching.engine.arrays import (
    BARRED,
    COOPERATIVE,
    MUTUAL,
    NEED,
    OFFER,
    STEEPNESS,
    TERRITORY,
    TEXT,
    THRESHOLD,
    Crowd,
    Floats,
    Ints,
    Ranks,
    Singles,
)
from bigre_solvers.matching.engine.ranking import push
from bigre_solvers.timetable.engine.jit import entry, kernel

UNKNOWN = -1.0
SHARES = (0.0, 1.0, 1 / 2, 1 / 3, 1 / 4, 1 / 5)
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
def nearness(c: Crowd, one: int, other: int) -> float:
    """From 0 (far) to 1 (the same place), along the great circle (by the chord: exact for neighbours too)."""
    if not (c.placed[one] and c.placed[other]):
        return UNKNOWN
    x = c.direction[one, 0] - c.direction[other, 0]
    y = c.direction[one, 1] - c.direction[other, 1]
    z = c.direction[one, 2] - c.direction[other, 2]
    half = min(1.0, math.sqrt(x * x + y * y + z * z) / 2)
    angle = math.asin(half) if half > 0.05 else half + half * half * half / 6  # to a few metres
    return math.exp(-c.fading[0] * angle)


@kernel
def likeness(c: Crowd, number: int, one: int, other: int) -> float:
    """1 (something in common) or 0 (nothing) in one of the dimensions told by lists, or `UNKNOWN`."""
    signs, other_signs = c.set_bits[one, number], c.set_bits[other, number]
    if signs == np.uint64(0) or other_signs == np.uint64(0):
        return UNKNOWN
    if signs & other_signs == np.uint64(0):
        return 0.0
    return 1.0 if meet(c.set_at, c.sets, one * 4 + number, c.set_at, c.sets, other * 4 + number) else 0.0


@kernel
def by_text(c: Crowd, cosine: float) -> float:
    """How far two texts match: 0 up to the threshold, then straight up to what texts count at most."""
    return float(c.weight[TEXT] * max(0.0, min(1.0, (cosine - c.weight[THRESHOLD]) * c.weight[STEEPNESS])))


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
    return by_text(c, float(nearest))


@kernel
def gained(c: Crowd, one: int, alike: tuple[float, ...], gets: float, gives: float) -> float:
    """What the other is worth to one: what one asked for in each dimension, and what goes between them."""
    total = c.weight[NEED] * gets + c.weight[OFFER] * gives
    for dimension in range(5):
        if alike[dimension] >= 0:
            total += c.base[one, dimension] + c.slope[one, dimension] * alike[dimension]
    return float(total)


@kernel
def difference(c: Crowd, alike: tuple[float, ...]) -> float:
    """In which share of what is known of both they differ; `BARRED` if not in most, nor two, or of one cooperative."""
    known, differing = 0, 0
    for dimension in range(5):
        if alike[dimension] >= 0:
            known += 1
            limit = c.farthest[0] if dimension == TERRITORY else 0.0
            differing += alike[dimension] <= limit
    if alike[COOPERATIVE] == 1.0 or differing < 2 or 2 * differing <= known:
        return BARRED
    return float(differing * SHARES[known])


@kernel
def judged(c: Crowd, one: int, other: int, one_gets: float, other_gets: float) -> tuple[float, float]:
    """What a pair is worth together, and how interesting it is as an unexpected one (`BARRED`: it isn't)."""
    alike = (
        nearness(c, one, other),
        likeness(c, 0, one, other),
        likeness(c, 1, one, other),
        likeness(c, 2, one, other),
        likeness(c, 3, one, other),
    )
    mine, theirs = gained(c, one, alike, one_gets, other_gets), gained(c, other, alike, other_gets, one_gets)
    luck = chance(c.seed[0], one, other)
    score = (mine + theirs - c.weight[MUTUAL] * abs(mine - theirs)) * 0.5 + TIE * luck
    unlike = difference(c, alike)
    if unlike > 0:
        unlike = DIFFERING * unlike + LINKED * max(one_gets, other_gets) + BY_CHANCE * luck
    return score, unlike


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
