"""Who has fewer suggestions than they should, and why."""

from __future__ import annotations

from bigre_solvers.matching.plan import Plan
from bigre_solvers.matching.problem import Person, Problem
from bigre_solvers.matching.result import Lack, Shortage


def shortages_of(problem: Problem, plan: Plan) -> tuple[Shortage, ...]:
    """Everybody with fewer than `fewest`, in order."""
    short = [k for k in range(len(problem.people)) if plan.count[k] < problem.fewest]
    barred = barred_for(problem, short)
    return tuple(Shortage(k, lack_of(problem, plan, k, barred[k])) for k in short)


def lack_of(problem: Problem, plan: Plan, person: int, barred: set[int]) -> Lack:
    """Why nobody could be added for a person."""
    had = {person, *plan.partners(person)}
    talking = [k for k, other in enumerate(problem.people) if k not in had and can_talk(problem.people[person], other)]
    if not talking:
        return Lack.ALONE
    return Lack.ALL_MET if all(k in barred for k in talking) else Lack.ALL_TAKEN


def can_talk(one: Person, other: Person) -> bool:
    """Whether nothing says that they have no language in common."""
    return not one.languages or not other.languages or bool(one.languages & other.languages)


def barred_for(problem: Problem, people: list[int]) -> dict[int, set[int]]:
    """For some people, those who are never suggested to them."""
    number = {person.key: k for k, person in enumerate(problem.people)}
    found: dict[int, set[int]] = {k: set() for k in people}
    for one, other in (*problem.known, *problem.forbidden, *problem.past):
        for own, theirs in ((number[one], number[other]), (number[other], number[one])):
            if own in found:
                found[own].add(theirs)
    return found
