"""Every seating keeps every rule; each rule decides somewhere; small ones are the best there are."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.seating import (
    InvalidProblem,
    MaxIterations,
    MaxSeconds,
    Person,
    Pin,
    Problem,
    Progress,
    Result,
    Round,
    Table,
    WhenAsked,
    check,
    plain_problem,
    solve,
)
from bigre_solvers.seating.result import Bound, Seating
from tests.factories.seating_problems import EXACT, busy_evening, evening, meals, people

QUICK = MaxIterations(6000)
SEEDS = st.integers(0, 10_000)


def names_at(problem: Problem, result: Result) -> list[list[set[str]]]:
    return [[{problem.people[n].key for n in table} for table in tables] for tables in result.rounds]


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_every_seating_passes_the_checker_and_its_bound(seed: int) -> None:
    problem = busy_evening(seed)
    report = check(problem, solve(problem, QUICK, seed))
    assert report.violations == ()


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(2, 12), st.integers(1, 5), st.integers(1, 4))
def test_every_plain_seating_passes_the_checker(seed: int, count: int, seats: int, rounds: int) -> None:
    problem = plain_problem(count, seats, rounds)
    assert check(problem, solve(problem, QUICK, seed)).violations == ()


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_same_seed_and_iterations_give_the_same_result(seed: int) -> None:
    for problem in (busy_evening(seed), plain_problem(11, 4, 4)):
        assert solve(problem, QUICK, seed) == solve(problem, QUICK, seed)


def test_without_any_move_the_first_seating_already_keeps_every_rule() -> None:
    problem = busy_evening(3)
    result = solve(problem, MaxSeconds(0), 1)
    assert result.iterations == 0
    assert check(problem, result).valid


def every_seating(problem: Problem) -> list[Seating]:
    options = []
    for one in problem.rounds:
        present = [k for k, person in enumerate(problem.people) if person.key not in one.absent]
        every = (dict(zip(present, at, strict=True)) for at in product(range(len(one.tables)), repeat=len(present)))
        options.append([tuple(tuple(p for p in present if at[p] == t) for t in range(len(one.tables))) for at in every])
    return list(product(*options))


def best_value(problem: Problem) -> float:
    """The most that new pairs can weigh, by looking at every seating."""
    endless = Bound(1 << 40, float("inf"), "")
    best = -1.0
    for rounds in every_seating(problem):
        report = check(problem, Result(rounds, 0, 0.0, {}, endless, (), 0, 0))
        if all(one.rule == "misreported" for one in report.violations):
            best = max(best, report.value)
    return best


TINY = replace(evening(4, 2, 2, 3), weights=replace(EXACT, repeats=0.0))
RULES: list[dict[str, Any]] = [
    {"apart": (("alice", "bob"),)},
    {"together": (("alice", "bob"),)},
    {"pins": (Pin("alice", "meal0", "t0"), Pin("bob", "meal0", "t0"), Pin("bob", "meal1", "t0"))},
    {"rounds": (TINY.rounds[0], replace(TINY.rounds[1], absent=frozenset({"dana"})))},
    {"rounds": meals(2, Table("t0", 2, 2), Table("t1", 3, 2))},
    {"people": (*TINY.people[:3], Person("dana", needs=frozenset({"ramp"}))),
     "rounds": meals(2, Table("t0", 2, 1, frozenset({"ramp"})), Table("t1", 3, 1))},
    {"met": (("alice", "bob"), ("bob", "charlie"))},
    {"suggested": (("alice", "dana"),)},
    {"people": people(4, alice="a", bob="a", charlie="a")},
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids="-".join)
def test_tiny_evenings_are_seated_at_their_proven_best(rule: dict[str, Any]) -> None:
    problem = replace(TINY, **rule)
    best = best_value(problem)
    result = solve(problem, QUICK, 1)
    assert result.value == best
    assert result.bound.value >= best


@pytest.mark.parametrize("rule", RULES[:6], ids="-".join)
def test_loosening_a_rule_never_worsens_the_best(rule: dict[str, Any]) -> None:
    assert best_value(TINY) >= best_value(replace(TINY, **rule))


def test_nobody_eats_alone_where_a_table_asks_for_two() -> None:
    problem = evening(4, 1, 3, 3, fewest=2)
    assert {len(table) for table in solve(problem, QUICK, 1).rounds[0]} == {2}
    alone = solve(evening(4, 1, 3, 3, fewest=1), QUICK, 1)
    assert {len(table) for table in alone.rounds[0]} == {1, 3}


def test_who_needs_a_ramp_always_finds_one() -> None:
    ramp = frozenset({"ramp"})
    tables = (Table("step", 3), Table("flat", 3, features=ramp))
    problem = Problem((*people(5), Person("fatou", needs=ramp)), meals(4, *tables))
    assert all("fatou" in flat for _, flat in names_at(problem, solve(problem, QUICK, 1)))


def test_an_interpreter_stays_with_all_who_need_one() -> None:
    together = (("alice", "bob"), ("alice", "charlie"))
    problem = replace(evening(6, 3, 3, 3), together=together)
    found = names_at(problem, solve(problem, QUICK, 1))
    assert all({"alice", "bob", "charlie"} in tables for tables in found)


def test_a_family_without_its_absent_member_still_sits_together() -> None:
    rounds = tuple(replace(one, absent=frozenset({"bob"})) for one in meals(2, Table("t0", 3), Table("t1", 3)))
    problem = Problem(people(6), rounds, together=(("alice", "bob", "charlie"),))
    for tables in names_at(problem, solve(problem, QUICK, 1)):
        assert any({"alice", "charlie"} <= table for table in tables)
        assert all("bob" not in table for table in tables)


def test_who_must_not_meet_never_does() -> None:
    problem = replace(evening(6, 4, 3, 3), apart=(("alice", "bob"), ("alice", "charlie")))
    for tables in names_at(problem, solve(problem, QUICK, 1)):
        assert all(not table & {"bob", "charlie"} for table in tables if "alice" in table)


def test_pinned_seats_stay() -> None:
    pins = (Pin("alice", "meal1", "t1"), Pin("bob", "meal2", "t0"))
    problem = replace(evening(6, 3, 3, 3), pins=pins)
    found = names_at(problem, solve(problem, QUICK, 1))
    assert ("alice" in found[1][1], "bob" in found[2][0]) == (True, True)


def test_those_who_knew_each_other_are_not_brought_together_again() -> None:
    problem = replace(evening(4, 1, 2, 2), met=(("alice", "bob"), ("charlie", "dana"), ("alice", "charlie")))
    found = names_at(problem, solve(problem, QUICK, 1))
    assert found[0] in ([{"alice", "dana"}, {"bob", "charlie"}], [{"bob", "charlie"}, {"alice", "dana"}])


def test_cooperatives_mix_and_suggestions_come_first() -> None:
    mixed = replace(evening(4, 1, 2, 2), people=people(4, alice="a", bob="a", charlie="b", dana="b"))
    assert solve(mixed, QUICK, 1).costs == {
        "across": 2.0, "within": 0.5, "suggested": 0.0, "repeats": 0.0, "fairness": 0.0,
    }  # fmt: skip
    suggested = replace(mixed, suggested=(("alice", "bob"),))
    assert {"alice", "bob"} in names_at(suggested, solve(suggested, QUICK, 1))[0]


def test_fairness_serves_the_person_with_the_fewest_acquaintances() -> None:
    # A pair at a small table meets nobody else there: without fairness the same two may sit there every time.
    unfair = replace(evening(6, 3, 4, 2), weights=replace(EXACT, fairness=1.0))
    result = solve(unfair, MaxIterations(30_000), 1)
    made = [{q for tables in result.rounds for t in tables if p in t for q in t} - {p} for p in range(6)]
    assert min(map(len, made)) >= 4


def test_progress_is_told_and_never_loses_pairs() -> None:
    told: list[Progress] = []
    asked = iter([False] * 100 + [True] * 10)
    solve(plain_problem(40, 8, 8), WhenAsked(lambda: next(asked)), 1, told.append)
    assert [one.pairs for one in told] == sorted(one.pairs for one in told)


def test_it_stops_as_soon_as_everybody_has_met() -> None:
    result = solve(plain_problem(16, 4, 5), MaxSeconds(60), 1)
    assert (result.pairs, result.cost) == (120, 0.0)
    assert result.explanation == (
        "120 new pairs of 120 at most: everybody who can meet has met",
        "'p0' makes the fewest acquaintances: 15 of 15 possible",
    )


def test_a_round_that_no_seating_suits_is_refused_by_name() -> None:
    triangle = (("alice", "bob"), ("bob", "charlie"), ("alice", "charlie"))
    with pytest.raises(InvalidProblem, match="round 'meal0' can't be seated by all its rules"):
        solve(Problem(people(3), (Round("meal0", (Table("t0", 2, 1), Table("t1", 2, 1))),), apart=triangle), QUICK, 1)
