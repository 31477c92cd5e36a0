"""Why not? The smallest set of named constraints, unmovable ones first, and nothing claimed that doesn't hold."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import (
    Activity,
    AlternativeHeld,
    ConflictsWith,
    MaxIterations,
    Named,
    NoSpaceBigEnough,
    NotItsStart,
    OutsideHours,
    OwnWindows,
    Person,
    PersonAbsent,
    PersonBusy,
    Pinned,
    PlaceLeft,
    Placement,
    Pool,
    PoolExhausted,
    Problem,
    ProtectedTime,
    Space,
    SpaceClosed,
    SpacesLackFeatures,
    SpacesTaken,
    SpacesTooSmall,
    SpaceTakenBy,
    Travel,
    TravelTooShort,
    WhyNot,
    Window,
    explain,
    repair,
    solve,
    why_not,
)
from bigre_solvers.timetable.covering import greedy, smallest_cover
from tests.factories.timetable_problems import bigre_shaped, small_problem

SEEDS = st.integers(0, 100_000)
MORNING = Window(8, 12)
ALICE = Person("alice", "Alice")
BAR, PINES = Space("bar", "Bar", 10, site="house"), Space("pines", "Pines", 20, frozenset({"shade"}), site="wood")
HELD = Activity("held", "Held", 2, leaders=("alice",))
AT_EIGHT: Mapping[str, Placement] = {"held": Placement(8, "bar")}


def why(
    activity: Activity,
    held: Mapping[str, Placement] = AT_EIGHT,
    start: int | None = None,
    space: str | None = None,
    **parts: Any,
) -> WhyNot:
    usual = {"activities": (activity, HELD), "spaces": (BAR, PINES), "people": (ALICE,), **parts}
    return why_not(Problem(60, (MORNING,), **usual), held, activity.key, start, space)


def only(reason: object, *, movable: bool) -> WhyNot:
    return WhyNot((reason,), (reason,), movable=movable, smallest=True)  # type: ignore[arg-type]


def test_what_cannot_be_moved_is_enough_to_say_that_nothing_moved_will_help() -> None:
    away = Person("alice", "Alice", availability=(Window(8, 9),))
    led = Activity("a", "A", 2, leaders=("alice",))
    assert why(led, {}, people=(away,)) == only(PersonAbsent("alice", (Window(8, 9),), 3, 3), movable=False)
    assert why(Activity("a", "A", 1, seats=30)) == only(NoSpaceBigEnough(30, "pines", 20), movable=False)


def test_a_meal_the_hours_the_grid_the_windows_and_a_pin_each_have_their_name() -> None:
    plain, lunch = Activity("a", "A", 2), Named("lunch", Window(12, 14))
    assert why(plain, start=11, protected=(lunch,)) == only(ProtectedTime("lunch", (Window(12, 14),)), movable=False)
    assert why(plain, start=7) == only(OutsideHours(7), movable=False)
    assert why(Activity("a", "A", 2, starts=(8,)), start=9) == only(NotItsStart(9), movable=False)
    late = Activity("a", "A", 2, availability=(Window(10, 12),))
    assert why(late, start=9) == only(OwnWindows((Window(10, 12),), 1, 1), movable=False)
    assert why(Activity("a", "A", 2, pinned_start=8), start=9) == only(Pinned(8, None), movable=False)
    assert why(Activity("a", "A", 2, pinned_space="bar"), space="pines") == only(Pinned(None, "bar"), movable=False)


def test_a_space_asked_for_is_too_small_lacks_something_is_closed_or_taken() -> None:
    assert why(Activity("a", "A", 1, seats=15), space="bar") == only(NoSpaceBigEnough(15, "bar", 10), movable=False)
    closed = Space("pines", "Pines", availability=(Window(10, 12),))
    assert why(Activity("a", "A", 1), {}, 8, "pines", spaces=(BAR, closed)) == only(
        SpaceClosed("pines", (Window(10, 12),), 1, 1), movable=False
    )
    assert why(Activity("a", "A", 1), start=9, space="bar") == only(
        SpaceTakenBy("bar", "held", False, 1, 1), movable=True
    )


def test_some_spaces_are_too_small_or_poor_and_the_others_taken_which_is_told_in_one() -> None:
    large = Activity("a", "A", 2, starts=(8, 9), seats=15)
    found = why(large, {"held": Placement(8, "pines")})
    assert found.constraints == (SpacesTooSmall(15, ("bar",)), SpaceTakenBy("pines", "held", False, 2, 2))
    assert found.told == (SpacesTaken(("pines",), ("held",), 15, 2, 2),)
    shady = Activity("a", "A", 2, starts=(8, 9), features=frozenset({"shade"}))
    assert SpacesLackFeatures(("shade",), ("bar",)) in why(shady, {"held": Placement(8, "pines")}).constraints


def test_a_pool_in_use_and_a_way_too_long_are_named() -> None:
    beamer = Pool("beamer", "Beamer", 1)
    showing = Activity("held", "Held", 2, equipment={"beamer": 1})
    film = Activity("a", "A", 1, starts=(8, 9), equipment={"beamer": 1})
    found = why(film, activities=(film, showing), pools=(beamer,))
    assert found == only(PoolExhausted("beamer", 1, 1, ("held",), 2, 2), movable=True)
    led = Activity("a", "A", 1, leaders=("alice",))
    ways = (Travel("wood", "house", 1),)
    assert why(led, start=10, space="pines", travels=ways) == only(TravelTooShort("alice", "held", 1, 1), movable=True)
    assert why(led, start=11, space="pines", travels=ways) == only(PlaceLeft(11, "pines"), movable=True)


def test_what_is_pinned_is_not_among_what_could_be_moved() -> None:
    pinned = Activity("held", "Held", 2, leaders=("alice",), pinned_start=8)
    led = Activity("a", "A", 2, starts=(8, 9), leaders=("alice",))
    found = why(led, activities=(led, pinned))
    assert found == only(PersonBusy("alice", "held", True, 2, 2), movable=False)


def test_an_activity_whose_alternative_is_held_is_not_left_out_but_explained_when_asked() -> None:
    other = Activity("a", "A", 2)
    problem = Problem(60, (MORNING,), (other, HELD), (BAR,), (ALICE,), alternatives=(("a", "held"),))
    assert explain(problem, AT_EIGHT) == ()
    assert [one.activity for one in explain(problem, {})] == ["a"]
    assert why_not(problem, AT_EIGHT, "a") == only(AlternativeHeld("held"), movable=True)


def test_an_activity_that_is_placed_does_not_stand_in_its_own_way() -> None:
    assert why(HELD, start=9, space="bar", activities=(HELD,)) == only(PlaceLeft(9, "bar"), movable=True)


def test_several_left_out_at_once_have_each_their_own_reasons() -> None:
    big, foe = Activity("a", "A", 1, seats=90), Activity("b", "B", 3)
    problem = Problem(60, (MORNING,), (big, foe, HELD), (BAR,), (ALICE,), conflicts=(("b", "held"),))
    assert {one.activity: one.reasons for one in explain(problem, AT_EIGHT)} == {
        "a": (NoSpaceBigEnough(90, "bar", 10),),
        "b": (ConflictsWith("held", 2, 2),),
    }


ROWS = st.lists(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.lists(st.integers(1, 5), min_size=7, max_size=7))
def test_no_cover_costs_less(rows: list[frozenset[int]], costs: list[int]) -> None:
    subsets = (frozenset(some) for size in range(8) for some in combinations(range(7), size))
    least = min(sum(costs[one] for one in some) for some in subsets if all(row & some for row in rows))
    cover, exact = smallest_cover(rows, costs)
    assert exact
    assert all(row & cover for row in rows)
    assert sum(costs[one] for one in cover) == least
    assert all(row & greedy(rows, costs) for row in rows)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_nothing_moved_helps_exactly_when_it_says_so(seed: int) -> None:
    problem = small_problem(seed, activities=5)
    assignment = repair(problem, {}, alternatives=1)[0].assignment
    for activity in problem.activities:
        found = why_not(problem, assignment, activity.key)
        alone = why_not(problem, {}, activity.key)
        assert found.movable == (alone.constraints[0].kind == "place_left")
        assert (found.constraints[0].kind == "place_left") or found.smallest


def test_in_a_whole_week_the_answer_is_proven_smallest_and_always_the_same() -> None:
    problem = bigre_shaped(2)
    assignment = solve(problem, MaxIterations(512), 1).assignment
    found = [why_not(problem, assignment, activity.key) for activity in problem.activities[:20]]
    assert all(one.smallest and one.constraints for one in found)
    assert [why_not(problem, assignment, activity.key) for activity in problem.activities[:20]] == found
