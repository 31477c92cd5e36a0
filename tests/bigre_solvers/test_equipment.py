"""Activities at the same time never use more equipment than there is."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    MaxIterations,
    Placement,
    Pool,
    Problem,
    Result,
    Space,
    Status,
    Window,
    check,
    solve,
)
from tests.factories.rich_problems import with_equipment
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
SHORT = MaxIterations(512)
FILMS = tuple(Activity(key, key.title(), 2, equipment={"projector": 1}) for key in ("one", "two", "three"))
CINEMA = Problem(
    60,
    (Window(8, 12),),
    FILMS,
    tuple(Space(f"s{n}", f"S{n}") for n in range(3)),
    pools=(Pool("projector", "Projectors", 2),),
)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_result_with_equipment_passes_the_checker(seed: int) -> None:
    problem = with_equipment(small_problem(seed, activities=9, spaces=3, people=5), seed)
    assert check(problem, solve(problem, SHORT, seed)).violations == ()


def at(*starts: int) -> Result:
    placed = {film.key: Placement(start, f"s{n}") for n, (film, start) in enumerate(zip(FILMS, starts, strict=True))}
    return Result(Status.COMPLETE, placed, {}, {}, (), 1, 0)


def test_the_checker_names_those_who_use_too_much_at_a_tick() -> None:
    report = check(CINEMA, at(8, 9, 9))
    assert [(one.rule, one.culprits) for one in report.violations] == [
        ("equipment_in_stock", ("projector", "one", "two", "three"))
    ]
    assert check(CINEMA, at(8, 9, 10)).violations == ()


def test_what_shares_equipment_is_held_in_turn() -> None:
    one_each = replace(CINEMA, pools=(Pool("projector", "Projectors", 1),))
    result = solve(replace(one_each, blocks=(Window(8, 14),)), SHORT, 1)
    assert sorted(placement.start for placement in result.assignment.values()) == [8, 10, 12]
    assert len(solve(one_each, SHORT, 1).unplaced) == 1


def test_an_unplaced_activity_may_take_equipment_from_another() -> None:
    greedy = replace(FILMS[0], equipment={"projector": 2}, starts=(8,))
    late = tuple(replace(film, starts=(8, 10)) for film in FILMS[1:])
    result = solve(replace(CINEMA, activities=(*late, greedy)), SHORT, 1)
    assert {key: placement.start for key, placement in result.assignment.items()} == {"two": 10, "three": 10, "one": 8}
