"""A seating problem that contradicts itself is refused, each culprit named; bounds hold for what is left."""

from dataclasses import replace
from typing import Any

import pytest

from bigre_solvers.seating import InvalidProblem, Person, Pin, Problem, Round, Table, bound_of, plain_problem
from bigre_solvers.seating.bounds import EVERYBODY, PEOPLE, TABLES, even_pairs
from bigre_solvers.seating.problem import Weights
from bigre_solvers.seating.sizes import fullest_sizes, pairs_in
from tests.factories.seating_problems import evening, meals, people

FOUR = evening(4, 1, 2, 2)


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"people": people(4) + people(1)}, ["person key 'alice' is used 2 times"]),
        ({"rounds": FOUR.rounds * 2}, ["round key 'meal0' is used 2 times"]),
        ({"rounds": meals(1, Table("t", 2), Table("t", 2))}, ["round 'meal0': table key 't' is used 2 times"]),
        ({"apart": (("alice", "zoe"),)}, ["apart: person 'zoe' doesn't exist"]),
        ({"met": (("bob", "bob"),)}, ["met: 'bob' is paired with themselves"]),
        ({"together": (("alice", "zoe"),)}, ["together: person 'zoe' doesn't exist"]),
        (
            {"pins": (Pin("zoe", "meal9", "t0"),)},
            ["pin: person 'zoe' doesn't exist", "pin: round 'meal9' doesn't exist"],
        ),
        ({"pins": (Pin("bob", "meal0", "t9"),)}, ["pin in round 'meal0': table 't9' doesn't exist"]),
        (
            {"rounds": meals(1, Table("t", 0, 0))},
            ["round 'meal0': table 't' takes from 0 to 0 people: write at least 1 seat and no more people than seats"],
        ),
        ({"weights": Weights(across=-1.0)}, ["the weight of across is -1.0: it must be 0 or more"]),
        (
            {"rounds": (replace(FOUR.rounds[0], absent=frozenset({"bob"})),), "pins": (Pin("bob", "meal0", "t0"),)},
            ["'bob' is pinned in round 'meal0' and absent then"],
        ),
        (
            {"rounds": meals(1, Table("t0", 3, 1)), "pins": ()},
            ["round 'meal0': 4 people can't be split over its 1 tables (3 seats)"],
        ),
        (
            {"rounds": meals(1, Table("t0", 3, 3), Table("t1", 3, 3))},
            ["round 'meal0': 4 people can't be split over its 2 tables (6 seats)"],
        ),
        (
            {"people": (*people(3), Person("dana", needs=frozenset({"ramp"})))},
            ["round 'meal0': no table suits 'dana' (seats, features, pins)"],
        ),
        (
            {"together": (("alice", "bob"),), "pins": (Pin("alice", "meal0", "t0"), Pin("bob", "meal0", "t1"))},
            ["round 'meal0': no table suits 'alice' and 'bob' (seats, features, pins)"],
        ),
        (
            {"together": (("alice", "bob"),), "apart": (("bob", "alice"),)},
            ["round 'meal0': 'alice' and 'bob' must sit together and apart"],
        ),
    ],
)
def test_contradictions_are_named(change: dict[str, Any], errors: list[str]) -> None:
    with pytest.raises(InvalidProblem) as refused:
        replace(FOUR, **change)
    assert list(refused.value.errors) == errors


def test_somebody_pinned_twice_in_a_round_is_named_first() -> None:
    with pytest.raises(InvalidProblem) as refused:
        replace(FOUR, pins=(Pin("bob", "meal0", "t0"), Pin("bob", "meal0", "t1")))
    assert refused.value.errors[0] == "'bob' is pinned at both 't0' and 't1' in round 'meal0'"


def test_plain_problems_need_somebody_somewhere_sometime() -> None:
    with pytest.raises(InvalidProblem, match="0 people, tables of 4, 5 rounds: each must be at least 1"):
        plain_problem(0, 4, 5)


@pytest.mark.parametrize(
    ("count", "tables", "sizes"),
    [
        (10, ((8, 1), (8, 1)), [2, 8]),
        (10, ((8, 3), (8, 3)), [3, 7]),
        (10, ((4, 2), (4, 2), (4, 2)), [2, 4, 4]),
        (6, ((8, 2), (8, 2)), [0, 6]),
        (0, ((8, 2),), [0]),
        (9, ((8, 2),), None),
        (1, ((8, 2),), None),
    ],
)
def test_the_sizes_that_hold_most_pairs(
    count: int, tables: tuple[tuple[int, int], ...], sizes: list[int] | None
) -> None:
    found = fullest_sizes(count, tuple(Table(f"t{k}", seats, fewest) for k, (seats, fewest) in enumerate(tables)))
    assert (sorted(found) if found is not None else None) == sizes


def test_pairs_of_sizes() -> None:
    assert (pairs_in((4, 3, 1)), even_pairs(10, 4), even_pairs(3, 5)) == (9, 8, 0)


def test_the_bound_is_everybody_once_there_are_meals_enough() -> None:
    assert (bound_of(plain_problem(9, 3, 4)).pairs, bound_of(plain_problem(9, 3, 9)).reason) == (36, EVERYBODY)


def test_the_bound_is_what_tables_hold() -> None:
    bound = bound_of(plain_problem(250, 8, 12))
    assert (bound.pairs, bound.value, bound.reason) == (12 * (31 * 28 + 1), 12 * (31 * 28 + 1), TABLES)


def test_the_bound_is_what_people_have_beside_them() -> None:
    # Bob meets everybody there in his only meal: at later meals the others can't make up for it.
    rounds = (
        Round("r0", (Table("t0", 2), Table("t1", 2, 1)), absent=frozenset({"dana"})),
        Round("r1", (Table("t0", 3), Table("t1", 3, 1)), absent=frozenset({"bob", "charlie"})),
    )
    problem = Problem(people(4), rounds)
    assert (bound_of(problem).pairs, bound_of(problem).reason) == (2, TABLES)
    alone = replace(problem, met=(("alice", "bob"), ("alice", "charlie"), ("alice", "dana")))
    assert (bound_of(alone).pairs, bound_of(alone).reason) == (1, EVERYBODY)
    assert PEOPLE == "people have no more seats beside them"


def test_groups_larger_than_the_number_of_tables_meet_their_own() -> None:
    problem = replace(evening(6, 1, 3, 3), people=people(6, alice="a", bob="a", charlie="a", dana="a"))
    bound = bound_of(problem)
    assert (bound.pairs, bound.value) == (6, 4 * 1.0 + 2 * 0.25)
