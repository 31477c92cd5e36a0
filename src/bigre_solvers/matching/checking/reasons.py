"""Whether a reason is true for who reads it, fact by fact."""

from __future__ import annotations

from bigre_solvers.matching.checking.worth import Worth
from bigre_solvers.matching.result import Kind, Reason

TOLERANCE = 1e-4


def is_true(worth: Worth, one: int, other: int, reason: Reason) -> bool:
    """Whether what a reason says of the other holds for one, and weighs what it says."""
    kind = str(reason.kind)
    if reason.kind is Kind.SHARED_LANGUAGE:
        spoken = worth.people[one].languages & worth.people[other].languages
        return reason.language in spoken and reason.weight == 0
    if reason.kind is Kind.LITTLE_TOLD:
        return reason.weight == 0
    if reason.kind in (Kind.NEAR, Kind.FAR):
        return distance_is_true(worth, one, other, reason)
    if reason.kind in (Kind.THEY_OFFER_WHAT_YOU_SEEK, Kind.THEY_SEEK_WHAT_YOU_OFFER):
        return exchange_is_true(worth, one, other, reason)
    sort, dimension = kind.split("_")
    return list_is_true(worth, one, other, reason, dimension, same=sort == "same")


def list_is_true(worth: Worth, one: int, other: int, reason: Reason, dimension: str, *, same: bool) -> bool:
    """They share the number (or have none in common), and one didn't ask for the contrary of what they are told."""
    mine, theirs = worth.numbers(one, dimension), worth.numbers(other, dimension)
    stance = getattr(worth.people[one].stances, dimension)
    full = getattr(worth.weights, dimension)
    if same:
        return reason.of in mine & theirs and stance != "unlike" and reason.weight == (full if stance == "like" else 0)
    mild = worth.weights.elsewhere if dimension == "cooperative" and stance == "either" else 0
    due = full if stance == "unlike" else mild
    return bool(mine and theirs and not mine & theirs) and reason.of is None and reason.weight == due


def distance_is_true(worth: Worth, one: int, other: int, reason: Reason) -> bool:
    """The distance is right, and near or far."""
    km, alike = worth.km(one, other), worth.alike("territory", one, other)
    if km is None or alike is None or reason.km is None or abs(km - reason.km) > 0.5 + TOLERANCE:
        return False
    stance, full = worth.people[one].stances.territory, worth.weights.territory
    if reason.kind is Kind.NEAR:
        due = full * alike if stance == "like" else 0
        return km <= worth.weights.near_km and stance != "unlike" and abs(reason.weight - due) < TOLERANCE
    due = full * (1 - alike) if stance == "unlike" else 0
    return km >= worth.weights.far_km and abs(reason.weight - due) < TOLERANCE


def exchange_is_true(worth: Worth, one: int, other: int, reason: Reason) -> bool:
    """The offer meets the need by the tag named or by its text, and no other pair of lines does better."""
    wanted = reason.kind is Kind.THEY_OFFER_WHAT_YOU_SEEK
    seeker, giver = (one, other) if wanted else (other, one)
    needs, offers = worth.people[seeker].needs, worth.people[giver].offers
    if reason.need is None or reason.offer is None:
        return False
    if not (0 <= reason.need < len(needs) and 0 <= reason.offer < len(offers)):
        return False
    common = needs[reason.need].tags & offers[reason.offer].tags
    match = worth.match(seeker, reason.need, giver, reason.offer)
    tagged = reason.tag in common if common else reason.tag is None
    due = match * (worth.weights.need if wanted else worth.weights.offer)
    best = abs(match - worth.gets(seeker, giver)) < TOLERANCE
    return tagged and match > 0 and best and abs(due - reason.weight) < TOLERANCE
