"""From a problem to the arrays of this engine."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bigre_solvers.timetable.engine.arrays import Flags, Floats, Words, rows
from bigre_solvers.timetable.engine.compiled import possible_starts, suitable_spaces, table
from bigre_solvers.timetable.engine.relations import ordered
from bigre_solvers.timetable.engine.slots.arrays import Arrays, People, Rules, Spaces, When, words
from bigre_solvers.timetable.engine.slots.fitting import CRITERIA, spans
from bigre_solvers.timetable.engine.weighing import costs_of_leaving_out
from bigre_solvers.timetable.problem import Problem, Weights, musts_of


def bit_rows(lists: Iterable[Iterable[int]], bits: int) -> Words:
    """Lists of numbers below `bits` as sets of bits, a row each."""
    found = []
    for numbers in lists:
        row = [0] * words(bits)
        for number in numbers:
            row[number // 64] |= 1 << (number % 64)
        found.append(row)
    return np.array(found, np.uint64).reshape(len(found), words(bits))


def cost_of_day(ticks_from_the_end: list[int], weights: Weights) -> float:
    """What a day costs someone who must be somewhere at these ticks, counted back from the end of the day."""
    taken = set(ticks_from_the_end)
    thirds = sum(tick + 1 in taken and tick + 2 in taken for tick in taken)
    return weights.end_of_day * (0 in taken) + weights.long_runs * thirds + weights.lonely_days * (len(taken) == 1)


def day_costs(length: int, weights: Weights) -> Floats:
    """`cost_of_day` of every set of bits."""
    sets = ([tick for tick in range(length) if number >> tick & 1] for number in range(1 << length))
    return np.array([cost_of_day(ticks, weights) for ticks in sets])


def compile_when(problem: Problem) -> When:
    """The slots in the order of their ticks."""
    days = spans(problem)
    numbers = {day: number for number, day in enumerate(sorted(days))}
    ticks = np.array([tick for block in problem.blocks for tick in range(block.start, block.end)], np.int32)
    of_tick = (ticks // problem.ticks_per_day).tolist()
    return When(
        tick=ticks,
        day=np.array([numbers[day] for day in of_tick], np.int32),
        bit=np.array(
            [1 << (days[day][1] - 1 - tick) for day, tick in zip(of_tick, ticks.tolist(), strict=True)], np.int32
        ),
    )


def conflicting(problem: Problem, suitable: list[list[int]]) -> list[set[int]]:
    """Per activity, those that may not share its slot: someone must be at both, a conflict, or the same only space."""
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    duties: dict[str, list[int]] = {}
    for key, people in musts_of(problem).items():
        for person in people:
            duties.setdefault(person, []).append(numbers[key])
    only: dict[int, list[int]] = {}
    for number, spaces in enumerate(suitable):
        if len(spaces) == 1:
            only.setdefault(spaces[0], []).append(number)
    pairs = [[numbers[one], numbers[other]] for one, other in problem.conflicts]
    found: list[set[int]] = [set() for _ in numbers]
    for group in (*duties.values(), *only.values(), *pairs):
        for number in group:
            found[number].update(group)
    return [others - {number} for number, others in enumerate(found)]


def compile_rules(problem: Problem, when: When, starts: list[list[int]], suitable: list[list[int]]) -> Rules:
    """When activities may be held, and what binds them."""
    slot_of = {tick: slot for slot, tick in enumerate(when.tick.tolist())}
    allowed = [[slot_of[start] for start in one] for one in starts]
    may: Flags = np.zeros((len(allowed), len(slot_of)), np.bool_)
    for number, slots in enumerate(allowed):
        may[number, slots] = True
    others, sides = ordered(problem)
    pairs = [list(zip(*both, strict=True)) for both in zip(others, sides, strict=True)]
    before_at, before = rows([[other for other, side in one if side < 0] for one in pairs])
    after_at, after = rows([[other for other, side in one if side > 0] for one in pairs])
    slot_at, slots_end_to_end = rows(allowed)
    return Rules(
        may=may,
        slot_at=slot_at,
        slots=slots_end_to_end,
        conflicts=bit_rows(conflicting(problem, suitable), len(allowed)),
        before_at=before_at,
        before=before,
        after_at=after_at,
        after=after,
        ordered=len(before) > 0,
        weight=costs_of_leaving_out(problem, 1.0),
    )


def compile_people(problem: Problem) -> People:
    """Who must be where, and what each kind of day costs."""
    numbers = {person.key: number for number, person in enumerate(problem.people)}
    musts = musts_of(problem)
    present = [sorted(numbers[key] for key in musts[activity.key]) for activity in problem.activities]
    person_at, person = rows(present)
    longest = max((end - first for first, end in spans(problem).values()), default=0)
    weights = [weight for name in CRITERIA if (weight := getattr(problem.weights, name)) > 0]
    return People(
        person_at=person_at,
        person=person,
        crowd=bit_rows(present, len(numbers)),
        cost=day_costs(longest, problem.weights),
        step=sum(weights) / max(1, len(weights)),
    )


def compile_slots(problem: Problem) -> Arrays:
    """The arrays of a problem that `fits`."""
    when = compile_when(problem)
    absent = table((person.availability for person in problem.people), problem.horizon)
    closed = table((space.availability for space in problem.spaces), problem.horizon)
    suitable = suitable_spaces(problem)
    suit_at, suits = rows(suitable)
    return Arrays(
        when=when,
        rules=compile_rules(problem, when, possible_starts(problem, absent, closed, suitable), suitable),
        spaces=Spaces(suit_at, suits, np.diff(closed, axis=1)[:, when.tick].T > 0),
        people=compile_people(problem),
    )
