"""Every choice keeps every rule; small ones are the best there are; the same seed chooses the same."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.matching import InvalidProblem, Lack, Person, Problem, Result, Shortage, check, solve
from tests.factories.matching_problems import NAMES, network, random_vectors, small_world

SEEDS = st.integers(0, 10_000)
RULES = st.sampled_from(
    [
        {},
        {"per_person": 1, "fewest": 1, "most": 2, "surprise": False},
        {"per_person": 2, "fewest": 2, "most": 2},
        {"fewest": 3, "most": 3},
        {"fewest": 0, "per_person": 2, "most": 5},
    ]
)


def suggested_to(result: Result, people: int) -> list[set[int]]:
    return [{one.other(person) for one in result.of(person)} for person in range(people)]


def best_value(problem: Problem) -> float:
    """The most that usual suggestions can be worth with `per_person` for each at most, by trying everything."""
    pairs = list(combinations(range(len(problem.people)), 2))
    wide = len(problem.people) - 1
    every = solve(replace(problem, per_person=wide, fewest=0, most=wide, surprise=False), 1)
    score = {one.pair: one.score for one in every.suggestions}
    assert all(pair in score for pair in pairs if score.get(pair, 0.0) > 0)

    def best(k: int, room: tuple[int, ...]) -> float:
        if k == len(pairs):
            return 0.0
        one, other = pairs[k]
        without = best(k + 1, room)
        if pairs[k] not in score or not (room[one] and room[other]):
            return without
        left = tuple(room[person] - (person in pairs[k]) for person in range(len(room)))
        return max(without, score[pairs[k]] + best(k + 1, left))

    return best(0, (problem.per_person,) * len(problem.people))


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 11), RULES, st.booleans())
def test_every_choice_passes_the_checker(seed: int, people: int, rules: dict[str, Any], by_text: bool) -> None:
    problem = small_world(seed, people, **rules)
    vectors = random_vectors(problem, seed) if by_text else None
    assert check(problem, solve(problem, seed, vectors), vectors).violations == ()


def test_a_whole_network_passes_the_checker_and_comes_near_its_bound() -> None:
    problem = network(120, seed=1)
    vectors = random_vectors(problem, seed=1, dimensions=16)
    result = solve(problem, 1, vectors)
    assert check(problem, result, vectors).violations == ()
    assert {len(one) for one in suggested_to(result, 120)} <= {2, 3, 4}
    assert all(any(one.unexpected for one in result.of(person)) for person in range(120))
    assert result.value >= 0.97 * result.bound


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(2, 6), st.integers(1, 2))
def test_few_people_are_matched_as_well_as_can_be(seed: int, people: int, usual: int) -> None:
    problem = small_world(seed, people, per_person=usual, fewest=0, most=usual, surprise=False)
    best, result = best_value(problem), solve(problem, seed)
    assert result.value >= 0.95 * best - 1e-5
    assert result.bound >= best - 1e-3


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_same_seed_gives_the_same_suggestions_on_any_number_of_cores(seed: int) -> None:
    problem = small_world(seed, 10)
    assert solve(problem, seed, cores=1) == solve(problem, seed, cores=2)


def test_blocks_of_people_give_what_one_core_gives() -> None:
    problem = network(300, seed=2)
    assert solve(problem, 1, cores=1) == solve(problem, 1, cores=2)


def test_another_seed_surprises_otherwise() -> None:
    problem = network(60, seed=1)
    assert solve(problem, 1).suggestions != solve(problem, 2).suggestions


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_barring_a_pair_that_was_not_suggested_changes_nothing_for_the_rest(seed: int) -> None:
    problem = small_world(seed, 9, surprise=False)
    result = solve(problem, 1)
    given_ = {one.pair for one in result.suggestions}
    left = [pair for pair in combinations(range(9), 2) if pair not in given_]
    if not left:
        return
    one, other = left[seed % len(left)]
    after = solve(replace(problem, forbidden=(*problem.forbidden, (NAMES[other], NAMES[one]))), 1)
    assert after.bound <= result.bound + 1e-3
    assert all((one, other) != each.pair for each in after.suggestions)


def test_nobody_is_suggested_to_everybody_however_wanted() -> None:
    # Everybody looks for what alice alone offers.
    wanted = network(1, seed=1).people[0].offers[:1]
    cast = tuple(Person(name, offers=wanted if name == "alice" else (), needs=wanted) for name in NAMES)
    problem = Problem(cast, per_person=2, fewest=1, most=3, surprise=False)
    partners = suggested_to(solve(problem, 1), len(cast))
    assert len(partners[0]) <= 3
    assert min(map(len, partners)) >= 1


def test_somebody_makes_room_for_who_would_be_left_alone() -> None:
    # Dana knows everybody but alice; alice, bob and charlie would be a full circle.
    problem = Problem(
        tuple(Person(name) for name in NAMES[:4]),
        known=(("dana", "bob"), ("charlie", "dana")),
        per_person=2,
        fewest=1,
        most=2,
        surprise=False,
    )
    result = solve(problem, 1)
    assert suggested_to(result, 4)[3] == {0}
    assert result.shortages == ()


@pytest.mark.parametrize(
    ("rules", "people", "lack"),
    [
        ({}, (Person("dana", languages=frozenset({"nl"})),), Lack.ALONE),
        ({"known": (("alice", "dana"), ("dana", "bob"))}, (Person("dana"),), Lack.ALL_MET),
        ({"known": (("alice", "dana"),), "forbidden": (("bob", "dana"),)}, (Person("dana"),), Lack.ALL_MET),
        ({"past": (("alice", "dana"), ("bob", "dana"))}, (Person("dana"),), Lack.ALL_MET),
    ],
)
def test_who_has_too_few_is_told_why_and_not_who_said_no(
    rules: dict[str, Any], people: tuple[Person, ...], lack: Lack
) -> None:
    cast = tuple(Person(name, languages=frozenset({"fr"})) for name in NAMES[:2])
    problem = Problem((*cast, *people), per_person=1, fewest=1, most=1, surprise=False, **rules)
    assert solve(problem, 1).shortages == (Shortage(2, lack),)


def test_when_all_are_taken_that_is_said() -> None:
    # Three people, one suggestion each: one of them stays alone.
    problem = Problem(tuple(Person(name) for name in NAMES[:3]), per_person=1, fewest=1, most=1, surprise=False)
    assert [one.lack for one in solve(problem, 1).shortages] == [Lack.ALL_TAKEN]
    assert solve(replace(problem, most=2), 1).shortages == ()


def test_nobody_at_all_is_fine() -> None:
    assert solve(Problem(()), 1) == Result((), (), 0.0, 0.0, 0.0, 1)


@pytest.mark.parametrize(
    ("vectors", "complaint"),
    [
        (np.zeros((3, 4), np.float32), "vectors have the shape (3, 4): give one for each of the 2 lines"),
        (np.zeros((2, 4), np.float32), "a vector isn't of length 1: divide each by its length"),
    ],
)
def test_vectors_that_do_not_belong_to_the_lines_are_refused(
    vectors: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", complaint: str
) -> None:
    line = network(1, seed=1).people[0].offers[0]
    problem = Problem((Person("alice", offers=(line,), needs=(line,)),))
    with pytest.raises(InvalidProblem) as refused:
        solve(problem, 1, vectors)
    assert refused.value.errors == (complaint,)
