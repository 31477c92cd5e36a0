"""Nobody attends the same thing twice, and a wish for any of several repeats is one wish."""

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
    Window,
    check,
    solve,
)
from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.attending import put_right
from tests.factories.rich_problems import with_groups
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(1024)
MORNING, NOON = Window(8, 10), Window(11, 13)
WALKS = (Activity("walk1", "Walk", 2, seats=1), Activity("walk2", "Walk", 2, seats=1))
TALE = Activity("tale", "Tale", 2, pinned_start=8)
HIKERS = (
    Person("ann", "Ann", wishes={"walk1": 2.0, "walk2": 2.0, "tale": 1.0}),
    Person("bob", "Bob", wishes={"walk1": 1.0, "walk2": 1.0}),
)
OUTING = Problem(
    60, (MORNING, NOON), (*WALKS, TALE), (Space("s1", "S1"), Space("s2", "S2")), HIKERS, repeats=(("walk1", "walk2"),)
)
BOTH = {"walk1": Placement(8, "s1"), "walk2": Placement(11, "s1")}


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_result_with_repeats_passes_the_checker(seed: int) -> None:
    problem = with_groups(small_problem(seed, activities=9, spaces=3, people=7), seed, "repeats")
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_goes_to_the_repeat_that_leaves_them_time_for_the_rest(seed: int) -> None:
    pinned = tuple(replace(walk, pinned_start=start) for walk, start in zip(WALKS, (8, 11), strict=True))
    result = solve(replace(OUTING, activities=(*pinned, TALE)), SHORT, seed)
    assert result.attendance == {"ann": ("tale", "walk2"), "bob": ("walk1",)}
    assert result.costs["wishes"] == 0.0


def test_at_the_end_someone_changes_repeats_to_make_room_for_another_wish() -> None:
    placed = {**BOTH, "tale": Placement(8, "s2")}
    alone = replace(OUTING, people=HIKERS[:1])
    assert put_right(alone, placed, {"ann": ("walk1",)}) == {"ann": ("tale", "walk2")}


def test_at_the_end_nobody_keeps_two_repeats_or_takes_a_seat_that_is_not_there() -> None:
    alone = replace(OUTING, activities=(WALKS[0], replace(WALKS[1], seats=0), TALE))
    assert put_right(alone, BOTH, {"ann": ("walk1", "walk2"), "bob": ()}) == {"ann": ("walk1",), "bob": ()}


def attending(*keys: str) -> Result:
    return Result(Status.PARTIAL, BOTH, {"ann": keys}, {}, (), 1, 0)


def test_the_checker_finds_whoever_attends_twice_without_leading() -> None:
    assert [one.rule for one in check(OUTING, attending("walk1", "walk2")).violations] == ["one_of_the_repeats"]
    assert check(OUTING, attending("walk2")).violations == ()
    led = replace(OUTING, activities=(replace(WALKS[0], leaders=("ann",)), *OUTING.activities[1:]))
    assert check(led, attending("walk1", "walk2")).violations == ()


def test_a_wish_for_several_repeats_counts_once_with_the_greatest_weight() -> None:
    keen = Person("ann", "Ann", wishes={"walk1": 1.0, "walk2": 3.0, "tale": 2.0})
    problem = replace(OUTING, people=(keen,))
    costs = weighted_costs(problem, BOTH, {"ann": ("walk1",)})
    assert costs["wishes"] == pytest.approx(2 / 2)
    assert weighted_costs(problem, BOTH, {})["wishes"] == pytest.approx((3 + 2) / 2)
    assert check(problem, attending("walk1")).costs["wishes"] == pytest.approx(2 / 2)


def test_someone_required_at_one_repeat_goes_to_no_other() -> None:
    bound = Person("ann", "Ann", wishes={"walk2": 1.0}, required=("walk1",))
    result = solve(replace(OUTING, people=(bound,)), SHORT, 1)
    assert (result.attendance["ann"], result.costs["wishes"]) == (("walk1",), 0.0)
