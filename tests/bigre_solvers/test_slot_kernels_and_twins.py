"""The kernels of the slot engine compute what their plain-Python twin says."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.timetable import MaxIterations, Person, Problem, Space, Window
from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.jit import compiler
from bigre_solvers.timetable.engine.slots.arrays import Arrays, Scratch, State
from bigre_solvers.timetable.engine.slots.chains import follow
from bigre_solvers.timetable.engine.slots.compiled import compile_slots, day_costs
from bigre_solvers.timetable.engine.slots.judging import change_of_days, judge, movers
from bigre_solvers.timetable.engine.slots.search import SlotSearch
from bigre_solvers.timetable.engine.slots.solving import best_assignment, days_at, tables_of_days
from bigre_solvers.timetable.engine.slots.twin import Twin
from bigre_solvers.timetable.problem import Activity
from bigre_solvers.timetable.result import Placement
from tests.factories.slot_problems import DAYS_ONLY, slot_problem

SEEDS = st.integers(0, 10_000)


def weighed(a: Arrays, x: State, s: Scratch, act: int, there: int) -> tuple[int, float]:
    """Length of the chain (0: it may not be) and what it changes."""
    here = x.slot[act]
    length = follow(a.rules, x, s.chain, act, here, there)
    movers(a.people, s.chain, max(1, length))
    return length, change_of_days(a.people, a.when, x.days, s.chain, here, there)


compiled = compiler(weighed)


def searched(problem: Problem, seed: int, iterations: int = 6000) -> SlotSearch:
    search = SlotSearch(compile_slots(problem), len(problem.people), seed)
    search.run(MaxIterations(iterations))
    return search


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_chains_hold_whom_they_should_and_cost_what_they_change(seed: int) -> None:
    problem = slot_problem(seed, activities=16, spaces=3, people=8)
    search, twin = searched(problem, seed), Twin(problem)
    a, x, s = search.arrays, search.state, search.scratch
    judge(a, x)
    ticks = a.when.tick.tolist()
    starts = {act: ticks[slot] for act, slot in enumerate(x.slot.tolist()) if slot >= 0}
    before = twin.cost(starts)
    assert x.cost[0] == pytest.approx(before)
    for act in starts:
        here = int(x.slot[act])
        for there in {ticks.index(start) for start in twin.starts[act]} - {here}:
            length, delta = compiled(a, x, s, act, there)
            chain = twin.chain(starts, act, ticks[there])
            assert set(s.chain.act[:length].tolist()) == chain
            if chain:
                after = twin.moved(starts, chain, ticks[here], ticks[there])
                assert delta == pytest.approx(twin.cost(after) - before)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_what_is_kept_move_by_move_is_what_is_judged_afresh(seed: int) -> None:
    search = searched(slot_problem(seed, activities=14), seed, 20_000)
    a, x = search.arrays, search.state
    if search.waiting.number[0] > 0:
        return
    kept = x.cost[0], x.days.copy(), x.held.copy(), x.free.copy()
    judge(a, x)
    assert x.cost[0] == pytest.approx(kept[0])
    assert np.array_equal(x.days, kept[1])
    for slot in range(len(x.free)):
        acts = {act for act in range(len(x.slot)) if x.slot[act] == slot}
        bits = {act for act in range(len(x.slot)) if int(kept[2][slot, act // 64]) >> (act % 64) & 1}
        assert {act for act in x.holder[slot].tolist() if act >= 0} == bits == acts
        assert kept[3][slot] == np.count_nonzero(~a.spaces.closed[slot]) - len(acts)


def test_every_kind_of_day_costs_what_the_criteria_say() -> None:
    length = 5
    table = day_costs(length, DAYS_ONLY)
    for taken in product((False, True), repeat=length):
        ticks = [tick for tick, one in enumerate(taken) if one]
        activities = tuple(Activity(f"a{tick}", "", 1) for tick in ticks)
        person = Person("p", "P", required=tuple(a.key for a in activities))
        problem = Problem(60, (Window(0, length),), activities, (Space("s", "S"),), (person,), weights=DAYS_ONLY)
        assignment = {f"a{tick}": Placement(tick, "s") for tick in ticks}
        bits = sum(1 << (length - 1 - tick) for tick in ticks)
        assert table[bits] == sum(weighted_costs(problem, assignment, {}).values())


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_costs_told_on_the_way_are_those_of_the_criteria(seed: int) -> None:
    problem = slot_problem(seed, activities=14)
    search = searched(problem, seed)
    days = days_at(search.arrays, search.people, search.state.best_slot)
    tables = tables_of_days(problem.weights, len(search.arrays.people.cost))
    told = {name: float(table[days].sum()) for name, table in tables.items()}
    assert told == pytest.approx(weighted_costs(problem, best_assignment(problem, search), {}))
