"""The checker finds every kind of violation, and nothing in a good result."""

from dataclasses import replace
from typing import Any

import pytest

from bigre_solvers.timetable import (
    Activity,
    Person,
    Placement,
    Precedence,
    Problem,
    Result,
    Space,
    Status,
    Weights,
    Window,
    check,
)
from bigre_solvers.timetable.criteria import CRITERIA

DAY = Window(8, 12)
CHOIR = Activity("choir", "Choir", 2, leaders=("alice",), seats=3, audience=2, themes=frozenset({"song"}))
WALK = Activity("walk", "Walk", 1, themes=frozenset({"song"}))
BAR, PINES = Space("bar", "Bar", 4), Space("pines", "Pines", 2)
ALICE = Person("alice", "Alice")
BOB = Person("bob", "Bob", wishes={"choir": 2.0, "walk": 1.0})
PROBLEM = Problem(60, (DAY, Window(12, 16)), (CHOIR, WALK), (BAR, PINES), (ALICE, BOB))
GOOD = Result(
    status=Status.COMPLETE,
    assignment={"choir": Placement(8, "bar"), "walk": Placement(10, "pines")},
    attendance={"alice": ("choir",), "bob": ("choir", "walk")},
    costs={},
    unplaced=(),
    seed=1,
    iterations=0,
)


def costs_of(**costs: float) -> dict[str, float]:
    """The cost by criterion, where those not named cost nothing."""
    return {**{name: 0.0 for name in CRITERIA if getattr(Weights(), name) > 0}, **costs}


def rules_broken(problem: Problem, result: Result) -> set[str]:
    return {violation.rule for violation in check(problem, result).violations}


def problem_with(choir: dict[str, Any] | None = None, bar: dict[str, Any] | None = None, **parts: Any) -> Problem:
    activities = (replace(CHOIR, **(choir or {})), WALK)
    return replace(PROBLEM, **{"activities": activities, "spaces": (replace(BAR, **(bar or {})), PINES), **parts})


def test_a_good_result_breaks_nothing_and_costs_what_it_costs() -> None:
    report = check(PROBLEM, GOOD)
    assert report.violations == ()
    assert report.unplaced == ()
    assert report.costs == pytest.approx(costs_of(room_fit=0.1 * 0.5))


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("at_an_allowed_start", problem_with({"starts": (9,)})),
        ("pinned_start", problem_with({"pinned_start": 9})),
        ("pinned_space", problem_with({"pinned_space": "pines"})),
        ("within_its_windows", problem_with({"availability": (Window(9, 12),)})),
        ("space_open", problem_with(bar={"availability": (Window(9, 12),)})),
        ("space_large_enough", problem_with(bar={"capacity": 2})),
        ("space_equipped", problem_with({"features": frozenset({"piano"})})),
        ("precedence", problem_with(precedences=(Precedence("walk", "choir"),))),
        ("people_are_there", problem_with(people=(replace(ALICE, availability=(Window(9, 12),)), BOB))),
        ("people_are_there", problem_with(people=(ALICE, replace(BOB, availability=(Window(8, 9),))))),
        ("spaces_suit_people", problem_with(people=(ALICE, replace(BOB, features=frozenset({"ramp"}))))),
        ("only_what_they_wish", problem_with(people=(ALICE, replace(BOB, wishes={"choir": 2.0})))),
        ("those_who_must_attend_do", problem_with(people=(replace(ALICE, required=("walk",)), BOB))),
        ("no_more_than_seats", problem_with({"seats": 1})),
    ],
)
def test_a_stricter_problem_is_violated(rule: str, problem: Problem) -> None:
    assert rules_broken(problem, GOOD) == {rule}


def moved(**placements: tuple[int, str]) -> Result:
    changed = {key: Placement(*where) for key, where in placements.items()}
    return replace(GOOD, assignment={**GOOD.assignment, **changed})


@pytest.mark.parametrize(
    ("rules", "result"),
    [
        ({"inside_a_block"}, moved(choir=(11, "bar"), walk=(8, "pines"))),
        ({"one_activity_per_space", "one_activity_per_person"}, moved(walk=(9, "bar"))),
        ({"one_activity_per_person"}, moved(walk=(9, "pines"))),
        ({"unknown_key"}, moved(walk=(10, "attic"))),
        ({"unknown_key"}, moved(yoga=(10, "pines"))),
        ({"unknown_key"}, replace(GOOD, attendance={"carol": ("walk",)})),
        ({"only_what_is_held"}, replace(GOOD, assignment={"choir": Placement(8, "bar")})),
        ({"those_who_must_attend_do"}, replace(GOOD, attendance={"bob": ("choir",)})),
        ({"misreported_cost"}, replace(GOOD, costs={"wishes": 0.5})),
        (
            {"misreported_unplaced"},
            replace(
                GOOD,
                costs={"wishes": 1.0},
                assignment={"choir": Placement(8, "bar")},
                attendance={"alice": ("choir",), "bob": ("choir",)},
            ),
        ),
    ],
)
def test_a_result_led_astray_is_caught(rules: set[str], result: Result) -> None:
    found = rules_broken(PROBLEM, result)
    assert found >= rules
    assert found <= rules | {"misreported_cost"}


def test_activities_in_conflict_may_not_overlap() -> None:
    alone = problem_with(people=(ALICE, replace(BOB, wishes={"choir": 1.0})), conflicts=(("choir", "walk"),))
    together = replace(moved(walk=(9, "pines")), attendance={"alice": ("choir",), "bob": ("choir",)})
    assert rules_broken(alone, together) == {"conflict"}


def test_where_all_are_required_none_is_left_out() -> None:
    left_out = replace(GOOD, assignment={"choir": Placement(8, "bar")}, attendance={"alice": ("choir",)})
    assert rules_broken(PROBLEM, left_out) == set()
    assert rules_broken(replace(PROBLEM, all_required=True), left_out) == {"none_left_out"}
    assert check(PROBLEM, left_out).unplaced == ("walk",)


def test_each_criterion_is_recomputed() -> None:
    late = replace(PROBLEM, blocks=(Window(20, 24), Window(32, 36)), weights=Weights(1, 1, 1, 1))
    led = (replace(CHOIR, leaders=("alice",)), replace(WALK, leaders=("alice",)))
    night = replace(
        GOOD,
        assignment={"choir": Placement(21, "bar"), "walk": Placement(32, "pines")},
        attendance={"alice": ("choir", "walk"), "bob": ("walk",)},
    )
    costs = check(replace(late, activities=led), night).costs
    assert costs == pytest.approx(costs_of(wishes=1.0, late_then_early=1.0, room_fit=0.5))
    same_time = replace(moved(walk=(9, "pines")), attendance={"alice": ("choir",), "bob": ("choir",)})
    costs = check(replace(PROBLEM, weights=Weights(1, 1, 1, 1)), same_time).costs
    assert costs == pytest.approx(costs_of(wishes=0.5, theme_spread=1.0, room_fit=0.5))
