"""Each clause of the checker finds what it looks for, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from bigre_solvers.seating import Bound, MaxIterations, Person, Pin, Problem, Result, Round, Table, check, solve
from tests.factories.seating_problems import evening, people

ENDLESS = Bound(1 << 40, float("inf"), "")
FOUR = evening(4, 1, 2, 3)


def seated(*tables: tuple[int, ...]) -> Result:
    return Result((tables,), 0, 0.0, {}, ENDLESS, (), 1, 0)


def broken(problem: Problem, result: Result) -> list[str]:
    return [str(one) for one in check(problem, result).violations if one.rule != "misreported"]


@pytest.mark.parametrize(
    ("change", "tables", "sentences"),
    [
        ({}, ((0, 1), (2, 3)), []),
        ({}, ((0, 1),), ["out_of_place: round 'meal0' has 2 tables, 1 are seated"]),
        ({}, ((0, 1), (2, 3, 9)), ["out_of_place: round 'meal0' seats 9, who is nobody"]),
        ({}, ((0, 1), (2,)), ["everybody_once: 'dana' has 0 seats in round 'meal0' instead of 1"]),
        ({}, ((0, 1), (1, 2, 3)), ["everybody_once: 'bob' has 2 seats in round 'meal0' instead of 1"]),
        ({}, ((0, 1, 2), (3,)), ["table_sizes: 3 people sit at 't0' in round 'meal0'"]),
        (
            {"rounds": (Round("meal0", (Table("t0", 2), Table("t1", 3))),)},
            ((0,), (1, 2, 3)),
            ["table_sizes: 1 people sit at 't0' in round 'meal0'"],
        ),
        (
            {"rounds": (replace(FOUR.rounds[0], absent=frozenset({"dana"})),)},
            ((0, 1), (2, 3)),
            ["everybody_once: 'dana' has 1 seats in round 'meal0' instead of 0"],
        ),
        (
            {
                "people": (*people(3), Person("dana", needs=frozenset({"ramp"}))),
                "rounds": (Round("meal0", (Table("t0", 2, 1, frozenset({"ramp"})), Table("t1", 3, 1))),),
            },
            ((0, 1), (2, 3)),
            ["needs_met: 'dana' needs 'ramp', which 't1' lacks ('meal0')"],
        ),
        (
            {"together": (("alice", "dana"),)},
            ((0, 1), (2, 3)),
            ["together_kept: alice, dana sit at t0, t1 in round 'meal0'"],
        ),
        (
            {"apart": (("bob", "alice"),)},
            ((0, 1), (2, 3)),
            ["apart_kept: 'bob' and 'alice' share a table in round 'meal0'"],
        ),
        (
            {"pins": (Pin("dana", "meal0", "t0"),)},
            ((0, 1), (2, 3)),
            ["pins_kept: 'dana' isn't at 't0' in round 'meal0'"],
        ),
    ],
)
def test_each_clause(change: dict[str, Any], tables: tuple[tuple[int, ...], ...], sentences: list[str]) -> None:
    assert broken(replace(FOUR, **change), seated(*tables)) == sentences


def test_a_missing_round_is_found() -> None:
    result = Result((), 0, 0.0, {}, ENDLESS, (), 1, 0)
    assert broken(FOUR, result) == ["out_of_place: 0 rounds are seated, the problem has 1"]


def test_what_a_result_says_of_itself_is_counted_anew() -> None:
    result = solve(FOUR, MaxIterations(100), 1)
    assert check(FOUR, result).violations == ()
    # Six pairs are one more than its tables hold.
    boast = replace(result, pairs=result.pairs + 1, costs={**result.costs, "across": 0.0})
    assert [one.culprits for one in check(FOUR, boast).violations] == [("pairs",), ("across",), ()]
    beyond = replace(result, bound=Bound(1, 1.0, ""))
    assert [one.rule for one in check(FOUR, beyond).violations] == ["beyond_bounds"]


def test_costs_of_a_seating_by_hand() -> None:
    problem = replace(
        evening(4, 2, 2, 2),
        people=people(4, alice="a", bob="a"),
        met=(("charlie", "dana"),),
        suggested=(("alice", "dana"),),
    )
    again = Result((((0, 1), (2, 3)), ((0, 1), (2, 3))), 0, 0.0, {}, ENDLESS, (), 1, 0)
    report = check(problem, again)
    # Missed: alice–charlie, bob–charlie, bob–dana across; alice–dana suggested. Repeated: 1 + 2 meetings.
    assert (report.pairs, report.value) == (1, 0.25)
    assert report.costs == {"across": 3.0, "within": 0.0, "suggested": 2.0, "repeats": 0.1875, "fairness": 0.0}
