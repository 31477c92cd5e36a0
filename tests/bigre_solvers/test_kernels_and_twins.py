"""The kernels compute what their plain-Python twins say."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import MaxIterations
from bigre_solvers.timetable.criteria import CRITERIA, weighted_costs
from bigre_solvers.timetable.engine.annealing import Search
from bigre_solvers.timetable.engine.block import block_cost, optimistic_cost
from bigre_solvers.timetable.engine.compiled import compile_problem
from bigre_solvers.timetable.engine.memory import new_scratch
from bigre_solvers.timetable.engine.timetable import judge, read_block, state_at
from bigre_solvers.timetable.engine.twin import Block
from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.result import Placement
from tests.factories.rich_problems import with_groups, with_sites
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)


def annealed(problem: Problem, seed: int) -> Search:
    search = Search(compile_problem(problem), len(problem.blocks), seed)
    search.build(MaxIterations(256), None)
    search.improve(MaxIterations(256), None)
    return search


def repeats_left(search: Search, problem: Problem) -> frozenset[tuple[str, str]]:
    """Who doesn't consider which of several repeats."""
    people, active = search.arrays.audience, search.state.active[0]
    return frozenset(
        (problem.people[people.person[k]].key, activity.key)
        for number, activity in enumerate(problem.activities)
        for k in range(people.person_at[number], people.person_at[number + 1])
        if len(active) and not active[k]
    )


def assert_blocks_settle_as_their_twins(problem: Problem, seed: int) -> None:
    search = annealed(problem, seed)
    starts = {a.key: int(start) for a, start in zip(problem.activities, search.state.start, strict=True)}
    for number in range(len(problem.blocks)):
        plan = read_block(search.arrays, search.state, search.scratch, number)
        twin = Block(problem, starts, number, repeats_left(search, problem))
        twin.settle()
        assert plan.activities == [session.number for session in twin.sessions]
        assert plan.spaces == [session.room for session in twin.sessions]
        people = [{problem.people[p].key for p in attendees} for attendees in plan.attendees]
        assert people == [session.attendees for session in twin.sessions]


# In these, people's losses differ by a rounding only.
@example(198)
@example(1498)
@example(4351)
@example(4491)
@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_block_settles_as_its_twin_does(seed: int) -> None:
    assert_blocks_settle_as_their_twins(small_problem(seed, activities=8, spaces=3, people=9), seed)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_block_with_repeats_and_travel_settles_as_its_twin_does(seed: int) -> None:
    problem = small_problem(seed, activities=9, spaces=4, people=9)
    assert_blocks_settle_as_their_twins(with_groups(with_sites(problem, seed), seed, "repeats"), seed)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_with_repeats_the_total_kept_move_by_move_is_the_total_judged_afresh(seed: int) -> None:
    problem = with_groups(small_problem(seed, activities=9, spaces=3, people=9), seed, "repeats")
    search = annealed(problem, seed)
    parts, unplaced = judge(search.arrays, search.state, search.scratch)
    impossible = int((np.diff(search.arrays.rules.start_at) == 0).sum())
    expected = sum(parts.values()) + search.arrays.unplaced_cost * (unplaced - impossible)
    assert search.state.total[0] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_total_kept_move_by_move_is_the_total_judged_afresh(seed: int) -> None:
    problem = small_problem(seed, activities=8, spaces=3, people=9)
    search = annealed(problem, seed)
    parts, unplaced = judge(search.arrays, search.state, search.scratch)
    impossible = int((np.diff(search.arrays.rules.start_at) == 0).sum())
    expected = sum(parts.values()) + search.arrays.unplaced_cost * (unplaced - impossible)
    assert search.state.total[0] == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_judged_costs_are_those_of_the_criteria_in_plain_python(seed: int) -> None:
    problem = small_problem(seed, activities=6, spaces=4, people=6)
    search = annealed(problem, seed)
    parts, unplaced = judge(search.arrays, search.state, search.scratch)
    assignment: dict[str, Placement] = {}
    attendance: dict[str, tuple[str, ...]] = {}
    for number in range(len(problem.blocks)):
        plan = read_block(search.arrays, search.state, search.scratch, number)
        for act, space, people in zip(plan.activities, plan.spaces, plan.attendees, strict=True):
            key = problem.activities[act].key
            if space >= 0:
                assignment[key] = Placement(int(search.state.start[act]), problem.spaces[space].key)
            for person in people:
                name = problem.people[person].key
                attendance[name] = (*attendance.get(name, ()), key)
    if unplaced == int((search.state.start < 0).sum()):  # late_then_early counts those that lack only a space
        costs = weighted_costs(problem, assignment, attendance)
        assert {**dict.fromkeys(CRITERIA, 0.0), **costs} == pytest.approx(parts)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_optimistic_cost_of_a_block_never_exceeds_its_cost(seed: int) -> None:
    problem = small_problem(seed, activities=8, spaces=2, people=9)
    search = annealed(problem, seed)
    x = state_at(search.arrays, len(problem.blocks), search.state.start, search.state.active[0])
    scratch = new_scratch(search.arrays, len(problem.blocks))
    for number in range(len(problem.blocks)):
        lower = optimistic_cost(search.arrays, x, scratch, number)
        assert lower <= block_cost(search.arrays, x, scratch, number) + 1e-9
