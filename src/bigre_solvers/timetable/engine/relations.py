"""Who and what binds activities to one another: shared people, conflicts, order, wishes, themes."""

from __future__ import annotations

from itertools import chain

import numpy as np

from bigre_solvers.timetable.engine.arrays import Words
from bigre_solvers.timetable.problem import Problem, musts_of


def clashing(problem: Problem) -> list[list[int]]:
    """Per activity, those that may never overlap it: a shared leader or required person, or a conflict."""
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    held: dict[str, list[int]] = {}
    for key, people in musts_of(problem).items():
        for person in people:
            held.setdefault(person, []).append(numbers[key])
    against: list[set[int]] = [set() for _ in numbers]
    for group in chain(held.values(), ([numbers[one], numbers[other]] for one, other in problem.conflicts)):
        for number in group:
            against[number].update(group)
    return [sorted(others - {number}) for number, others in enumerate(against)]


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


def concerned(problem: Problem) -> tuple[list[list[int]], list[list[float]], list[list[bool]]]:
    """Per activity, people who wish it or must be there, what their attendance is worth, and whether they must."""
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    musts = musts_of(problem)
    people: list[list[int]] = [[] for _ in numbers]
    worth: list[list[float]] = [[] for _ in numbers]
    must: list[list[bool]] = [[] for _ in numbers]
    held: dict[str, list[str]] = {}
    for key, keys in musts.items():
        for person_key in keys:
            held.setdefault(person_key, []).append(key)
    for number, person in enumerate(problem.people):
        share = problem.weights.wishes / max(1, person.wish_count)
        for key in sorted(person.wishes.keys() | set(held.get(person.key, ())), key=numbers.__getitem__):
            people[numbers[key]].append(number)
            worth[numbers[key]].append(person.wishes.get(key, 0.0) * share)
            must[numbers[key]].append(person.key in musts[key])
    return people, worth, must


def leading(problem: Problem) -> tuple[list[list[int]], list[list[int]]]:
    """The activities that each person leads, and the people who lead each activity."""
    people = {person.key: number for number, person in enumerate(problem.people)}
    leads: list[list[int]] = [[] for _ in people]
    leaders: list[list[int]] = []
    for number, activity in enumerate(problem.activities):
        leaders.append(sorted({people[key] for key in activity.leaders}))
        for person in leaders[-1]:
            leads[person].append(number)
    return leads, leaders


def theme_words(problem: Problem) -> Words:
    """Per activity, a bit for each of its themes, 64 to a word."""
    themes = {theme: n for n, theme in enumerate(sorted({t for a in problem.activities for t in a.themes}))}
    words = np.zeros((len(problem.activities), max(1, -(-len(themes) // 64))), np.uint64)
    for number, activity in enumerate(problem.activities):
        for theme in activity.themes:
            words[number, themes[theme] // 64] |= np.uint64(1 << (themes[theme] % 64))
    return words
