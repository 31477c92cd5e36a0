"""Who and what binds activities to one another: shared people, conflicts, order, wishes, themes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, permutations

import numpy as np

from bigre_solvers.timetable.engine.arrays import Ints, Words
from bigre_solvers.timetable.engine.sites import Whereabouts
from bigre_solvers.timetable.problem import Person, Problem, musts_of
from bigre_solvers.timetable.shares import repeats_by_activity, wish_count, wishes_of

LEAST_WISH = 1e-6


def clashing(problem: Problem, where: Whereabouts) -> tuple[list[list[int]], list[list[int]]]:
    """Per activity, those that may never overlap it, and how many ticks must lie between them.

    A leader or required person is needed at both (and travels), they are in conflict, or alternatives: never both.
    Those that draw from the same pools are listed too, with a gap that forbids nothing.
    """
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    duties: dict[str, list[str]] = {}
    for key, people in musts_of(problem).items():
        for person in people:
            duties.setdefault(person, []).append(key)
    gaps: list[dict[int, int]] = [{} for _ in numbers]
    for pool in problem.pools:
        users = [number for number, activity in enumerate(problem.activities) if pool.key in activity.equipment]
        for one, other in permutations(users, 2):
            gaps[one][other] = -problem.horizon
    for group in chain(duties.values(), problem.conflicts, problem.alternatives):
        for one, other in permutations({numbers[key] for key in group}, 2):
            gaps[one][other] = 0
    for group in duties.values():
        for one, other in permutations([numbers[key] for key in group], 2):
            gaps[one][other] = where.ticks_between(one, other)
    for group in problem.alternatives:
        for one, other in permutations([numbers[key] for key in group], 2):
            gaps[one][other] = problem.horizon
    return [sorted(one) for one in gaps], [[one[other] for other in sorted(one)] for one in gaps]


def alternatives_first(problem: Problem) -> Ints:
    """Per activity, the first of its alternatives; itself where there are none."""
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    stands_for = np.arange(len(numbers), dtype=np.int32)
    for group in problem.alternatives:
        stands_for[[numbers[key] for key in group]] = numbers[group[0]]
    return stands_for


def ordered(problem: Problem) -> tuple[list[list[int]], list[list[int]]]:
    """Per activity, those that come before or after it, and on which side (1 after, -1 before)."""
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    others: list[list[int]] = [[] for _ in numbers]
    sides: list[list[int]] = [[] for _ in numbers]
    for rule in dict.fromkeys(problem.precedences):
        before, after = numbers[rule.before], numbers[rule.after]
        others[before].append(after)
        sides[before].append(1)
        others[after].append(before)
        sides[after].append(-1)
    return others, sides


def equipment_taken(problem: Problem) -> Ints:
    """Per activity and pool, how many units it takes; in the last row, how many there are."""
    pools = {pool.key: number for number, pool in enumerate(problem.pools)}
    taken = np.zeros((len(problem.activities) + 1, len(pools)), np.int32)
    taken[-1] = [pool.units for pool in problem.pools]
    for number, activity in enumerate(problem.activities):
        for key, units in activity.equipment.items():
            taken[number, pools[key]] = units
    return taken


def worth_of_weight(problem: Problem, person: Person, repeats: Mapping[str, tuple[str, ...]]) -> float:
    """What a wish of weight 1 is worth; people go where they wish even if wishes cost nothing."""
    return max(problem.weights.wishes, LEAST_WISH) / wish_count(person, repeats)


def concerned(problem: Problem) -> tuple[list[list[int]], list[list[float]], list[list[bool]]]:
    """Per activity, people who wish it or must be there, what their attendance is worth, and whether they must.

    Any of several repeats is worth the weightiest wish for one of them.
    """
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    musts = musts_of(problem)
    people: list[list[int]] = [[] for _ in numbers]
    worth: list[list[float]] = [[] for _ in numbers]
    must: list[list[bool]] = [[] for _ in numbers]
    held: dict[str, list[str]] = {}
    repeats = repeats_by_activity(problem)
    for key, keys in musts.items():
        for person_key in keys:
            held.setdefault(person_key, []).append(key)
    for number, person in enumerate(problem.people):
        share = worth_of_weight(problem, person, repeats)
        weights = {key: wish.weight for wish in wishes_of(person, repeats) for key in wish.activities}
        for key in sorted(person.wishes.keys() | set(held.get(person.key, ())), key=numbers.__getitem__):
            people[numbers[key]].append(number)
            worth[numbers[key]].append(weights.get(key, 0.0) * share)
            must[numbers[key]].append(person.key in musts[key])
    return people, worth, must


def bonds(problem: Problem, bound: Mapping[str, frozenset[str]]) -> tuple[list[list[int]], list[list[int]]]:
    """Given who is bound to each activity: the activities of each person, and the people of each activity."""
    people = {person.key: number for number, person in enumerate(problem.people)}
    of_people: list[list[int]] = [[] for _ in people]
    of_activities: list[list[int]] = []
    for number, activity in enumerate(problem.activities):
        of_activities.append(sorted(people[key] for key in bound[activity.key]))
        for person in of_activities[-1]:
            of_people[person].append(number)
    return of_people, of_activities


def theme_words(problem: Problem) -> Words:
    """Per activity, a bit for each of its themes, 64 to a word."""
    themes = {theme: n for n, theme in enumerate(sorted({t for a in problem.activities for t in a.themes}))}
    words = np.zeros((len(problem.activities), max(1, -(-len(themes) // 64))), np.uint64)
    for number, activity in enumerate(problem.activities):
        for theme in activity.themes:
            words[number, themes[theme] // 64] |= np.uint64(1 << (themes[theme] % 64))
    return words
