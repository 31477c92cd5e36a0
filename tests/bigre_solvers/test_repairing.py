"""A changed timetable is repaired with the fewest moves, by kinds, and nothing hard is broken on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    MaxIterations,
    Move,
    NoSpaceBigEnough,
    Person,
    Placement,
    Problem,
    RepairKind,
    Result,
    Space,
    Status,
    Window,
    attend,
    check,
    repair,
    solve,
)
from bigre_solvers.timetable.problem import musts_of
from tests.factories.changed_timetables import after_a_change, allowed, least_price, price, touched_by
from tests.factories.timetable_problems import bigre_shaped

SEEDS = st.integers(0, 100_000)


def with_duties_only(problem: Problem, places: Mapping[str, Placement]) -> Result:
    """The result in which people attend what they must and nothing else."""
    attendance: dict[str, tuple[str, ...]] = {}
    for key, people in musts_of(problem).items():
        for person in people if key in places else ():
            attendance[person] = (*attendance.get(person, ()), key)
    return Result(Status.PARTIAL, places, attendance, {}, (), 0, 0)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_no_timetable_leaves_out_fewer_or_touches_fewer(seed: int) -> None:
    problem, places = after_a_change(seed)
    first = repair(problem, places)[0]
    best = least_price(problem, places)
    assert first.proven
    assert allowed(problem, first.assignment)
    assert price(problem, places, first.assignment) == pytest.approx(best)
    assert first.weight == pytest.approx(best[1])


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_every_repair_passes_the_checker_and_tells_its_moves(seed: int) -> None:
    problem, places = after_a_change(seed)
    for one in repair(problem, places):
        assert check(problem, with_duties_only(problem, one.assignment)).violations == ()
        assert allowed(problem, one.assignment)
        assert {move.activity: (move.before, move.after) for move in one.moves} == {
            key: (places.get(key), one.assignment.get(key))
            for key in touched_by(problem)
            if places.get(key) != one.assignment.get(key)
        }


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_each_kind_keeps_what_it_promises_and_differs_from_the_others(seed: int) -> None:
    problem, places = after_a_change(seed)
    first, *others = repair(problem, places, alternatives=5)
    assert first.kind is RepairKind.FEWEST
    assert len({one.kind for one in others}) == len(others)
    seen = [frozenset(move.nature for move in one.moves) for one in (first, *others)]
    assert len(set(seen)) == len(seen)
    for one in others:
        both = {key: (places[key], one.assignment[key]) for key in places if key in one.assignment}
        if one.kind is RepairKind.SAME_TIME:
            assert all(before.start == after.start for before, after in both.values())
        if one.kind is RepairKind.SAME_SPACE:
            assert all(before.space == after.space for before, after in both.values())
        later = price(problem, places, one.assignment)[0] - price(problem, places, first.assignment)[0]
        assert later == (1 if one.kind is RepairKind.LEAVE_OUT else 0)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_what_is_repaired_needs_no_further_move(seed: int) -> None:
    problem, places = after_a_change(seed)
    first = repair(problem, places)[0]
    again = repair(problem, first.assignment)[0]
    assert (again.moves, again.assignment, again.unplaced) == ((), first.assignment, first.unplaced)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_same_call_gives_the_same_repairs(seed: int) -> None:
    problem, places = after_a_change(seed)
    assert repair(problem, places, seed=seed) == repair(problem, places, seed=seed)


DAY = (Window(8, 12), Window(13, 16))
ALICE, BOB = Person("alice", "Alice"), Person("bob", "Bob", wishes={"choir": 2.0, "walk": 1.0})
CHOIR, WALK = Activity("choir", "Choir", 2, leaders=("alice",), seats=8), Activity("walk", "Walk", 2)
BAR, HALL = Space("bar", "Bar", 10), Space("hall", "Hall", 30)
PLACES = {"choir": Placement(8, "bar"), "walk": Placement(8, "hall")}
PROBLEM = Problem(60, DAY, (CHOIR, WALK), (BAR, HALL), (ALICE, BOB))


def test_where_a_space_closes_its_activity_moves_alone_and_other_kinds_are_offered() -> None:
    closed = replace(PROBLEM, spaces=(replace(BAR, availability=(Window(13, 15),)), HALL))
    first, second = repair(closed, PLACES)
    assert (first.kind, first.weight, first.proven, first.unplaced) == (RepairKind.FEWEST, 2.0, True, ())
    assert [move.activity for move in first.moves] == ["choir"]
    other = {RepairKind.SAME_SPACE: Placement(13, "bar"), RepairKind.SAME_TIME: Placement(8, "hall")}
    assert second.assignment["choir"] == other[second.kind]


def test_the_caller_says_whom_a_move_touches() -> None:
    both_in_the_bar = replace(PROBLEM, spaces=(BAR,), blocks=(Window(8, 12),))
    places = {"choir": Placement(8, "bar"), "walk": Placement(8, "bar")}
    dear, cheap = {"choir": 9.0, "walk": 1.0}, {"choir": 1.0, "walk": 9.0}
    for touched, moved in ((dear, "walk"), (cheap, "choir")):
        first = repair(both_in_the_bar, places, touched=touched)[0]
        assert first.moves == (Move(moved, Placement(8, "bar"), Placement(10, "bar")),)
        assert first.weight == 1.0


def test_what_is_pinned_stays_and_the_others_move() -> None:
    pinned = replace(PROBLEM, activities=(CHOIR, replace(WALK, pinned_start=8, pinned_space="bar")))
    first = repair(pinned, {"choir": Placement(8, "bar"), "walk": Placement(8, "bar")})[0]
    assert first.assignment["walk"] == Placement(8, "bar")
    assert [move.activity for move in first.moves] == ["choir"]


def test_among_equal_repairs_the_one_that_lets_people_attend_more_is_taken() -> None:
    closed = replace(PROBLEM, spaces=(replace(BAR, availability=()), HALL), blocks=(Window(8, 12),))
    places = {"choir": Placement(8, "bar"), "walk": Placement(8, "hall")}
    new = replace(closed, spaces=(*closed.spaces, Space("attic", "Attic", 10)))
    assert repair(new, places)[0].assignment["choir"].start == 10


def test_what_cannot_be_held_stays_out_and_is_explained() -> None:
    small = replace(PROBLEM, spaces=(replace(BAR, capacity=4), replace(HALL, capacity=5)))
    first = repair(small, PLACES)[0]
    assert first.unplaced == ("choir",)
    assert first.moves == (Move("choir", Placement(8, "bar"), None),)
    assert attend(small, first.assignment).unplaced[0].reasons == (NoSpaceBigEnough(8, "hall", 5),)


def test_an_alternative_is_held_instead_when_what_was_planned_cannot_be() -> None:
    indoors = replace(WALK, key="indoors")
    either = replace(PROBLEM, activities=(CHOIR, replace(WALK, availability=()), indoors))
    first = repair(replace(either, alternatives=(("walk", "indoors"),)), PLACES)[0]
    assert (first.unplaced, sorted(first.assignment)) == ((), ["choir", "indoors"])


def test_one_that_is_new_finds_room_or_pushes_the_lightest_aside() -> None:
    full = replace(PROBLEM, blocks=(Window(8, 10), Window(13, 15)), spaces=(HALL,))
    places = {"choir": Placement(8, "hall"), "walk": Placement(13, "hall")}
    new = Activity("new", "New", 2, leaders=("bob",), starts=(8,))
    crowded = replace(full, activities=(*full.activities, new), blocks=(*full.blocks, Window(20, 22)))
    first, *others = repair(crowded, places)
    assert first.assignment["new"] == Placement(8, "hall")
    assert first.moves[0] == Move("choir", Placement(8, "hall"), Placement(20, "hall"))
    assert [(one.kind, one.unplaced) for one in others] == [(RepairKind.LEAVE_OUT, ("new",))]


def test_removed_spaces_and_activities_are_no_obstacle() -> None:
    without = replace(PROBLEM, activities=(CHOIR,), spaces=(HALL,), people=(ALICE,))
    first = repair(without, PLACES)[0]
    assert [move.activity for move in first.moves] == ["choir"]
    assert first.assignment["choir"].space == "hall"


def test_who_attends_a_repaired_week_is_settled_without_moving_anything() -> None:
    problem = bigre_shaped(1, activities=30)
    places = solve(problem, MaxIterations(256), 1).assignment
    closed = replace(
        problem, spaces=(replace(problem.spaces[2], availability=()), *problem.spaces[:2], *problem.spaces[3:])
    )
    first = repair(closed, places)[0]
    result = attend(closed, first.assignment)
    assert result.assignment == first.assignment
    assert check(closed, result).violations == ()
    assert any(result.attendance.values())
