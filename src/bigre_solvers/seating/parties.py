"""Who moves as one: in each round, those present who must sit together, and the tables that suit all of them."""

from __future__ import annotations

from dataclasses import dataclass

from bigre_solvers.seating.problem import Problem, Round, Table


@dataclass(frozen=True, slots=True)
class Party:
    """People (by number) who sit together in one round, and the tables (by number in the round) where they may."""

    people: tuple[int, ...]
    tables: tuple[int, ...]


def parties_of(problem: Problem, one: Round) -> list[Party]:
    """The parties of a round, by their first person."""
    everywhere = tuple(range(len(one.tables)))
    pins = {pin.person: pin.table for pin in problem.pins if pin.round == one.key}
    smallest = min((table.seats for table in one.tables), default=0)
    parties = []
    for people in companies(problem, one):
        needs = frozenset[str]().union(*(problem.people[k].needs for k in people))
        pinned = {pins[problem.people[k].key] for k in people if problem.people[k].key in pins}
        free = not needs and not pinned and len(people) <= smallest
        suiting = (
            everywhere if free else tuple(k for k in everywhere if suits(one.tables[k], len(people), needs, pinned))
        )
        parties.append(Party(people, suiting))
    return parties


def companies(problem: Problem, one: Round) -> list[tuple[int, ...]]:
    """Those present, split into the smallest sets that no `together` crosses."""
    number = {person.key: k for k, person in enumerate(problem.people)}
    leader = {k: k for k, person in enumerate(problem.people) if person.key not in one.absent}
    for keys in problem.together:
        present = [number[key] for key in keys if number[key] in leader]
        merged = {leader[k] for k in present}
        if len(merged) > 1:
            first = min(merged)
            leader = {k: first if led in merged else led for k, led in leader.items()}
    sets: dict[int, list[int]] = {}
    for k in sorted(leader):
        sets.setdefault(leader[k], []).append(k)
    return [tuple(people) for people in sets.values()]


def suits(table: Table, size: int, needs: frozenset[str], pinned: set[str]) -> bool:
    """Whether a table is large enough for a company, has what they need, and is where those pinned are pinned."""
    return size <= table.seats and needs <= table.features and pinned <= {table.key}
