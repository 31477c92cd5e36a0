"""The cost by criterion, counted anew, pair by pair."""

from __future__ import annotations

from itertools import combinations

from bigre_solvers.seating.checking.clauses import Meal, meetings
from bigre_solvers.seating.problem import Person, Problem, Round


def recounted(problem: Problem, meals: list[Meal]) -> tuple[int, float, dict[str, float]]:
    """New pairs, what they weigh, and cost by criterion."""
    weights, shared = problem.weights, meetings(meals)
    knew = {frozenset(pair) for pair in problem.met}
    costs = {"across": 0.0, "within": 0.0, "suggested": 0.0, "repeats": 0.0, "fairness": 0.0}
    possible = dict.fromkeys((person.key for person in problem.people), 0)
    made = dict.fromkeys(possible, 0)
    pairs, value = 0, 0.0
    for one, other in combinations(problem.people, 2):
        pair = frozenset((one.key, other.key))
        name = class_of(problem, one, other)
        first = pair not in knew and shared[pair] > 0
        costs["repeats"] += weights.repeats * (shared[pair] - first)
        if first:
            pairs, value = pairs + 1, value + getattr(weights, name)
        if could_meet(problem, one, other):
            costs[name] += 0.0 if first else getattr(weights, name)
            for person in (one, other):
                possible[person.key] += 1
                made[person.key] += first
    for person in problem.people:
        reach = min(possible[person.key], sum(seats_beside(problem, one, person) for one in problem.rounds))
        costs["fairness"] += weights.fairness * (reach - made[person.key]) ** 2
    return pairs, value, costs


def class_of(problem: Problem, one: Person, other: Person) -> str:
    """The criterion that a pair's first meeting counts for."""
    if (one.key, other.key) in problem.suggested or (other.key, one.key) in problem.suggested:
        return "suggested"
    return "within" if one.group and one.group == other.group else "across"


def could_meet(problem: Problem, one: Person, other: Person) -> bool:
    """Whether a pair hadn't met, isn't kept apart, and is present together in some round."""
    pairs = ((one.key, other.key), (other.key, one.key))
    if any(pair in problem.met or pair in problem.apart for pair in pairs):
        return False
    return any(one.key not in meal.absent and other.key not in meal.absent for meal in problem.rounds)


def seats_beside(problem: Problem, one: Round, person: Person) -> int:
    """How many people at most share a table with someone in a round."""
    if person.key in one.absent:
        return 0
    present = sum(other.key not in one.absent for other in problem.people)
    return max(min(table.seats, present) for table in one.tables) - 1
