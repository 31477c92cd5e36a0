"""In a week that doesn't hold everything, what is pinned is held first."""

from dataclasses import replace
from typing import Any

import pytest

from bigre_solvers.timetable import Activity, MaxIterations, Person, Placement, Problem, Space, Window, solve

HALL, ROOM = Space("hall", "Hall", 100), Space("room", "Room", 10)
CROWD = tuple(Person(f"p{n}", "", wishes={"party": 1.0, "dance": 1.0}) for n in range(20))
LOVED = (Activity("party", "Party", 2, seats=50), Activity("dance", "Dance", 2, seats=50))
NIGHT = Problem(60, (Window(18, 20),), LOVED, (HALL, ROOM), CROWD)


@pytest.mark.parametrize(
    "pin",
    [
        {"pinned_start": 18, "pinned_space": "hall"},
        {"pinned_space": "hall"},
        {"pinned_start": 18, "seats": 60},
    ],
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_pinned_activity_that_nobody_wishes_takes_the_place_of_one_that_all_wish(
    pin: dict[str, Any], seed: int
) -> None:
    meeting = replace(Activity("meeting", "Meeting", 2), **pin)
    result = solve(replace(NIGHT, activities=(*LOVED, meeting)), MaxIterations(512), seed)
    assert result.assignment == {"meeting": Placement(18, "hall")}


def test_one_pinned_activity_outweighs_two_that_are_not() -> None:
    short = tuple(replace(one, duration=1) for one in LOVED)
    long = Activity("meeting", "Meeting", 2, pinned_space="hall")
    result = solve(replace(NIGHT, activities=(*short, long)), MaxIterations(512), 1)
    assert result.assignment == {"meeting": Placement(18, "hall")}
