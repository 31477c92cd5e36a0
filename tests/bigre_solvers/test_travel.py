"""Nobody is expected on another site sooner than they can get there."""

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
    Travel,
    Window,
    check,
    solve,
)
from tests.factories.rich_problems import rich_problem, with_sites
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(512)
HILL, VALLEY = Space("barn", "Barn", site="hill"), Space("mill", "Mill", site="valley")
CHOIR = Activity("choir", "Choir", 2, pinned_space="barn", leaders=("ann",))
VISIT = Activity("visit", "Visit", 2, pinned_space="mill", leaders=("ann",))
FETE = Problem(
    60,
    (Window(8, 14),),
    (CHOIR, VISIT),
    (HILL, VALLEY),
    (Person("ann", "Ann"), Person("bob", "Bob", wishes={"choir": 1.0, "visit": 1.0})),
    travels=(Travel("valley", "hill", 2),),
)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_result_on_several_sites_passes_the_checker(seed: int) -> None:
    problem = with_sites(small_problem(seed, activities=9, spaces=4, people=7), seed)
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_every_result_that_uses_everything_passes_the_checker(seed: int) -> None:
    problem = rich_problem(seed)
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)
    assert report.unplaced == tuple(one.activity for one in result.unplaced)


def test_whoever_must_be_at_both_has_time_to_go_there() -> None:
    result = solve(FETE, SHORT, 1)
    assert sorted(placement.start for placement in result.assignment.values()) == [8, 12]
    assert len(solve(replace(FETE, blocks=(Window(8, 13),)), SHORT, 1).assignment) == 1


@pytest.mark.parametrize("pause", [0, 1])
@pytest.mark.parametrize("blocks", [(Window(8, 13),), (Window(8, 10), Window(10, 13)), (Window(8, 10), Window(11, 13))])
def test_those_who_wish_both_attend_one_when_there_is_no_time_to_travel(blocks: tuple[Window, ...], pause: int) -> None:
    choir = replace(CHOIR, leaders=(), pinned_start=8)
    visit = replace(VISIT, leaders=(), pinned_start=11)
    attended = solve(replace(FETE, activities=(choir, visit), blocks=blocks), SHORT, 1).attendance["bob"]
    assert len(attended) == 1
    near = (Travel("valley", "hill", pause),)
    attended = solve(replace(FETE, activities=(choir, visit), blocks=blocks, travels=near), SHORT, 1).attendance["bob"]
    assert attended == ("choir", "visit")


def at(choir: int, visit: int) -> Result:
    placed = {"choir": Placement(choir, "barn"), "visit": Placement(visit, "mill")}
    attendance = {"ann": ("choir", "visit"), "bob": ("visit",)}
    return Result(Status.COMPLETE, placed, attendance, {}, (), 1, 0)


def test_the_checker_finds_those_who_arrive_too_late() -> None:
    assert [(one.rule, one.culprits) for one in check(FETE, at(8, 11)).violations] == [
        ("time_to_travel", ("ann", "choir", "visit"))
    ]
    assert [one.culprits for one in check(FETE, at(11, 8)).violations] == [("ann", "visit", "choir")]
    assert check(FETE, at(8, 12)).violations == ()


def test_what_may_be_held_on_either_site_counts_as_the_farther_one() -> None:
    anywhere = replace(VISIT, pinned_space=None)
    close = replace(FETE, activities=(CHOIR, anywhere), blocks=(Window(8, 12),))
    assert len(solve(close, SHORT, 1).assignment) == 1
    assert len(solve(replace(close, travels=()), SHORT, 1).assignment) == 2
