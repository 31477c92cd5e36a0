"""People, pairs and choices as flat arrays: names and shapes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]

TERRITORY, TRADE, WAY, SECTOR, COOPERATIVE = range(5)  # columns of `base` and `slope`, in the order of `Dimension`
NEED, OFFER, MUTUAL, TEXT, THRESHOLD, STEEPNESS = range(6)  # places in `weight`
BARRED = -1.0  # the score of a pair that is never suggested
EARTH_KM = 6371.0088


class Crowd(NamedTuple):
    """People. Lists of each are rows of one flat array, that of row r from `…_at[r]` up to `…_at[r + 1]`, sorted."""

    base: Floats  # person × dimension: what somebody wholly different is worth
    slope: Floats  # person × dimension: what somebody wholly alike is worth beyond that
    languages: Words  # person: a bit each, all bits for who names none
    placed: Flags  # person: whether we know where they live
    direction: Floats  # person × 3: where they live, as a unit vector
    set_at: Ints  # row: person × 4 + number of the list
    sets: Ints  # trades, ways, sectors and cooperatives
    set_bits: Words  # person × number of the list: a few bits, to tell quickly that they have nothing in common
    barred_at: Ints
    barred: Ints  # person: people never suggested to them
    offer_at: Ints  # person → their rows among offers
    need_at: Ints
    all_offer_bits: Words  # person: a few bits of the tags of all their offers, to tell quickly that none is equal
    all_need_bits: Words
    offer_tag_at: Ints
    offer_tags: Ints
    need_tag_at: Ints
    need_tags: Ints
    weight: Floats
    fading: Floats  # one number: by which power nearness falls with the angle
    farthest: Floats  # one number: likeness of two places at the distance where territories differ
    seed: Words  # one word


class Ranks(NamedTuple):
    """The best few others of each person, as heaps (the least first): those of highest `rank`."""

    kept: Ints  # person: how many
    least: Floats  # person: what another must exceed to be kept; apart, as it is read for every pair
    rank: Floats  # person × place
    other: Ints
    beside: Floats  # the other measure of the same pair


class Ties(NamedTuple):
    """Pairs that may be chosen, in an order, and those of each person, sorted by the other."""

    one: Ints
    other: Ints
    score: Floats
    at: Ints  # person → their rows in the next two
    to: Ints  # the other person
    tie: Ints  # the pair
    most: Floats  # person: the score of their best


class Choice(NamedTuple):
    """Which ties are chosen: at most `room` for each person."""

    chosen: Flags  # tie
    room: Ints  # person
    taken: Ints  # person: chosen so far
    held: Ints  # person × place → tie
