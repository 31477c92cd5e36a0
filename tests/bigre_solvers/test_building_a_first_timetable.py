"""Before the first move: everything placed where people miss little, unless time is up."""

from bigre_solvers.timetable import Activity, MaxIterations, Person, Problem, Space, WhenAsked, Window, check, solve
from tests.factories.timetable_problems import bigre_shaped


def test_a_week_like_bigres_is_complete_before_the_first_move() -> None:
    problem = bigre_shaped(3, activities=40, people=60)
    result = solve(problem, MaxIterations(0), seed=1)
    assert check(problem, result).valid
    assert (result.unplaced, result.iterations) == ((), 0)


def test_what_the_same_person_wishes_is_built_at_different_times() -> None:
    problem = Problem(
        tick_minutes=15,
        blocks=(Window(0, 4), Window(6, 10)),
        activities=tuple(Activity(key=key, label=key, duration=4) for key in ("a", "b")),
        spaces=(Space("s1", "S1", 10), Space("s2", "S2", 10)),
        people=(Person("p", "P", wishes={"a": 1.0, "b": 1.0}),),
    )
    for seed in range(5):
        result = solve(problem, MaxIterations(0), seed)
        assert sorted(placed.start for placed in result.assignment.values()) == [0, 6]


def test_building_stops_when_asked_but_what_is_pinned_is_placed() -> None:
    free = tuple(Activity(key=f"f{n}", label=f"F{n}", duration=1) for n in range(150))
    pinned = tuple(Activity(key=f"p{n}", label=f"P{n}", duration=1, pinned_start=n) for n in range(3))
    problem = Problem(
        tick_minutes=15, blocks=(Window(0, 160),), activities=free + pinned, spaces=(Space("s", "S", 10),), people=()
    )
    result = solve(problem, WhenAsked(lambda: True), seed=1)
    assert {f"p{n}" for n in range(3)} <= result.assignment.keys()
    assert 0 < len(result.unplaced) < 150
    assert check(problem, result).valid


def test_a_limit_on_moves_does_not_cut_building_short() -> None:
    free = tuple(Activity(key=f"f{n}", label=f"F{n}", duration=1) for n in range(150))
    problem = Problem(
        tick_minutes=15, blocks=(Window(0, 1000),), activities=free, spaces=(Space("s", "S", 10),), people=()
    )
    assert solve(problem, MaxIterations(0), seed=1).unplaced == ()
