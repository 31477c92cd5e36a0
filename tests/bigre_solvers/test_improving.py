"""A timetable that exists is bettered by moves that are worth it; it never gets worse, and pins stay."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import Activity, MaxIterations, Person, Placement, Problem, Space, Window, attend, check
from bigre_solvers.timetable.improving import LOOK, PRICE, improve, rank
from tests.factories.changed_timetables import published
from tests.factories.rich_problems import rich_problem


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 100_000))
def test_whatever_it_starts_from_it_breaks_no_rule_and_ends_no_worse(seed: int) -> None:
    problem = rich_problem(seed)
    before = published(problem, seed)
    start = attend(problem, before, seed)
    found = improve(problem, before, MaxIterations(2 * LOOK), seed)
    assert check(problem, found).violations == ()
    assert rank(problem, found, before) <= rank(problem, start, before)


def two_at_once(fans: int = 2) -> Problem:
    """Two activities in two spaces and two hours, that some wish both."""
    keys = ("a", "b")
    return Problem(
        tick_minutes=60,
        blocks=(Window(0, 2),),
        activities=tuple(Activity(key, key, 1) for key in keys),
        spaces=(Space("s", "s", 10), Space("t", "t", 10)),
        people=tuple(Person(f"p{n}", f"p{n}", wishes=dict.fromkeys(keys, 1.0)) for n in range(fans)),
    )


TOGETHER = {"a": Placement(0, "s"), "b": Placement(0, "t")}


def test_a_move_that_lets_people_have_both_is_made_and_nothing_else_moves() -> None:
    found = improve(two_at_once(), TOGETHER, MaxIterations(5 * LOOK), seed=1)
    assert sorted(place.start for place in found.assignment.values()) == [0, 1]
    assert sum(found.assignment[key] != TOGETHER[key] for key in TOGETHER) == 1


def test_a_move_that_brings_nothing_is_not_made() -> None:
    found = improve(two_at_once(fans=0), TOGETHER, MaxIterations(5 * LOOK), seed=1)
    assert found.assignment == TOGETHER


def test_what_is_pinned_stays_and_what_has_no_place_gets_one() -> None:
    problem = two_at_once()
    held = replace(problem.activities[0], pinned_start=0, pinned_space="s")
    problem = replace(problem, activities=(held, problem.activities[1]))
    found = improve(problem, {"a": TOGETHER["a"]}, MaxIterations(5 * LOOK), seed=1)
    assert found.assignment["a"] == TOGETHER["a"]
    assert found.assignment["b"].start == 1


def test_it_stops_at_once_when_there_is_no_time() -> None:
    found = improve(two_at_once(), TOGETHER, MaxIterations(0), seed=1)
    assert (found.assignment, found.iterations) == (TOGETHER, 0)


@pytest.mark.parametrize(("moved", "price"), [(0, 0.0), (1, PRICE)])
def test_each_move_away_from_the_draft_weighs_its_price(moved: int, price: float) -> None:
    problem = two_at_once(fans=0)
    other = {**TOGETHER, "b": Placement(moved, "t")}
    left_out, weighed = rank(problem, attend(problem, other), TOGETHER)
    assert left_out == 0
    assert weighed == pytest.approx(attend(problem, other).cost + price)
