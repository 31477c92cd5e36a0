"""What makes a seating problem contradictory, each culprit named in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import isfinite

from bigre_solvers.seating.parties import Party, parties_of
from bigre_solvers.seating.problem import Problem, Round, Weights
from bigre_solvers.seating.sizes import fullest_sizes


def errors_in(problem: Problem) -> list[str]:
    """Every contradiction of the problem; what follows from several rules is looked at once each makes sense alone."""
    first = [*duplicate_keys(problem), *unknown_references(problem), *numbers_out_of_range(problem)]
    return first or [*pins_that_contradict(problem), *rounds_that_cannot_be(problem)]


def duplicate_keys(problem: Problem) -> Iterator[str]:
    """No two people, rounds, or tables of a round share a key."""
    yield from _twice("person", (person.key for person in problem.people))
    yield from _twice("round", (one.key for one in problem.rounds))
    for one in problem.rounds:
        yield from _twice(f"round {one.key!r}: table", (table.key for table in one.tables))


def _twice(kind: str, keys: Iterable[str]) -> Iterator[str]:
    return (f"{kind} key {key!r} is used {times} times" for key, times in Counter(keys).items() if times > 1)


def unknown_references(problem: Problem) -> Iterator[str]:
    """Every key named somewhere is the key of something, and pairs are two different people."""
    people = {person.key for person in problem.people}
    tables = {one.key: {table.key for table in one.tables} for one in problem.rounds}
    for one in problem.rounds:
        yield from _unknown(f"round {one.key!r}: absent person", sorted(one.absent), people)
    for keys in problem.together:
        yield from _unknown("together: person", keys, people)
    for name in ("apart", "met", "suggested"):
        for pair in getattr(problem, name):
            yield from _unknown(f"{name}: person", pair, people)
            if pair[0] == pair[1]:
                yield f"{name}: {pair[0]!r} is paired with themselves"
    for pin in problem.pins:
        yield from _unknown("pin: person", (pin.person,), people)
        yield from _unknown("pin: round", (pin.round,), tables)
        yield from _unknown(f"pin in round {pin.round!r}: table", (pin.table,), tables.get(pin.round, {pin.table}))


def _unknown(where: str, keys: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    return (f"{where} {key!r} doesn't exist" for key in keys if key not in known)


def numbers_out_of_range(problem: Problem) -> Iterator[str]:
    """Tables have at least one seat and don't ask for more people than that; weights are 0 or more."""
    for one in problem.rounds:
        for table in one.tables:
            if table.seats < 1 or not 0 <= table.fewest <= table.seats:
                yield (
                    f"round {one.key!r}: table {table.key!r} takes from {table.fewest} to {table.seats} people: "
                    "write at least 1 seat and no more people than seats"
                )
    for name in Weights.__dataclass_fields__:
        weight = getattr(problem.weights, name)
        if not (isfinite(weight) and weight >= 0):
            yield f"the weight of {name} is {weight}: it must be 0 or more"


def pins_that_contradict(problem: Problem) -> Iterator[str]:
    """Nobody is pinned where they are absent, nor at two tables of a round."""
    absent = {one.key: one.absent for one in problem.rounds}
    where: dict[tuple[str, str], str] = {}
    for pin in problem.pins:
        if pin.person in absent[pin.round]:
            yield f"{pin.person!r} is pinned in round {pin.round!r} and absent then"
        other = where.setdefault((pin.person, pin.round), pin.table)
        if other != pin.table:
            yield f"{pin.person!r} is pinned at both {other!r} and {pin.table!r} in round {pin.round!r}"


def rounds_that_cannot_be(problem: Problem) -> Iterator[str]:
    """In each round there are seats for all, a table for each party, and peace inside each."""
    apart = {frozenset(pair) for pair in problem.apart}
    for one in problem.rounds:
        parties = parties_of(problem, one)
        present = sum(len(party.people) for party in parties)
        if fullest_sizes(present, one.tables) is None:
            seats = sum(table.seats for table in one.tables)
            where = f"its {len(one.tables)} tables ({seats} seats)"
            yield f"round {one.key!r}: {present} people can't be split over {where}"
        for party in parties:
            yield from _party_that_cannot_be(problem, one, party, apart)


def _party_that_cannot_be(problem: Problem, one: Round, party: Party, apart: set[frozenset[str]]) -> Iterator[str]:
    keys = [problem.people[k].key for k in party.people]
    names = " and ".join(map(repr, keys))
    if not party.tables:
        yield f"round {one.key!r}: no table suits {names} (seats, features, pins)"
    for pair in sorted(apart, key=sorted):
        if pair <= set(keys):
            yield f"round {one.key!r}: {' and '.join(map(repr, sorted(pair)))} must sit together and apart"
