"""Building, moves, repeats, equipment and fairness: the kernels do what their plain-Python twins say."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import MaxIterations, Weights
from bigre_solvers.timetable.engine.annealing import Search
from bigre_solvers.timetable.engine.arrays import Arrays, Changes, Flags, Ints, Numbers, State
from bigre_solvers.timetable.engine.building import place
from bigre_solvers.timetable.engine.compiled import compile_problem
from bigre_solvers.timetable.engine.jit import compiler
from bigre_solvers.timetable.engine.memory import new_scratch
from bigre_solvers.timetable.engine.moves import propose
from bigre_solvers.timetable.engine.placing import undo
from bigre_solvers.timetable.engine.timetable import judge, state_at
from bigre_solvers.timetable.engine.twin import Block
from bigre_solvers.timetable.engine.twin_moves import Chance, Left, Moves, Starts
from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.shares import worst_tenth_cost
from tests.factories.rich_problems import rich_problem, with_equipment, with_groups
from tests.factories.slot_problems import DAYS_ONLY
from tests.factories.timetable_problems import small_problem

SEEDS = st.integers(0, 10_000)
PROPOSALS = 60


def there_and_back(a: Arrays, x: State, c: Changes, movable: Numbers, noted: tuple[bool, Ints, Flags]) -> bool:
    """Whether a move comes of it, noted behind whether there are troubles, and taken back."""
    troubled, start, active = noted
    moves = propose(a.rules, a.turns, x, c, movable, troubled)
    for act in range(len(start)):
        start[act] = x.start[act]
    for k in range(len(active)):
        active[k] = x.active[0, k]
    if moves >= 0:
        undo(a.rules, x, c, moves)
    return moves >= 0


compiled = compiler(there_and_back)


def annealed(problem: Problem, seed: int) -> Search:
    search = Search(compile_problem(problem), len(problem.blocks), seed)
    search.build(MaxIterations(256), None)
    search.improve(MaxIterations(256), None)
    return search


def starts_of(start: Ints) -> Starts:
    return {act: tick for act, tick in enumerate(start.tolist()) if tick >= 0}


def repeats_left(search: Search, problem: Problem, active: Flags) -> Left:
    """Who doesn't consider which of several repeats."""
    people = search.arrays.audience
    return frozenset(
        (problem.people[people.person[k]].key, activity.key)
        for number, activity in enumerate(problem.activities)
        for k in range(people.person_at[number], people.person_at[number + 1])
        if len(active) and not active[k]
    )


def assert_moves_are_those_of_the_twin(problem: Problem, seed: int) -> None:
    search, twin = annealed(problem, seed), Moves(problem)
    a, x, movable = search.arrays, search.state, search.movable.tolist()
    if not movable:
        return
    before, left = starts_of(x.start), repeats_left(search, problem, x.active[0])
    for number in range(PROPOSALS):
        troubled, chance = number % 2 == 0, Chance(int(x.random[0]))
        start, active = x.start.copy(), x.active[0].copy()
        done = compiled(a, x, search.scratch.changes, search.movable, (troubled, start, active))
        placeless = set(np.flatnonzero(x.space < 0).tolist()) if troubled else None
        expected = twin.proposed(before, left, movable, placeless, chance)
        assert ((starts_of(start), repeats_left(search, problem, active)) if done else None) == expected
        assert chance.word == int(x.random[0])
        assert (starts_of(x.start), repeats_left(search, problem, x.active[0])) == (before, left)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_moves_lead_where_their_twins_do(seed: int) -> None:
    assert_moves_are_those_of_the_twin(small_problem(seed, activities=9, spaces=3, people=6), seed)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_moves_that_need_equipment_lead_where_their_twins_do(seed: int) -> None:
    problem = with_equipment(small_problem(seed, activities=9, spaces=4, people=3), seed)
    pinned = replace(problem.activities[0], pinned_start=compile_problem(problem).rules.starts.tolist()[0])
    possible = pinned.pinned_start in Moves(problem).possible[0]
    some = (pinned, *problem.activities[1:]) if possible else problem.activities
    assert_moves_are_those_of_the_twin(replace(problem, activities=some), seed)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_moves_in_problems_that_use_everything_lead_where_their_twins_do(seed: int) -> None:
    assert_moves_are_those_of_the_twin(rich_problem(seed), seed)


