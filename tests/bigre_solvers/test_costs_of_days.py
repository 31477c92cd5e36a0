"""What the days of people cost: ends of days, long runs and lonely days, counted over what they must attend."""

from dataclasses import replace

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
from tests.factories.slot_problems import DAYS_ONLY
from tests.factories.timetable_problems import small_problem

ONCE = Weights(0.0, 0.0, 0.0, 0.0, end_of_day=1.0, long_runs=1.0, lonely_days=1.0)
# Two blocks on the first day, one on the second, and one past midnight of the third.
BLOCKS = (Window(8, 12), Window(14, 18), Window(33, 36), Window(70, 74))
SPACES = tuple(Space(key, key) for key in ("bar", "pines", "attic"))


def costs_of(*placed: tuple[int, int], leads: bool = False, weights: Weights = ONCE) -> dict[str, float]:
    """What Alice's duties cost, each given by start and duration; the checker must agree."""
    keys = [f"a{number}" for number in range(len(placed))]
    leaders = ("alice",) if leads else ()
    activities = tuple(Activity(key, key, one[1], leaders=leaders) for key, one in zip(keys, placed, strict=True))
    people = (Person("alice", "Alice", required=() if leads else tuple(keys)), Person("bob", "Bob", wishes={"a0": 1.0}))
    problem = Problem(60, BLOCKS, activities, SPACES, people, weights=weights)
    assignment = {key: Placement(one[0], "bar") for key, one in zip(keys, placed, strict=True)}
    attendance = {"alice": tuple(keys), "bob": ("a0",)}
    costs = weighted_costs(problem, assignment, attendance)
    assert check(problem, Result(Status.COMPLETE, assignment, attendance, {}, (), 0, 0)).costs == costs
    return costs


def cost(end_of_day: float, long_runs: float, lonely_days: float) -> dict[str, float]:
    return {"end_of_day": end_of_day, "long_runs": long_runs, "lonely_days": lonely_days}


@pytest.mark.parametrize("leads", [True, False])
@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ([(8, 1), (10, 1)], cost(0, 0, 0)),
        ([(8, 1)], cost(0, 0, 1)),
        ([(8, 1), (33, 2)], cost(0, 0, 2)),
        ([(8, 1), (9, 1)], cost(0, 0, 0)),
        ([(8, 1), (9, 1), (10, 1)], cost(0, 1, 0)),
        ([(8, 1), (9, 2), (11, 1), (14, 1)], cost(0, 1, 0)),
        ([(8, 1), (9, 1), (10, 1), (11, 1)], cost(0, 2, 0)),
        ([(11, 1), (17, 1)], cost(1, 0, 0)),  # the end of a block is the end of the day only for the last
        ([(14, 1), (16, 2), (34, 2), (33, 1)], cost(2, 0, 0)),
        ([(70, 1), (71, 1), (72, 1), (73, 1)], cost(0, 0, 0)),  # midnight is a break, and no block ends there
    ],
)
def test_days_cost_what_they_should(placed: list[tuple[int, int]], leads: bool, expected: dict[str, float]) -> None:
    assert costs_of(*placed, leads=leads) == expected


def test_each_criterion_has_its_weight_and_one_without_weight_is_not_listed() -> None:
    weights = Weights(0.0, 0.0, 0.0, 0.0, long_runs=3.0, lonely_days=0.5)
    assert costs_of((8, 1), (9, 1), (10, 1), (33, 1), weights=weights) == {"long_runs": 3.0, "lonely_days": 0.5}


def test_wishes_are_no_duties() -> None:
    activity = Activity("a", "A", 1)
    problem = Problem(60, BLOCKS, (activity,), SPACES, (Person("bob", "Bob", wishes={"a": 1.0}),), weights=ONCE)
    assert weighted_costs(problem, {"a": Placement(17, "bar")}, {"bob": ("a",)}) == cost(0, 0, 0)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_checker_counts_the_same_in_problems_of_every_kind(seed: int) -> None:
    problem = small_problem(seed, activities=9, people=8)
    people = tuple(replace(person, required=tuple(list(person.wishes)[:1])) for person in problem.people)
    seatless = tuple(replace(activity, seats=None) for activity in problem.activities)
    daily = replace(problem, weights=replace(DAYS_ONLY, wishes=1.0), people=people, activities=seatless)
    result = solve(daily, MaxIterations(256), seed)
    assignment, attendance = result.assignment, result.attendance
    report = check(daily, Result(Status.PARTIAL, assignment, attendance, {}, (), 0, 0))
    assert report.costs == pytest.approx(weighted_costs(daily, assignment, attendance))
