"""What weighing a timetable takes, as arrays: comfort, fairness, and what leaving out costs."""

from __future__ import annotations

from collections import Counter

import numpy as np

from bigre_solvers.timetable.engine.arrays import Comfort, Fairness, Floats, Ints, rows
from bigre_solvers.timetable.engine.relations import bonds, theme_words, worth_of_weight
from bigre_solvers.timetable.problem import Problem, musts_of
from bigre_solvers.timetable.shares import repeats_by_activity, wishes_of

PINNED = 10


def costs_of_leaving_out(problem: Problem, cost: float) -> Floats:
    """Per activity, what leaving it out costs: pinned ones ten times as much; alternatives the most of theirs."""
    pinned = [a.pinned_start is not None or a.pinned_space is not None for a in problem.activities]
    costs = np.where(pinned, PINNED * cost, cost)
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    for group in problem.alternatives:
        members = [numbers[key] for key in group]
        costs[members] = costs[members].max()
    return costs


def compile_comfort(problem: Problem) -> Comfort:
    """What the other criteria need."""
    leads, leaders = bonds(problem, {activity.key: frozenset(activity.leaders) for activity in problem.activities})
    lead_at, lead_values = rows(leads)
    leader_at, leader_values = rows(leaders)
    duties, bound = bonds(problem, musts_of(problem))
    duty_at, duty_values = rows(duties)
    bound_at, bound_values = rows(bound)
    return Comfort(
        themes=theme_words(problem),
        theme_weight=float(problem.weights.theme_spread),
        lead_at=lead_at,
        leads=lead_values,
        leader_at=leader_at,
        leaders=leader_values,
        day_ticks=problem.ticks_per_day,
        late_tick=problem.late_minute // problem.tick_minutes,
        early_tick=-(-problem.early_minute // problem.tick_minutes),
        late_weight=float(problem.weights.late_then_early),
        duty_at=duty_at,
        duties=duty_values,
        bound_at=bound_at,
        bound=bound_values,
        last_end=last_ends(problem),
        end_weight=float(problem.weights.end_of_day),
        run_weight=float(problem.weights.long_runs),
        lonely_weight=float(problem.weights.lonely_days),
        any_day_weight=problem.weights.end_of_day + problem.weights.long_runs + problem.weights.lonely_days > 0,
    )


def last_ends(problem: Problem) -> Ints:
    """Per day, when its last block ends; -1 for a day without blocks."""
    found = np.full(problem.horizon // problem.ticks_per_day + 1, -1, np.int32)
    for block in problem.blocks:
        day = block.start // problem.ticks_per_day
        found[day] = max(found[day], block.end)
    return found


def compile_fairness(problem: Problem) -> Fairness:
    """What the shortfalls of the worst-off need."""
    repeats = repeats_by_activity(problem)
    wished = [sum(wish.weight for wish in wishes_of(person, repeats)) for person in problem.people]
    each = [worth_of_weight(problem, person, repeats) for person in problem.people]
    wishers = [number for number, total in enumerate(wished) if total > 0]
    sizes = Counter(problem.people[number].group for number in wishers if problem.people[number].group)
    groups = {group: number for number, group in enumerate(sorted(sizes))}
    weights = problem.weights
    return Fairness(
        weight=float(weights.worst_off),
        group_weight=float(weights.worst_off_groups),
        share=np.array([1 / (one * total) if total > 0 else 0.0 for one, total in zip(each, wished, strict=True)]),
        wisher=np.array(wishers, np.int32),
        group=np.array([groups.get(problem.people[number].group, -1) for number in wishers], np.int32),
        group_size=np.array([sizes[group] for group in groups], np.int32),
        on=weights.worst_off > 0 or weights.worst_off_groups > 0,
    )
