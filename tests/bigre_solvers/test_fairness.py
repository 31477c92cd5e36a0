"""The worst-off tenth of people and of groups costs what they miss; the search weighs it move by move."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    MaxIterations,
    Person,
    Placement,
    Problem,
    Result,
    Space,
    Status,
    Weights,
    Window,
    check,
    solve,
)
from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.annealing import Search
from bigre_solvers.timetable.engine.arrays import Fairness
from bigre_solvers.timetable.engine.compiled import compile_problem
from bigre_solvers.timetable.engine.fairness import both_tenths
from bigre_solvers.timetable.engine.memory import new_grants
from bigre_solvers.timetable.engine.timetable import judge
from bigre_solvers.timetable.shares import worst_tenth_cost
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(512)


def fair_problem(seed: int, people: int = 12) -> Problem:
    """A small problem where the worst-off people and groups count."""
    problem = small_problem(seed, activities=8, spaces=3, people=people)
    grouped = tuple(replace(one, group=("", "north", "south")[n % 3]) for n, one in enumerate(problem.people))
    return replace(problem, people=grouped, weights=Weights(worst_off=2.0, worst_off_groups=1.5))


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_every_fair_result_passes_the_checker(seed: int) -> None:
    problem = fair_problem(seed)
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_total_kept_move_by_move_counts_unfairness_as_judged_afresh(seed: int) -> None:
    problem = fair_problem(seed)
    search = Search(compile_problem(problem), len(problem.blocks), seed)
    search.build(MaxIterations(256), None)
    search.improve(MaxIterations(256), None)
    parts, unplaced = judge(search.arrays, search.state, search.scratch)
    impossible = int((np.diff(search.arrays.rules.start_at) == 0).sum())
    expected = sum(parts.values()) + search.arrays.unplaced_cost * (unplaced - impossible)
    assert search.state.total[0] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fractions(0, 1, max_denominator=12), max_size=80))
def test_the_kernel_sums_the_worst_tenth_as_its_twin_does(shortfalls: list[float]) -> None:
    values = np.array([float(one) for one in shortfalls])
    people, nobody = np.arange(len(values), dtype=np.int32), np.zeros(0, np.int32)
    fairness = Fairness(1.0, 0.0, np.ones(len(values)), people, people, nobody, True)
    grants = new_grants(fairness, 1)
    grants.missed[:] = values
    assert both_tenths(fairness, grants) == pytest.approx((worst_tenth_cost(values.tolist()), 0.0))


def lonely_wishes(weights: Weights) -> Problem:
    """One start for two activities in conflict: eight people wish the first, one wishes nothing but the second."""
    many = tuple(Person(f"p{n}", "", wishes={"first": 1.0, "other": 1.0}) for n in range(8))
    return Problem(
        60,
        (Window(8, 10), Window(10, 11)),
        (
            Activity("first", "First", 2),
            Activity("second", "Second", 2),
            Activity("other", "Other", 1),
        ),
        (Space("hall", "Hall"),),
        (*many, Person("last", "", wishes={"second": 1.0})),
        conflicts=(("first", "second"),),
        weights=weights,
    )


def test_without_a_weight_the_many_win_and_with_one_nobody_is_forgotten() -> None:
    assert "first" in solve(lonely_wishes(Weights()), SHORT, 1).assignment
    assert "second" in solve(lonely_wishes(Weights(worst_off=20.0)), SHORT, 1).assignment


PAIR = Problem(
    60,
    (Window(8, 12),),
    (Activity("choir", "Choir", 2), Activity("walk", "Walk", 2)),
    (Space("hall", "Hall"),),
    (
        Person("ann", "Ann", wishes={"choir": 3.0, "walk": 1.0}, group="north"),
        Person("bob", "Bob", wishes={"choir": 1.0}, group="north"),
        Person("cy", "Cy", wishes={"walk": 1.0}, group="south"),
        Person("dee", "Dee", group="west"),
    ),
    weights=Weights(worst_off=1.0, worst_off_groups=10.0),
)


def test_shortfalls_are_shares_of_weight_and_groups_take_the_mean_of_those_who_wish() -> None:
    assignment = {"choir": Placement(8, "hall"), "walk": Placement(10, "hall")}
    attendance = {"ann": ("walk",), "cy": ("walk",)}
    costs = weighted_costs(PAIR, assignment, attendance)
    assert (costs["worst_off"], costs["worst_off_groups"]) == pytest.approx((1.0, 10 * (0.75 + 1.0) / 2))
    result = Result(Status.COMPLETE, assignment, attendance, costs, (), 1, 0)
    assert check(PAIR, result).violations == ()


def test_of_eleven_people_the_two_worst_off_count() -> None:
    people = tuple(Person(f"p{n}", "", wishes={"choir": 1.0}) for n in range(11))
    problem = replace(PAIR, people=people)
    assert weighted_costs(problem, {}, {})["worst_off"] == 2.0
    assert check(problem, Result(Status.PARTIAL, {}, {}, {}, (), 1, 0)).costs["worst_off"] == 2.0


def test_at_weight_zero_nothing_of_fairness_is_kept() -> None:
    search = Search(compile_problem(replace(fair_problem(1), weights=Weights())), 3, 1)
    assert (search.scratch.grants.kept.size, search.scratch.grants.granted.size) == (0, 0)
