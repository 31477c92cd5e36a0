"""Repeats, alternatives, equipment and travel that contradict themselves are refused, with the culprit's name."""

from typing import Any

import pytest

from bigre_solvers.timetable import Activity, InvalidProblem, Person, Pool, Problem, Space, Travel, Window


def activity(key: str, **parts: Any) -> Activity:
    return Activity(**{"key": key, "label": key.title(), "duration": 2, **parts})


def problem(**parts: Any) -> Problem:
    usual: dict[str, Any] = {
        "tick_minutes": 60,
        "blocks": (Window(8, 12), Window(20, 24)),
        "activities": (activity("choir"), activity("walk"), activity("tale")),
        "spaces": (Space("bar", "Bar", site="hill"), Space("oak", "Oak", site="valley")),
        "people": (Person("alice", "Alice"),),
    }
    return Problem(**{**usual, **parts})


PROJECTORS = Pool("projector", "Projectors", 2)
FILMS = tuple(activity(key, pinned_start=8 + n, equipment={"projector": 1 + n}) for n, key in enumerate(("one", "two")))


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"repeats": (("choir", "yoga"),)}, "repeats: activity 'yoga' doesn't exist"),
        ({"repeats": (("choir",),)}, "repeats: a group of 1 (choir): it takes at least 2 activities"),
        ({"alternatives": (("choir", "walk", "walk"),)}, "alternatives: activity 'walk' is named 2 times"),
        ({"alternatives": ((),)}, "alternatives: a group of 0 (): it takes at least 2 activities"),
        (
            {"repeats": (("choir", "walk"),), "alternatives": (("walk", "tale"),)},
            "activity 'walk' is in 2 groups of repeats or alternatives: it may be in one",
        ),
        (
            {"activities": (activity("choir", equipment={"piano": 1}),)},
            "activity 'choir': pool 'piano' doesn't exist",
        ),
        ({"pools": (PROJECTORS, PROJECTORS)}, "pool key 'projector' is used 2 times"),
        ({"pools": (Pool("piano", "Piano", -1),)}, "pool 'piano': units is -1, which is negative"),
        (
            {"activities": (activity("choir", equipment={"projector": 0}),), "pools": (PROJECTORS,)},
            "activity 'choir' takes 0 units of 'projector': it must take at least 1",
        ),
        (
            {"activities": (activity("choir", equipment={"projector": 3}),), "pools": (PROJECTORS,)},
            "activity 'choir' (Choir) takes 3 units of 'projector' (Projectors), which has 2",
        ),
        (
            {"activities": FILMS, "pools": (PROJECTORS,)},
            "'one', 'two' are pinned at the same time and take 3 units of 'projector', which has 2",
        ),
        ({"travels": (Travel("hill", "moon", 1),)}, "travel: no space lies at site 'moon'"),
        ({"travels": (Travel("hill", "hill", 1),)}, "travel: from 'hill' to itself"),
        (
            {"travels": (Travel("hill", "valley", -1),)},
            "travel: 'hill' to 'valley' takes -1 ticks, which is negative",
        ),
        (
            {"travels": (Travel("hill", "valley", 1), Travel("valley", "hill", 2))},
            "travel: 'valley' to 'hill' takes 1 ticks and 2 ticks",
        ),
        (
            {
                "activities": (activity("choir", leaders=("bob",)), activity("walk")),
                "people": (Person("alice", "Alice", required=("choir", "walk")), Person("bob", "Bob")),
                "repeats": (("choir", "walk"),),
            },
            "Alice ('alice') must be at 'choir' and 'walk', which are repeats",
        ),
        (
            {
                "activities": (activity("choir", pinned_start=8), activity("walk", pinned_start=20)),
                "alternatives": (("choir", "walk"),),
            },
            "'choir' and 'walk' are alternatives and pinned: only one of them can be held",
        ),
        (
            {
                "activities": (
                    activity("choir", pinned_start=8, pinned_space="bar", leaders=("alice",)),
                    activity("walk", pinned_start=10, pinned_space="oak", leaders=("alice",)),
                ),
                "travels": (Travel("valley", "hill", 1),),
            },
            "'alice' must be at both 'choir' and 'walk', which are pinned 0 ticks apart on sites 1 ticks apart",
        ),
    ],
)
def test_each_contradiction_is_named(parts: dict[str, Any], error: str) -> None:
    with pytest.raises(InvalidProblem) as refused:
        problem(**parts)
    assert refused.value.errors == (error,)


def test_pins_with_time_to_travel_and_equipment_in_turn_are_accepted() -> None:
    led = {"leaders": ("alice",), "equipment": {"projector": 2}}
    choir = activity("choir", pinned_start=8, pinned_space="bar", **led)
    walk = activity("walk", pinned_start=10, **led)
    accepted = problem(activities=(choir, walk), travels=(Travel("valley", "hill", 2),), pools=(PROJECTORS,))
    assert accepted.travels[0].ticks == 2


def test_whoever_leads_a_repeat_may_be_required_at_another() -> None:
    led = activity("choir", leaders=("alice",))
    people = (Person("alice", "Alice", required=("choir", "walk")),)
    assert problem(activities=(led, activity("walk")), people=people, repeats=(("choir", "walk"),)).repeats
