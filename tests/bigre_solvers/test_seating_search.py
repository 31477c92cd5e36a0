"""The compiled moves do what their plain twin does, and keep every count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.seating import Problem
from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.engine.arrays import Hall, State
from bigre_solvers.seating.engine.compiled import hall_of
from bigre_solvers.seating.engine.memory import new_state, seeded
from bigre_solvers.seating.engine.search import anneal
from bigre_solvers.seating.engine.twin import Twin
from bigre_solvers.seating.parties import parties_of
from bigre_solvers.seating.starting import by_constraints, first_tables
from bigre_solvers.timetable.engine.twin_moves import Chance
from tests.factories.seating_problems import busy_evening, evening


def started(problem: Problem, seed: int) -> tuple[Hall, State, list[int]]:
    known = Acquaintances(problem)
    parties = [parties_of(problem, one) for one in problem.rounds]
    hall, met = hall_of(problem, known, parties)
    chance = np.random.default_rng(seed)
    starts = [first_tables(problem, known, one, own, chance) for one, own in zip(problem.rounds, parties, strict=True)]
    at = hall.first + np.array([table for tables in starts for table in tables], np.int32)
    return hall, new_state(hall, at, met, seed), met.tolist()


def seated(state: State) -> list[list[int]]:
    return [row[:count].tolist() for row, count in zip(state.row, state.units, strict=True)]


def assert_moves_as_its_twin(problem: Problem, seed: int, moves: int = 30) -> None:
    hall, state, met = started(problem, seed)
    twin = Twin(hall, seated(state), met, Chance(int(seeded(seed)[0])))
    for _ in range(moves):
        anneal(hall, state, 1, 0.5, -1.0)
        twin.move(0.5)
        assert seated(state) == twin.tables
        assert state.cost[0] == pytest.approx(twin.cost())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_a_move_does_what_its_twin_does_whatever_the_rules(seed: int) -> None:
    assert_moves_as_its_twin(busy_evening(seed), seed)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_a_move_does_what_its_twin_does_where_tables_have_free_seats(seed: int) -> None:
    assert_moves_as_its_twin(evening(7, 2, 4, 3, 3), seed)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_after_many_moves_all_counts_are_those_of_a_fresh_count(seed: int) -> None:
    problem = busy_evening(seed)
    hall, state, met = started(problem, seed)
    anneal(hall, state, 2000, 0.5, -1.0)
    fresh = new_state(hall, state.at, np.array(met), seed)
    assert state.met.tolist() == fresh.met.tolist()
    assert not hall.fairness or state.news.tolist() == fresh.news.tolist()
    assert state.load.tolist() == fresh.load.tolist()
    assert state.cost[0] == pytest.approx(fresh.cost[0])
    assert new_state(hall, state.best, np.array(met), seed).cost[0] == pytest.approx(state.cost[1])


def test_the_search_stops_at_its_target() -> None:
    hall, state, _ = started(evening(4, 3, 2, 2), 1)
    assert anneal(hall, state, 100_000, 0.3, 0.2) < 100_000
    assert state.cost[1] <= 0.2


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_constraint_programming_seats_a_round_by_all_its_rules(seed: int) -> None:
    problem = busy_evening(seed)
    known = Acquaintances(problem)
    for one in problem.rounds:
        parties = parties_of(problem, one)
        tables = by_constraints(one, parties, known.apart)
        assert all(table in party.tables for table, party in zip(tables, parties, strict=True))
        for k, place in enumerate(one.tables):
            people = [p for party, table in zip(parties, tables, strict=True) if table == k for p in party.people]
            assert not people or place.fewest <= len(people) <= place.seats
            assert not known.apart[people][:, people].any()
