"""Results keep every rule, depend on seed and iterations alone, and say why something was left out."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    ConflictsWith,
    MaxIterations,
    MaxSeconds,
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    NoStart,
    OrderBroken,
    Person,
    PersonAbsent,
    PersonBusy,
    PlaceLeft,
    Placement,
    Precedence,
    Problem,
    Progress,
    Reason,
    Result,
    Space,
    SpacesTaken,
    Status,
    WhenAsked,
    Window,
    check,
    first_of,
    solve,
)
from bigre_solvers.timetable.engine.twin import Block
from bigre_solvers.timetable.explain import explain
from bigre_solvers.timetable.problem import fitting_starts
from tests.factories.timetable_problems import bigre_shaped, small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(512)


@settings(max_examples=50, deadline=None)
@given(SEEDS)
def test_every_result_passes_the_checker(seed: int) -> None:
    problem = small_problem(seed, activities=9, spaces=2, people=8)
    result = solve(problem, SHORT, seed)
    report = check(problem, result)
    assert report.violations == ()
    assert report.costs == pytest.approx(result.costs)
    assert report.unplaced == tuple(one.activity for one in result.unplaced)
    assert all(one.reasons for one in result.unplaced)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_the_same_seed_and_iterations_give_the_same_result(seed: int) -> None:
    problem = small_problem(seed, activities=9, spaces=3, people=8)
    assert solve(problem, SHORT, seed) == solve(problem, SHORT, seed)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_what_is_pinned_is_held_there_or_left_out_but_never_elsewhere(seed: int) -> None:
    free = small_problem(seed, activities=7, spaces=3, people=5)
    found = solve(free, SHORT, seed).assignment
    pins = dict(list(found.items())[:3])
    pinned = replace(
        free,
        activities=tuple(
            replace(a, pinned_start=pins[a.key].start, pinned_space=pins[a.key].space) if a.key in pins else a
            for a in free.activities
        ),
    )
    again = solve(pinned, SHORT, seed + 1).assignment
    assert {key: place for key, place in again.items() if key in pins and place != pins[key]} == {}


def test_where_there_is_room_for_everything_pinned_stays_pinned() -> None:
    problem = bigre_shaped(1, activities=30)
    found = solve(problem, SHORT, 1).assignment
    pins = dict(list(found.items())[:10])
    held = tuple(
        replace(a, pinned_start=pins[a.key].start, pinned_space=pins[a.key].space) if a.key in pins else a
        for a in problem.activities
    )
    again = solve(replace(problem, activities=held), SHORT, 2).assignment
    assert (len(again), {key: again[key] for key in pins}) == (len(problem.activities), pins)


def timetables(problem: Problem) -> Iterator[Result]:
    """Every timetable of a tiny problem that keeps all rules between activities, settled block by block."""
    options = [(None, *fitting_starts(problem, activity)) for activity in problem.activities]
    for choice in product(*options):
        starts = {a.key: s for a, s in zip(problem.activities, choice, strict=True) if s is not None}
        assignment: dict[str, Placement] = {}
        attendance: dict[str, tuple[str, ...]] = {}
        for number in range(len(problem.blocks)):
            block = Block(problem, starts, number)
            block.settle()
            for session in block.sessions:
                if session.room >= 0:
                    assignment[session.activity.key] = Placement(session.begin, problem.spaces[session.room].key)
                for person in session.attendees:
                    attendance[person] = (*attendance.get(person, ()), session.activity.key)
        result = Result(Status.PARTIAL, assignment, attendance, {}, (), 0, 0)
        if check(problem, result).valid:
            yield result


def optimum(problem: Problem) -> tuple[int, float]:
    """Fewest left out, then least cost, over all timetables."""
    reports = (check(problem, result) for result in timetables(problem))
    return min((len(report.unplaced), sum(report.costs.values())) for report in reports)


def roomy(seed: int) -> Problem:
    """A tiny problem whose seats never run out, so that settling block by block is exact."""
    problem = small_problem(seed, activities=3, spaces=2, people=3)
    return replace(
        problem,
        activities=tuple(replace(activity, seats=None, audience=None) for activity in problem.activities),
        spaces=tuple(replace(space, capacity=None) for space in problem.spaces),
        people=tuple(replace(person, features=frozenset()) for person in problem.people),
    )


@settings(max_examples=4, deadline=None)
@given(SEEDS)
def test_the_solver_finds_the_optimum_of_tiny_problems_and_never_beats_it(seed: int) -> None:
    problem = roomy(seed)
    fewest, least = optimum(problem)
    result = solve(problem, MaxIterations(2048), seed)
    assert len(result.unplaced) == fewest
    assert result.cost == pytest.approx(least)


@settings(max_examples=4, deadline=None)
@given(SEEDS)
def test_relaxing_never_worsens_the_optimum(seed: int) -> None:
    problem = roomy(seed)
    fewest, least = optimum(problem)
    anytime = tuple(replace(person, availability=None) for person in problem.people)
    for relaxed in (replace(problem, conflicts=(), precedences=()), replace(problem, people=anytime)):
        fewer, less = optimum(relaxed)
        assert (fewer, less) <= (fewest, least + 1e-9)


@pytest.mark.parametrize(
    "problem",
    [
        Problem(60, (), (), ()),
        Problem(60, (Window(8, 12),), (), (Space("bar", "Bar"),)),
        Problem(60, (Window(8, 12),), (Activity("a", "A", 1),), (), (Person("p", "P", wishes={"a": 1.0}),)),
        Problem(60, (Window(8, 12),), (Activity("a", "A", 1),), (Space("bar", "Bar"),)),
    ],
)
def test_next_to_nothing_is_solved_too(problem: Problem) -> None:
    result = solve(problem, SHORT, 1)
    assert check(problem, result).violations == ()
    assert len(result.assignment) == (len(problem.activities) if problem.spaces else 0)


def test_a_week_like_bigre_is_complete() -> None:
    problem = bigre_shaped(3)
    result = solve(problem, MaxIterations(4096), 1)
    assert result.status is Status.COMPLETE
    assert check(problem, result).violations == ()


def test_the_solver_stops_when_asked_and_reports_on_its_way() -> None:
    seen: list[Progress] = []
    result = solve(bigre_shaped(4), first_of(WhenAsked(lambda: len(seen) >= 2), MaxSeconds(60)), 1, seen.append)
    assert len(seen) == 2
    assert seen[0].iteration < seen[1].iteration <= result.iterations
    assert 0 < seen[0].fraction < 1
    assert seen[1].costs.keys() == result.costs.keys()


def test_iterations_decide_the_cooling_when_both_are_given() -> None:
    assert first_of(MaxSeconds(10), MaxIterations(100)).fraction(25, 9.0) == 0.25
    assert first_of(MaxSeconds(10), MaxIterations(100)).fraction(25, 10.0) == 1.0


MORNING = Window(8, 12)
ALICE = Person("alice", "Alice", availability=(Window(8, 10),))
BAR = Space("bar", "Bar", 10)
HELD = Activity("held", "Held", 2, leaders=("alice",))


def why(
    activity: Activity, held: dict[str, Placement] | None = None, **parts: tuple[object, ...]
) -> tuple[Reason, ...]:
    usual = {"activities": (activity, HELD), "spaces": (BAR,), "people": (ALICE,), **parts}
    problem = Problem(60, (MORNING,), **usual)  # type: ignore[arg-type]
    taken = {"held": Placement(8, "bar")} if held is None else held
    return next(one.reasons for one in explain(problem, taken) if one.activity == activity.key)


def test_it_says_that_no_space_is_big_enough() -> None:
    assert why(Activity("a", "A", 1, seats=30)) == (NoSpaceBigEnough(30, "bar", 10),)


def test_it_says_that_no_space_is_equipped() -> None:
    needy = Activity("a", "A", 1, features=frozenset({"piano"}))
    assert why(needy) == (NoSpaceWithFeatures(("piano",), ("piano",)),)


def test_it_says_that_no_start_is_left() -> None:
    assert why(Activity("a", "A", 1, starts=(20,))) == (NoStart(None),)


def test_it_says_who_is_absent_who_is_busy_and_where_each_space_is_taken() -> None:
    assert why(Activity("a", "A", 2, leaders=("alice",))) == (
        PersonAbsent("alice", (Window(8, 10),), 2, 3),
        PersonBusy("alice", "held", False, 2, 3),
    )
    assert why(Activity("a", "A", 2, starts=(8, 9))) == (SpacesTaken(("bar",), ("held",), None, 2, 2),)


def test_it_says_which_conflict_or_order_stands_against_it() -> None:
    plain = Activity("a", "A", 3)
    assert why(plain, conflicts=(("a", "held"),)) == (ConflictsWith("held", 2, 2),)
    assert why(plain, precedences=(Precedence("a", "held"),)) == (OrderBroken("held", "before", 2, 2),)


def test_it_says_so_when_a_place_is_left() -> None:
    assert why(Activity("a", "A", 2)) == (PlaceLeft(10, "bar"),)