def cost_at(search: Search, problem: Problem) -> Callable[[Starts], float]:
    """Judges timetables given by starts afresh, with what is left out at its price."""
    a, scratch = search.arrays, new_scratch(search.arrays, len(problem.blocks))

    def cost(starts: Starts) -> float:
        start = np.array([starts.get(act, -1) for act in range(len(problem.activities))], np.int32)
        x = state_at(a, len(problem.blocks), start, search.state.active[0])
        parts, unplaced = judge(a, x, scratch)
        return sum(parts.values()) + a.unplaced_cost * unplaced

    return cost


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_each_activity_is_built_in_where_its_twin_says(seed: int) -> None:
    problem = rich_problem(seed) if seed % 2 else small_problem(seed, activities=9, spaces=3, people=9)
    search, twin = Search(compile_problem(problem), len(problem.blocks), seed), Moves(problem)
    cost, x = cost_at(search, problem), search.state
    for act in range(len(problem.activities)):
        tries = 3 + 3 * (act % 3)
        tried, worth = np.zeros(tries, np.int32), np.zeros(tries)
        before, chance = starts_of(x.start), Chance(int(x.random[0]))
        place(search.arrays, x, search.scratch, np.array([act], np.int64), tried, worth)
        promising = twin.promising(before, act, tries, chance)
        assert tried[: len(promising)].tolist() == promising
        assert worth[: len(promising)].tolist() == [twin.promise(before, act, start) for start in promising]
        deltas = twin.deltas(before, act, promising, cost)
        least = min(deltas.values(), default=0.0)
        after = starts_of(x.start)
        assert {**before, **({act: after[act]} if act in after else {})} == after
        assert (deltas[after[act]] if act in after else 0.0) == pytest.approx(min(0.0, least))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_shares_granted_move_by_move_are_those_of_the_blocks_settled_in_plain_python(seed: int) -> None:
    drawn = with_groups(small_problem(seed, activities=8, spaces=3, people=12), seed, "repeats")
    grouped = tuple(replace(one, group=("", "north", "south")[n % 3]) for n, one in enumerate(drawn.people))
    problem = replace(drawn, people=grouped, weights=Weights(worst_off=2.0, worst_off_groups=1.5))
    search = annealed(problem, seed)
    left, starts = repeats_left(search, problem, search.state.active[0]), starts_of(search.state.start)
    by_key = {problem.activities[act].key: tick for act, tick in starts.items()}
    share, grants = search.arrays.fairness.share.tolist(), search.scratch.grants
    blocks = [Block(problem, by_key, number, left) for number in range(len(problem.blocks))]
    for number, block in enumerate(blocks):
        block.settle()
        worth = [block.worth(one.key) if one.key in block.items else 0.0 for one in problem.people]
        granted = [one * part for one, part in zip(worth, share, strict=True)]
        assert grants.kept[number].tolist() == pytest.approx(granted)
    wishers = search.arrays.fairness.wisher.tolist()
    missed = {p: 1.0 - float(grants.kept[:, p].sum()) for p in wishers}
    names = sorted({problem.people[p].group for p in wishers} - {""})
    groups = [[missed[p] for p in wishers if problem.people[p].group == name] for name in names]
    expected = 2.0 * worst_tenth_cost(missed.values()) + 1.5 * worst_tenth_cost(sum(g) / len(g) for g in groups)
    assert grants.cost[0] == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_costs_of_days_kept_move_by_move_are_those_judged_afresh(seed: int) -> None:
    drawn = small_problem(seed, activities=9, spaces=3, people=6)
    problem = replace(drawn, weights=replace(DAYS_ONLY, wishes=1.0))
    search = annealed(problem, seed)
    impossible = int((np.diff(search.arrays.rules.start_at) == 0).sum())
    judged = cost_at(search, problem)(starts_of(search.state.start)) - search.arrays.unplaced_cost * impossible
    assert search.state.total[0] == pytest.approx(judged)
