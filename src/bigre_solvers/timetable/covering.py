"""The smallest set of constraints that forbids everything: minimum set cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

EFFORT = 0.1
LARGEST = 2_000


def smallest_cover(rows: Iterable[frozenset[int]], costs: Sequence[int]) -> tuple[frozenset[int], bool]:
    """The columns of least cost that meet every row (none is empty), and whether that is proven to be least.

    Exact, by constraint programming, within a small deterministic effort; else what was found greedily.
    """
    left = without_supersets(set(rows))
    chosen = {column for row in left if len(row) == 1 for column in row}
    left = [row for row in left if not row & chosen]
    if not left:
        return frozenset(chosen), True
    if len(left) > LARGEST:
        return frozenset(chosen | greedy(left, costs)), False
    more, exact = by_constraints(left, costs)
    return frozenset(chosen | more), exact


def without_supersets(rows: set[frozenset[int]]) -> list[frozenset[int]]:
    """The rows that contain no other: whoever meets these meets all."""
    kept: list[int] = []
    by_size = sorted(rows, key=lambda row: (len(row), sorted(row)))
    if len(by_size) > LARGEST:
        return by_size
    words = [sum(1 << column for column in row) for row in by_size]
    found = []
    for row, word in zip(by_size, words, strict=True):
        if not any(word & one == one for one in kept):
            kept.append(word)
            found.append(row)
    return found


def greedy(rows: Sequence[frozenset[int]], costs: Sequence[int]) -> set[int]:
    """Takes, again and again, the column that meets the most rows left; the cheapest among equals."""
    left, chosen = list(rows), set[int]()
    while left:
        met: dict[int, int] = {}
        for row in left:
            for column in row:
                met[column] = met.get(column, 0) + 1
        best = min(met, key=lambda column: (-met[column], costs[column], column))
        chosen.add(best)
        left = [row for row in left if best not in row]
    return chosen


def by_constraints(rows: Sequence[frozenset[int]], costs: Sequence[int]) -> tuple[set[int], bool]:
    """The least cost by CP-SAT, never more than greedily, and whether it is proven."""
    from ortools.sat.python import cp_model  # takes a second to import

    model = cp_model.CpModel()
    taken = {column: model.new_bool_var("") for column in sorted(frozenset().union(*rows))}
    for row in rows:
        model.add_bool_or(taken[column] for column in sorted(row))
    model.minimize(sum(costs[column] * variable for column, variable in taken.items()))
    guess = greedy(rows, costs)
    for column, variable in taken.items():
        model.add_hint(variable, column in guess)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return guess, False
    found = {column for column, variable in taken.items() if solver.value(variable)}
    best = min(guess, found, key=lambda columns: sum(costs[column] for column in columns))
    return best, status == cp_model.OPTIMAL
