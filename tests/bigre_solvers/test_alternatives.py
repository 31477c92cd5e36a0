"""Of alternatives exactly one is held; the others are neither held nor left out."""

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
from bigre_solvers.timetable.engine.annealing import Search
from bigre_solvers.timetable.engine.compiled import compile_problem
from bigre_solvers.timetable.engine.timetable import judge
from tests.factories.rich_problems import with_groups
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(512)
INDOORS, OUTDOORS, TALE = (Activity(key, key.title(), 2) for key in ("indoors", "outdoors", "tale"))
EVENING = Problem(
    60,
    (Window(18, 22),),
    (INDOORS, OUTDOORS, TALE),
    (Space("hall", "Hall"),),
    (Person("ann", "Ann", wishes={"outdoors": 1.0, "tale": 1.0}),),
    alternatives=(("indoors", "outdoors"),),
)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_result_with_alternatives_passes_the_checker(seed: int) -> None:
    problem = with_groups(small_problem(seed, activities=9, spaces=2, people=6), seed, "alternatives")
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.unplaced == tuple(one.activity for one in result.unplaced)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_total_kept_move_by_move_is_the_total_judged_afresh(seed: int) -> None:
    problem = with_groups(small_problem(seed, activities=9, spaces=2, people=6), seed, "alternatives")
    search = Search(compile_problem(problem), len(problem.blocks), seed)
    search.build(MaxIterations(256), None)
    search.improve(MaxIterations(256), None)
    parts, unplaced = judge(search.arrays, search.state, search.scratch)
    a = search.arrays
    possible = {int(a.stands_for[n]) for n, count in enumerate(a.rules.start_at[1:] - a.rules.start_at[:-1]) if count}
    impossible = len(set(a.stands_for.tolist())) - len(possible)
    assert search.state.total[0] == pytest.approx(sum(parts.values()) + a.unplaced_cost * (unplaced - impossible))


def test_the_one_that_is_wished_is_held_and_nothing_is_left_out() -> None:
    result = solve(EVENING, SHORT, 1)
    assert (result.status, result.unplaced) == (Status.COMPLETE, ())
    assert set(result.assignment) == {"outdoors", "tale"}
    assert set(result.attendance["ann"]) == {"outdoors", "tale"}


def test_the_one_that_can_be_held_is() -> None:
    shut = replace(OUTDOORS, features=frozenset({"sun"}))
    assert set(solve(replace(EVENING, activities=(INDOORS, shut, TALE)), SHORT, 1).assignment) == {"indoors", "tale"}


def test_when_none_can_be_held_the_first_is_left_out_with_reasons() -> None:
    nowhere = tuple(replace(one, features=frozenset({"sun"})) for one in (INDOORS, OUTDOORS))
    result = solve(replace(EVENING, activities=(*nowhere, TALE)), SHORT, 1)
    assert (result.status, [one.activity for one in result.unplaced]) == (Status.PARTIAL, ["indoors"])
    assert result.unplaced[0].reasons


def test_a_pinned_alternative_is_the_one_held() -> None:
    pinned = replace(INDOORS, pinned_start=19)
    result = solve(replace(EVENING, activities=(pinned, OUTDOORS, TALE), blocks=(Window(18, 23),)), SHORT, 1)
    assert result.assignment == {"indoors": Placement(19, "hall"), "tale": Placement(21, "hall")}


def test_the_checker_finds_two_alternatives_held() -> None:
    both = {"indoors": Placement(18, "hall"), "outdoors": Placement(20, "hall")}
    report = check(replace(EVENING, all_required=True), Result(Status.PARTIAL, both, {}, {}, (), 1, 0))
    assert [one.rule for one in report.violations] == ["one_of_the_alternatives", "none_left_out"]
    assert report.unplaced == ("tale",)


def test_a_wish_is_granted_by_the_alternative_that_is_held_if_it_is_the_one_wished() -> None:
    keen = Person("ann", "Ann", wishes={"indoors": 1.0, "outdoors": 3.0, "tale": 1.0})
    problem = replace(EVENING, people=(keen,))
    held = {"indoors": Placement(18, "hall")}
    assert weighted_costs(problem, held, {"ann": ("indoors",)})["wishes"] == pytest.approx((3 + 1) / 3)
    report = check(problem, Result(Status.PARTIAL, held, {"ann": ("indoors",)}, {}, (), 1, 0))
    assert report.costs["wishes"] == pytest.approx((3 + 1) / 3)
    assert set(solve(problem, SHORT, 1).assignment) == {"outdoors", "tale"}
