"""Problems made of equal slots: every rule is kept, what is left out is said, and a known optimum is found."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    MaxIterations,
    MaxSeconds,
    NoStart,
    Person,
    PersonBusy,
    Placement,
    Pool,
    Problem,
    Progress,
    Result,
    Space,
    Status,
    Unplaced,
    Weights,
    WhenAsked,
    Window,
    check,
    solve,
)
from bigre_solvers.timetable.engine.slots.fitting import fits
from bigre_solvers.timetable.problem import Travel, fitting_starts
from tests.factories.slot_problems import DAYS_ONLY, slot_problem
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(5000)


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_every_result_passes_the_checker(seed: int) -> None:
    problem = slot_problem(seed, activities=14)
    assert fits(problem)
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)
    assert report.unplaced == tuple(one.activity for one in result.unplaced)
    assert all(one.reasons for one in result.unplaced)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_same_seed_and_iterations_give_the_same_result(seed: int) -> None:
    problem = slot_problem(seed)
    assert solve(problem, SHORT, seed) == solve(problem, SHORT, seed)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_pinned_stays_pinned_or_is_left_out_but_never_elsewhere(seed: int) -> None:
    free = slot_problem(seed)
    found = solve(free, SHORT, seed).assignment
    pins = dict(list(found.items())[:3])
    activities = tuple(
        replace(a, pinned_start=pins[a.key].start, pinned_space=pins[a.key].space) if a.key in pins else a
        for a in free.activities
    )
    again = solve(replace(free, activities=activities), SHORT, seed + 1).assignment
    assert {key: place for key, place in again.items() if key in pins and place != pins[key]} == {}


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_where_not_everything_fits_what_is_pinned_comes_first(seed: int) -> None:
    activities = tuple(Activity(f"a{number}", "", 1) for number in range(9))
    pinned = (Activity("p", "", 1, pinned_start=9), Activity("q", "", 1, pinned_start=10, pinned_space="s0"))
    spaces = (Space("s0", "S0"), Space("s1", "S1"))
    problem = Problem(60, (Window(8, 12),), (*activities, *pinned), spaces, weights=DAYS_ONLY)
    result = solve(problem, SHORT, seed)
    assert (len(result.assignment), result.assignment["p"].start) == (8, 9)
    assert result.assignment["q"] == Placement(10, "s0")


def timetables(problem: Problem) -> Iterator[Result]:
    """Every complete timetable of a tiny problem with one space too many, so that any order of spaces will do."""
    options = [fitting_starts(problem, activity) for activity in problem.activities]
    for starts in product(*options):
        taken = [starts[:number].count(start) for number, start in enumerate(starts)]
        if max(taken) < len(problem.spaces):
            places = (Placement(start, problem.spaces[n].key) for start, n in zip(starts, taken, strict=True))
            assignment = dict(zip((a.key for a in problem.activities), places, strict=True))
            attendance = {p.key: p.required for p in problem.people}
            result = Result(Status.COMPLETE, assignment, attendance, {}, (), 0, 0)
            if check(problem, result).valid:
                yield result


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_optimum_of_tiny_problems_is_found_and_never_beaten(seed: int) -> None:
    problem = slot_problem(seed, activities=4, people=4, rules=0.0)
    problem = replace(
        problem,
        activities=tuple(replace(a, leaders=()) for a in problem.activities),
        spaces=tuple(Space(f"s{n}", f"S{n}") for n in range(4)),
        blocks=(Window(8, 11), Window(33, 36)),
    )
    least = min(sum(check(problem, result).costs.values()) for result in timetables(problem))
    assert solve(problem, MaxIterations(30_000), seed).cost == pytest.approx(least)


ALICE = Person("alice", "Alice", required=("a", "b", "c"))
BAR = Space("bar", "Bar", 10)


def day(*blocks: Window, people: tuple[Person, ...] = (ALICE,), **parts: Any) -> Problem:
    activities = tuple(Activity(key, key.upper(), 1) for key in "abc")
    usual = {"activities": activities, "spaces": (BAR,), "people": people, "weights": DAYS_ONLY}
    return Problem(60, blocks, **{**usual, **parts})


def test_a_day_with_room_for_a_break_costs_nothing() -> None:
    result = solve(day(Window(8, 13)), MaxIterations(20_000), 1)
    assert sorted(place.start for place in result.assignment.values()) in ([8, 9, 11], [8, 10, 11])
    assert result.costs == {"end_of_day": 0.0, "long_runs": 0.0, "lonely_days": 0.0}
    assert result.status is Status.COMPLETE


def test_a_full_day_costs_its_end_and_its_run() -> None:
    result = solve(day(Window(8, 11)), MaxIterations(20_000), 1)
    assert result.costs == {"end_of_day": 1.0, "long_runs": 2.0, "lonely_days": 0.0}


def test_what_has_no_place_is_left_out_and_says_why() -> None:
    result = solve(day(Window(8, 10)), SHORT, 1)
    held = sorted(result.assignment)
    left = next(key for key in "abc" if key not in held)
    assert result.status is Status.PARTIAL
    assert result.unplaced == (Unplaced(left, tuple(PersonBusy("alice", other, False, 1, 2) for other in held)),)


def test_what_can_never_be_held_does_not_keep_the_rest_from_its_best() -> None:
    activities = (*day(Window(8, 13)).activities, Activity("d", "D", 1, starts=(20,)))
    result = solve(day(Window(8, 13), activities=activities), MaxIterations(20_000), 1)
    assert result.unplaced == (Unplaced("d", (NoStart(None),)),)
    assert result.cost == 0.0


def test_it_reports_as_soon_as_everything_has_a_place_and_stops_when_asked() -> None:
    seen: list[Progress] = []
    result = solve(day(Window(8, 11)), WhenAsked(lambda: bool(seen)), 1, seen.append)
    assert (seen[0].unplaced, len(result.unplaced)) == (0, 0)
    assert seen[0].costs.keys() == result.costs.keys() == {"end_of_day", "long_runs", "lonely_days"}


def test_no_time_at_all_is_no_error() -> None:
    result = solve(slot_problem(1), MaxSeconds(0), 1)
    assert (result.assignment, result.status) == ({}, Status.PARTIAL)


THERE = Space("pines", "Pines", 10, site="there")
LONG_DAY = Window(4, 21)


@pytest.mark.parametrize(
    "parts",
    [
        {"activities": (Activity("a", "A", 2),), "people": ()},
        {
            "activities": (Activity("a", "A", 1, equipment={"beamer": 1}),),
            "people": (),
            "pools": (Pool("beamer", "", 1),),
        },
        {"people": (Person("bob", "Bob", wishes={"a": 1.0}),)},
        {"weights": Weights()},
        {"weights": replace(DAYS_ONLY, room_fit=0.1)},
        {"repeats": (("a", "b"),), "people": ()},
        {"alternatives": (("a", "b"),)},
        {"travels": (Travel("here", "there", 1),), "spaces": (BAR, replace(BAR, key="x", site="here"), THERE)},
        {"blocks": (LONG_DAY,)},
        {"blocks": (Window(22, 26),)},
    ],
)
def test_what_this_engine_cannot_hold_is_left_to_the_other(parts: dict[str, Any]) -> None:
    problem = day(Window(8, 11))
    assert fits(problem)
    assert not fits(replace(problem, **parts))


def test_a_week_of_wishes_is_left_to_the_other() -> None:
    assert not fits(small_problem(1))
