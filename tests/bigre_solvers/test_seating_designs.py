"""Plans from algebra and symmetry: every pair meets as often as it should, and nothing is left to a list of cases."""

from collections import Counter
from itertools import combinations

import pytest

from bigre_solvers.seating import MaxIterations, check, plain_problem, solve
from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.designs.classical import affine_space, net, round_robin, seated
from bigre_solvers.seating.designs.fields import field, prime_power
from bigre_solvers.seating.designs.shape import Shape, shape_of
from bigre_solvers.seating.designs.symmetry import Rounds, Symmetry
from bigre_solvers.seating.designs.trials import abelian, trials_of, woven
from tests.factories.seating_problems import evening


def meetings(plan: Rounds) -> Counter[tuple[int, int]]:
    return Counter(pair for tables in plan for table in tables for pair in combinations(sorted(table), 2))


def everybody_sits_once(plan: Rounds, people: int) -> bool:
    return all(sorted(p for table in tables for p in table) == list(range(people)) for tables in plan)


def test_prime_powers_are_told_from_other_numbers() -> None:
    assert {q: prime_power(q) for q in (1, 2, 6, 8, 9, 12, 13)} == {
        1: None, 2: (2, 1), 6: None, 8: (2, 3), 9: (3, 2), 12: None, 13: (13, 1),
    }  # fmt: skip


@pytest.mark.parametrize("q", [2, 3, 4, 5, 7, 8, 9])
def test_a_field_adds_and_multiplies_as_fields_do(q: int) -> None:
    plus, times = field(q)
    numbers = range(q)
    assert plus[0] == list(numbers)
    assert times[1] == list(numbers)
    for a, b, c in ((a, b, c) for a in numbers for b in numbers for c in numbers):
        assert times[a][plus[b][c]] == plus[times[a][b]][times[a][c]]
    assert all(sorted(row) == list(numbers) for row in (*plus, *times[1:]))


@pytest.mark.parametrize("people", [2, 5, 8, 13])
def test_a_round_robin_pairs_everybody_once(people: int) -> None:
    plan = round_robin(people)
    assert everybody_sits_once(plan, people)
    assert set(meetings(plan).values()) == {1}
    assert len(meetings(plan)) == people * (people - 1) // 2


@pytest.mark.parametrize(("q", "dimension"), [(3, 2), (4, 2), (5, 2), (3, 3)])
def test_the_lines_of_an_affine_space_bring_everybody_together_once(q: int, dimension: int) -> None:
    people = q**dimension
    plan = affine_space(q, dimension, 100)
    assert len(plan) == (people - 1) // (q - 1)
    assert everybody_sits_once(plan, people)
    assert meetings(plan) == dict.fromkeys(combinations(range(people), 2), 1)


def test_in_a_net_nobody_meets_twice() -> None:
    plan = net(8, 5, 12)
    assert len(plan) == 8
    assert everybody_sits_once(plan, 40)
    assert set(meetings(plan).values()) == {1}


def test_leaving_people_out_keeps_every_other_meeting() -> None:
    plan = seated(affine_space(3, 2, 4), 7)
    assert everybody_sits_once(plan, 7)
    assert len(meetings(plan)) == 21


def test_the_images_of_a_round_meet_as_kinds_say() -> None:
    symmetry = Symmetry((7,), 2, 1, 1)
    kind, images = symmetry.kinds()
    plan = symmetry.whole([[[0, 1, 3], [7, 8, 12], [2, 9, 14]]], 3)
    met = {kind[pair] for pair in combinations([0, 1, 3], 2)} | {kind[pair] for pair in combinations([7, 8, 12], 2)}
    met |= {kind[pair] for pair in combinations([2, 9, 14], 2)}
    assert len(plan) == symmetry.length == 7
    assert len(meetings(plan)) == sum(int(images[k]) for k in met)


def test_rounds_of_cosets_seat_everybody_and_are_their_own_images() -> None:
    symmetry = Symmetry((6,), 2, 1, 1, (2, 3))
    first, second = symmetry.own_rounds(4)
    assert first == [[0, 2, 4], [1, 3, 5], [6, 8, 10], [7, 9, 11], [12]]
    assert second == [[0, 3, 6, 9], [1, 4, 7, 10], [2, 5, 8, 11], [12]]
    for image in symmetry.images():
        turned = {frozenset(image[p] for p in table) for table in first}
        assert turned == {frozenset(table) for table in first}


def test_all_abelian_groups_of_an_order() -> None:
    assert {order: sorted(abelian(order)) for order in (7, 8, 9)} == {
        7: [(7,)], 8: [(2, 2, 2), (2, 4), (8,)], 9: [(3, 3), (9,)],
    }  # fmt: skip


def test_trials_make_up_the_shape_and_include_plain_ones() -> None:
    shape = Shape(people=15, seats=3, tables=8, fewest=1, rounds=7)
    symmetrical, plain = trials_of(shape, shape.pairs)
    assert {trial.symmetry.length for trial in (*symmetrical, *plain)} == {7}
    assert all(trial.symmetry.points >= 15 for trial in symmetrical)
    assert [(trial.symmetry.order, trial.tables) for trial in plain] == [(1, 5), (1, 6)]
    assert set(woven(symmetrical, plain)) == {*symmetrical, *plain}


def test_only_plain_problems_have_a_shape() -> None:
    plain = plain_problem(9, 3, 4)
    assert shape_of(plain, Acquaintances(plain)) == Shape(9, 3, 5, 1, 4)
    uneven = evening(5, 2, 3, 2)
    assert shape_of(uneven, Acquaintances(uneven)) is None


@pytest.mark.parametrize(("people", "seats", "rounds"), [(9, 3, 4), (27, 3, 13), (16, 4, 5), (13, 2, 13), (4, 2, 3)])
def test_algebra_alone_brings_everybody_together(people: int, seats: int, rounds: int) -> None:
    problem = plain_problem(people, seats, rounds)
    result = solve(problem, MaxIterations(0), 1)
    assert (result.pairs, check(problem, result).violations) == (people * (people - 1) // 2, ())


@pytest.mark.parametrize(("people", "seats", "rounds"), [(15, 3, 7), (18, 3, 9), (10, 4, 4), (19, 7, 4)])
def test_short_searches_bring_everybody_together(people: int, seats: int, rounds: int) -> None:
    problem = plain_problem(people, seats, rounds)
    result = solve(problem, MaxIterations(1_500_000), 1)
    assert (result.pairs, check(problem, result).violations) == (people * (people - 1) // 2, ())
