"""For whom is it worst: shares missed by person and group, and each activity's part of the cost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import Activity, MaxIterations, Person, Placement, Problem, Space, Window, solve
from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.shares import (
    GroupShare,
    Share,
    activity_costs,
    group_shares,
    how_many_worst,
    person_shares,
    worst_off,
    worst_tenth_cost,
)
from tests.factories.timetable_problems import small_problem

ALICE = Person("alice", "Alice", wishes={"bread": 2.0, "cheese": 1.0}, group="bakers")
BOB = Person("bob", "Bob", wishes={"cheese": 1.0}, group="bakers")
CHARLIE = Person("charlie", "Charlie", wishes={"wine": 1.0, "bread": 1.0}, group="vintners")
DOT = Person("dot", "Dot", group="vintners")
PROBLEM = Problem(
    60,
    (Window(8, 12),),
    (Activity("bread", "Bread", 1), Activity("cheese", "Cheese", 1), Activity("wine", "Wine", 1)),
    (Space("bar", "Bar"), Space("barn", "Barn")),
    (ALICE, BOB, CHARLIE, DOT),
)
HELD = {"bread": Placement(8, "bar"), "cheese": Placement(8, "barn")}
THERE = {"alice": ("bread",), "bob": ("cheese",), "charlie": ("wine",), "dot": ()}


def test_a_share_is_missed_by_weight_and_only_what_is_held_is_granted() -> None:
    assert person_shares(PROBLEM, HELD, THERE) == (
        Share("alice", 3.0, 2.0),
        Share("bob", 1.0, 1.0),
        Share("charlie", 2.0, 0.0),
    )
    assert Share("alice", 3.0, 2.0).missed == pytest.approx(1 / 3)


def test_whoever_wishes_nothing_misses_nothing_and_does_not_count() -> None:
    assert group_shares(PROBLEM, HELD, THERE) == (
        GroupShare("bakers", 2, (1 - 2 / 3) / 2),
        GroupShare("vintners", 1, 1.0),
    )
    assert Share("nobody", 0.0, 0.0).missed == 0.0


def test_repeats_are_one_wish_of_the_weightiest() -> None:
    repeated = replace(PROBLEM, repeats=(("bread", "cheese"),))
    assert person_shares(repeated, HELD, {"alice": ("cheese",)}) == (
        Share("alice", 2.0, 2.0),
        Share("bob", 1.0, 0.0),
        Share("charlie", 2.0, 0.0),
    )


def test_the_worst_off_tenth_is_rounded_up_and_worst_first() -> None:
    assert [how_many_worst(count) for count in (0, 1, 10, 11, 100)] == [0, 1, 1, 2, 10]
    shares = [Share(f"p{number:02}", 1.0, number % 4 / 4) for number in range(11)]
    assert [share.key for share in worst_off(shares)] == ["p00", "p04"]
    assert [share.key for share in worst_off(shares, 3)] == ["p00", "p04", "p08", "p01"]
    assert worst_tenth_cost(share.missed for share in shares) == 2.0


def test_each_activity_carries_its_part_of_the_cost() -> None:
    clashing = replace(
        PROBLEM,
        activities=tuple(replace(one, themes=frozenset({"food"}), audience=10) for one in PROBLEM.activities),
        spaces=(Space("bar", "Bar", 20), Space("barn", "Barn", 5)),
    )
    assert activity_costs(clashing, HELD, THERE) == {
        "bread": {"wishes": 0.5, "theme_spread": 0.1, "room_fit": 0.05},
        "cheese": {"wishes": 0.5, "theme_spread": 0.1, "room_fit": 0.05},
        "wine": {"wishes": 0.5},
    }


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_parts_of_all_activities_add_up_to_the_cost_of_each_criterion(seed: int) -> None:
    problem = small_problem(seed, activities=9, spaces=3, people=8)
    result = solve(problem, MaxIterations(256), seed)
    parts = activity_costs(problem, result.assignment, result.attendance).values()
    totals = weighted_costs(problem, result.assignment, result.attendance)
    for name in ("wishes", "theme_spread", "late_then_early", "room_fit"):
        assert sum(part.get(name, 0.0) for part in parts) == pytest.approx(totals[name]), name
