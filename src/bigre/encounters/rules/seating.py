"""Who is there for a round, who moves together, who meets whom, and why a table can't take somebody."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import combinations, islice

type Pair = tuple[int, int]
type Stretch = tuple[datetime, datetime]

# People change tables on the clock of the dining hall.
STEP = timedelta(minutes=5)


def is_there(presences: Sequence[Stretch], starts_at: datetime) -> bool:
    """Whether somebody is there when a round begins; no presence at all means the whole edition."""
    return not presences or any(begins <= starts_at < ends for begins, ends in presences)


def sittings_of(starts_at: datetime, ends_at: datetime, count: int) -> list[Stretch]:
    """A meal in so many parts, one after another, as equal as whole steps of five minutes allow."""
    steps = (ends_at - starts_at) / STEP / count
    ends = [*(starts_at + round(steps * number) * STEP for number in range(1, count)), ends_at]
    return list(zip([starts_at, *ends[:-1]], ends, strict=True))


def companies(parties: Iterable[Iterable[int]], present: Iterable[int]) -> dict[int, frozenset[int]]:
    """Person → who of those present they stay with, themselves included; parties that share somebody are one."""
    company = {person: frozenset({person}) for person in present}
    for party in parties:
        members = [person for person in party if person in company]
        whole = frozenset[int]().union(*(company[person] for person in members))
        for person in whole:
            company[person] = whole
    return company


def pairs_at(tables: Iterable[Iterable[int]]) -> set[Pair]:
    """Who shares one of these tables, as pairs in order."""
    return {pair for people in tables for pair in combinations(sorted(people), 2)}


def across(pairs: Iterable[Pair], group_of: Mapping[int, str]) -> int:
    """How many of the pairs are of two groups; somebody without one is of another group than anybody."""
    return sum(not group_of.get(one) or group_of.get(one) != group_of.get(other) for one, other in pairs)


def table_label(number: int, name: str) -> str:
    """What a table is called in a sentence: « 12 », « 12 (Terrasse) »."""
    return f"{number} ({name})" if name else str(number)


def group_count(people: int, size: int) -> int:
    """As few groups as can be of `size` at most; pairs take a third in rather than leave somebody alone."""
    return min(-(-people // size), max(1, people // 2))


def group_sizes(people: int, size: int) -> list[int]:
    """How many go to each group, as equally as can be, the larger ones first."""
    return even_sizes(people, group_count(people, size))


def even_sizes(people: int, count: int) -> list[int]:
    """People split into so many groups, as equally as can be, the larger ones first."""
    return [people // count + (number < people % count) for number in range(count)]


def free_numbers(taken: Iterable[int], count: int) -> list[int]:
    """The lowest numbers from 1 with which there are `count` in all; none when there are as many already."""
    used = set(taken)
    free = (number for number in range(1, count + len(used) + 1) if number not in used)
    return list(islice(free, max(0, count - len(used))))


class Refusal(Enum):
    """Why a table can't take people. There is no other reason, least of all whom somebody would rather avoid."""

    FULL = "full"
    NOT_ACCESSIBLE = "not_accessible"


def why_not(*, seats: int, accessible: bool, taken: int, coming: int, need_access: bool) -> Refusal | None:
    """Why a table where `taken` people sit can't take those `coming`; None when it can."""
    if need_access and not accessible:
        return Refusal.NOT_ACCESSIBLE
    return Refusal.FULL if taken + coming > seats else None


def is_settled(published_at: datetime | None, starts_at: datetime, now: datetime) -> bool:
    """Whether people have sat down already at a table that they were told of: nothing moves there any more."""
    return published_at is not None and starts_at <= now


def is_open(rounds: Iterable[datetime], now: datetime) -> bool:
    """Whether one may still say that one comes, or doesn't: the last of the rounds that begin then hasn't begun."""
    return any(now < starts_at for starts_at in rounds)
