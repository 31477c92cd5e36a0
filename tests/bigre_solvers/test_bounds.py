"""Bounds hold: no complete result is ever cheaper, and they are exact where that can be seen by hand."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.peer import Peer, solve_as_peer
from bigre_solvers.timetable import (
    Activity,
    MaxIterations,
    MaxSeconds,
    Person,
    Pool,
    Problem,
    Space,
    Weights,
    WhenAsked,
    Window,
    check,
)
from bigre_solvers.timetable.bounds import lower_bound, lower_bounds, share_of_the_possible
from bigre_solvers.timetable.bounds.places import places_of
from bigre_solvers.timetable.bounds.relaxation import Pricing, relaxed
from bigre_solvers.timetable.bounds.sets import best_set
from bigre_solvers.timetable.bounds.tick import NO_TOLL
from bigre_solvers.timetable.bounds.tolls import tighten
from bigre_solvers.timetable.bounds.worth import worth_of
from tests.factories.timetable_problems import bigre_shaped, small_problem

SEEDS = st.integers(0, 10_000)
ROUNDS = MaxIterations(120)
WISHES_ONLY = Weights(1.0, 0.0, 0.0, 0.0)


def optimum(problem: Problem) -> float | None:
    """The least cost of a result with nothing left out, None where there is none (proven by the peer)."""
    result, bound = solve_as_peer(problem, 60, 1, 1)
    assert result is not None
    assert bound is not None
    report = check(problem, result)
    assert report.valid
    if len(result.assignment) < len(problem.activities):
        return None
    assert sum(report.costs.values()) == pytest.approx(bound, abs=1e-4)
    return sum(report.costs.values())


def tiny(seed: int) -> Problem:
    """A problem that the peer solves to the end in no time."""
    return small_problem(seed, activities=4, spaces=2, people=5)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_no_complete_result_costs_less_than_the_bound(seed: int) -> None:
    problem = tiny(seed)
    least = optimum(problem)
    bound = lower_bound(problem, ROUNDS)
    assert bound >= 0
    assert least is None or bound <= least + 1e-6


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_bound_holds_however_early_it_is_stopped(seed: int) -> None:
    problem = tiny(seed)
    least = optimum(problem)
    for rounds in (0, 1, 2, 7):
        assert least is None or lower_bound(problem, MaxIterations(rounds)) <= least + 1e-6


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.sampled_from(["conflicts", "spaces", "people"]))
def test_relaxing_never_raises_a_proven_optimum(seed: int, what: str) -> None:
    problem = tiny(seed)
    relaxations = {
        "conflicts": replace(problem, conflicts=(), precedences=()),
        "spaces": replace(problem, spaces=tuple(replace(one, availability=None) for one in problem.spaces)),
        "people": replace(problem, people=tuple(replace(one, availability=None) for one in problem.people)),
    }
    least, less = optimum(problem), optimum(relaxations[what])
    assert least is None or (less is not None and less <= least + 1e-6)


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_same_rounds_prove_the_same(seed: int) -> None:
    problem = small_problem(seed, activities=9, spaces=3, people=8)
    assert lower_bounds(problem, ROUNDS) == lower_bounds(problem, ROUNDS)


def one_hour(*people: Person, activities: int = 2, seats: int | None = None, spaces: int = 2) -> Problem:
    """Activities of an hour in a single hour."""
    return Problem(
        60,
        (Window(9, 10),),
        tuple(Activity(f"a{number}", f"A{number}", 1, seats=seats) for number in range(activities)),
        tuple(Space(f"s{number}", f"S{number}") for number in range(spaces)),
        people,
        weights=WISHES_ONLY,
    )


def wisher(key: str, **wishes: float) -> Person:
    """Someone with wishes."""
    return Person(key, key.title(), wishes=wishes)


def test_whoever_wishes_two_things_at_the_same_hour_misses_the_lesser() -> None:
    problem = one_hour(wisher("alice", a0=2.0, a1=1.0), wisher("bob", a0=1.0))
    assert lower_bounds(problem, ROUNDS)["wishes"] == pytest.approx(0.5)


def test_seats_that_do_not_suffice_are_missed() -> None:
    people = [wisher(f"p{number}", a0=1.0) for number in range(5)]
    assert lower_bound(one_hour(*people, seats=2), ROUNDS) == pytest.approx(3.0, abs=0.05)


def test_without_clash_or_crowd_nothing_is_proven_to_be_missed() -> None:
    assert lower_bound(one_hour(wisher("alice", a0=2.0), wisher("bob", a1=1.0)), ROUNDS) == 0.0


def test_a_large_space_serves_only_one_activity_at_a_time() -> None:
    people = [wisher(f"p{number}", **{f"a{number % 2}": 1.0}) for number in range(8)]
    problem = replace(one_hour(*people), spaces=(Space("hall", "Hall", 4), Space("hut", "Hut", 1)))
    assert lower_bound(problem, MaxIterations(400)) == pytest.approx(3.0, abs=0.05)


def test_repeats_grant_a_wish_once_and_alternatives_only_what_is_held() -> None:
    problem = one_hour(wisher("alice", a0=1.0, a1=1.0), wisher("bob", a1=1.0))
    repeats = replace(problem, repeats=(("a0", "a1"),))
    alternatives = replace(problem, alternatives=(("a0", "a1"),))
    assert lower_bound(repeats, ROUNDS) == 0.0
    assert lower_bound(alternatives, ROUNDS) == pytest.approx(0.5, abs=0.01)


def test_the_worst_off_cost_at_least_their_share_of_all_shortfalls() -> None:
    problem = one_hour(*(wisher(f"p{number}", a0=1.0, a1=1.0) for number in range(10)))
    fair = replace(problem, weights=replace(WISHES_ONLY, wishes=0.0, worst_off=1.0))
    assert lower_bound(problem, ROUNDS) == pytest.approx(5.0, abs=0.01)
    assert lower_bound(fair, ROUNDS) == pytest.approx(0.5, abs=0.01)


def test_equipment_that_only_one_can_have_keeps_activities_apart() -> None:
    problem = one_hour(wisher("alice", a0=1.0), wisher("bob", a1=1.0))
    needy = tuple(replace(one, equipment={"beamer": 1}) for one in problem.activities)
    (moment,) = relaxed_pricings(replace(problem, activities=needy, pools=(Pool("beamer", "Beamer", 1),)))
    assert moment.tick.hall_size.tolist() == [1]


def test_misfit_is_exact_where_each_space_is_needed_once() -> None:
    crowd = tuple(replace(one, audience=10) for one in one_hour().activities)
    problem = replace(
        one_hour(),
        activities=crowd,
        spaces=(Space("s0", "S0", 10), Space("s1", "S1", 20)),
        weights=Weights(0.0, 0.0, 0.0, 1.0),
    )
    assert lower_bounds(problem, ROUNDS) == {"wishes": 0.0, "room_fit": pytest.approx(0.5)}


def test_what_is_possible_is_measured_from_granting_nothing() -> None:
    problem = one_hour(wisher("alice", a0=1.0), wisher("bob", a1=1.0))
    assert share_of_the_possible(problem, 0.5, 0.0) == 0.75
    assert share_of_the_possible(problem, 3.0, 0.0) == 0.0
    assert share_of_the_possible(one_hour(), 0.0, 0.0) == 1.0


def test_a_problem_like_bigre_is_bounded_well_within_the_time() -> None:
    problem = bigre_shaped(1, activities=40, people=80)
    bounds = lower_bounds(problem, MaxSeconds(3))
    assert bounds["room_fit"] > 0
    assert lower_bounds(problem, WhenAsked(lambda: True))["wishes"] == 0.0


def relaxed_pricings(problem: Problem) -> tuple[Pricing, ...]:
    """The moments of a problem."""
    places = places_of(problem)
    return relaxed(problem, places, worth_of(problem, places)).pricings


def value_of(one: Pricing, price: list[int], rows: list[int]) -> int | None:
    """The value of a set, plainly; None for one that is forbidden."""
    tick = one.tick
    if len(rows) > tick.rooms or len({tick.activity[row] for row in rows}) < len(rows):
        return None
    for row in rows:
        if set(tick.foe[tick.foe_at[row] : tick.foe_at[row + 1]]) & set(rows):
            return None
    for hall, most in enumerate(tick.hall_size):
        if sum(hall in tick.hall[tick.hall_at[row] : tick.hall_at[row + 1]] for row in rows) > most:
            return None
    musts = {person for row in rows for person in tick.must[tick.must_at[row] : tick.must_at[row + 1]]}
    most_wished: dict[int, int] = {}
    for row in rows:
        for k in range(tick.comer_at[row], tick.comer_at[row + 1]):
            person = int(tick.comer[k])
            most_wished[person] = max(most_wished.get(person, 0), int(one.worth[k]))
    return sum(worth for person, worth in most_wished.items() if person not in musts) - sum(price[row] for row in rows)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_best_set_is_the_best_of_all_sets_and_tolls_bound_it(seed: int) -> None:
    chance = np.random.default_rng(seed)
    for one in relaxed_pricings(small_problem(seed, activities=6, spaces=3, people=6)):
        rows = range(len(one.rows))
        price = chance.integers(-(10**11), 10**12, len(one.rows))
        subsets = ([row for row in rows if taken[row]] for taken in product((0, 1), repeat=len(one.rows)))
        values = (value_of(one, price.tolist(), subset) for subset in subsets)
        best = max(value for value in values if value is not None)
        one.tolls.slack[:], one.tolls.paid[0] = NO_TOLL >> 10, NO_TOLL
        assert best_set(one.tick, one.worth, price, one.dive, one.tolls, 10**6, 0, one.chosen)[:2] == (best, best)
        assert tighten(one.tick, one.worth, price, one.dive, 0, one.tolls) >= best
        found, bound, _ = best_set(one.tick, one.worth, price, one.dive, one.tolls, 10**6, 0, one.chosen)
        assert (found, bound) == (best, best)
        assert best_set(one.tick, one.worth, price, one.dive, one.tolls, 1, 0, one.chosen)[1] >= best


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_the_peer_keeps_every_rule(seed: int) -> None:
    problem = small_problem(seed, activities=6, spaces=2, people=6)
    result, _ = solve_as_peer(problem, 20, seed, 1)
    assert result is not None
    assert check(problem, result).violations == ()


def test_the_peer_has_one_variable_for_whether_each_activity_is_held() -> None:
    problem = one_hour(wisher("alice", a0=1.0))
    peer = Peer(problem)
    peer.build()
    assert set(peer.placed) == {"a0", "a1"}
