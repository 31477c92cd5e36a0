"""In which order proposals are shown to whoever tells wishes: the least seen first, so that early ones gain nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b


def least_seen_first(sightings: Mapping[int, int], *, seen: Collection[int], salt: str) -> list[int]:
    """Ids of proposals, `sightings` telling how many people were shown each.

    Those that this person has not seen come first, among them those that fewest have seen; what is equal is shuffled
    by `salt`, which differs from person to person, so that no title and no date decides.
    """
    known = frozenset(seen)
    return sorted(sightings, key=lambda one: (one in known, sightings[one], _lot(one, salt)))


def _lot(proposal: int, salt: str) -> bytes:
    return blake2b(f"{salt}:{proposal}".encode(), digest_size=8).digest()
