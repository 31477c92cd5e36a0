"""A problem that contradicts itself is refused, with the culprit's name."""

from typing import Any

import pytest

from bigre_solvers.timetable import Activity, InvalidProblem, Person, Precedence, Problem, Space, Weights, Window

MORNING, EVENING = Window(8, 12), Window(20, 24)


def problem(**parts: Any) -> Problem:
    usual: dict[str, Any] = {
        "tick_minutes": 60,
        "blocks": (MORNING, EVENING),
        "activities": (Activity("choir", "Choir", 2),),
        "spaces": (Space("bar", "Bar", 20),),
        "people": (Person("alice", "Alice"),),
    }
    return Problem(**{**usual, **parts})


def activity(key: str = "choir", **parts: Any) -> Activity:
    return Activity(**{"key": key, "label": key.title(), "duration": 2, **parts})


def test_a_plain_problem_is_accepted() -> None:
    assert problem().horizon == 24


def test_nothing_at_all_is_a_problem_too() -> None:
    assert problem(blocks=(), activities=(), spaces=(), people=()).horizon == 0


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"tick_minutes": 7}, "tick_minutes is 7: it must divide a day of 1440 minutes"),
        ({"blocks": (EVENING, MORNING)}, "blocks 20–24 and 8–12 overlap or aren't in order"),
        ({"blocks": (Window(5, 5),)}, "blocks: the window 5–5 is empty or negative"),
        ({"activities": (activity(), activity())}, "activity key 'choir' is used 2 times"),
        ({"spaces": (Space("bar", ""), Space("bar", ""))}, "space key 'bar' is used 2 times"),
        ({"activities": (activity(leaders=("bob",)),)}, "activity 'choir': leader 'bob' doesn't exist"),
        ({"activities": (activity(pinned_space="attic"),)}, "activity 'choir': pinned space 'attic' doesn't exist"),
        ({"people": (Person("p", "P", wishes={"x": 1}),)}, "person 'p': wished activity 'x' doesn't exist"),
        ({"people": (Person("p", "P", required=("x",)),)}, "person 'p': required activity 'x' doesn't exist"),
        ({"precedences": (Precedence("choir", "x"),)}, "precedence: activity 'x' doesn't exist"),
        ({"conflicts": (("x", "choir"),)}, "conflict: activity 'x' doesn't exist"),
        ({"activities": (activity(duration=0),)}, "activity 'choir' lasts 0 ticks: it must last at least 1"),
        ({"activities": (activity(seats=-1),)}, "activity 'choir': seats is -1, which is negative"),
        ({"spaces": (Space("bar", "", -2),)}, "space 'bar': capacity is -2, which is negative"),
        (
            {"people": (Person("p", "P", wishes={"choir": 0}),)},
            "person 'p': the wish for 'choir' weighs 0: it must weigh more than 0",
        ),
        ({"weights": Weights(room_fit=-1)}, "the weight of room_fit is -1: it must be 0 or more"),
        (
            {"activities": (activity(duration=5),)},
            "activity 'choir' (Choir) lasts 300 minutes: longer than every block (the longest has 240)",
        ),
        (
            {"activities": (activity(pinned_start=11),)},
            "activity 'choir' (Choir) is pinned at tick 11, where it may not start or doesn't fit inside a block",
        ),
        (
            {"activities": (activity(seats=0, leaders=("alice",)),)},
            "activity 'choir' has 0 seats and 1 people who must be there",
        ),
        (
            {"activities": (activity("a"), activity("b")), "precedences": (Precedence("a", "b"), Precedence("b", "a"))},
            "these activities each come before one another: a, b",
        ),
    ],
)
def test_each_contradiction_is_named(parts: dict[str, Any], error: str) -> None:
    with pytest.raises(InvalidProblem) as refused:
        problem(**parts)
    assert refused.value.errors == (error,)


def test_nobody_is_pinned_in_two_places_at_once() -> None:
    one = activity("choir", pinned_start=8, leaders=("alice",))
    other = activity("walk", pinned_start=9)
    with pytest.raises(InvalidProblem) as refused:
        problem(activities=(one, other), people=(Person("alice", "Alice", required=("walk",)),))
    assert refused.value.errors == ("Alice ('alice') must be at both 'choir' and 'walk', which are pinned and overlap",)


def test_a_space_is_not_pinned_twice_at_once_and_conflicts_are_not_pinned_together() -> None:
    pinned = {"pinned_start": 8, "pinned_space": "bar"}
    with pytest.raises(InvalidProblem) as refused:
        problem(activities=(activity("a", **pinned), activity("b", **pinned)), conflicts=(("a", "b"),))
    assert refused.value.errors == (
        "'a' and 'b' are pinned in 'bar' and overlap",
        "'a' and 'b' may not overlap, and are pinned so that they do",
    )


def test_nobody_is_pinned_where_they_are_absent() -> None:
    absent = Person("alice", "Alice", availability=(EVENING,))
    with pytest.raises(InvalidProblem) as refused:
        problem(activities=(activity(pinned_start=8, leaders=("alice",)),), people=(absent,))
    assert refused.value.errors == ("Alice ('alice') must be at pinned 'choir', and is absent then",)
