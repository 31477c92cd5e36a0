"""The bound on a whole problem: the sum of what is proven of each criterion."""

from __future__ import annotations

from collections.abc import Mapping

from bigre_solvers.timetable.bounds.places import Place, places_of
from bigre_solvers.timetable.bounds.room_fit import least_misfit
from bigre_solvers.timetable.bounds.worth import worth_of
from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.shares import repeats_by_activity, wish_count, wishes_of
from bigre_solvers.timetable.stop import Stop

TOLERANCE = 1e-9  # taken off the bound: more than sums of floating point numbers lose


def lower_bound(problem: Problem, stop: Stop) -> float:
    """A proven lower bound on the total weighted cost of any valid result that leaves nothing out.

    It grows with what `stop` allows (`MaxIterations`: rounds of the dual search, then the same for the same problem),
    and holds whenever it is stopped. It says nothing of results that leave something out.
    """
    return sum(lower_bounds(problem, stop).values())


def lower_bounds(problem: Problem, stop: Stop) -> dict[str, float]:
    """Criterion → a proven lower bound on its weighted cost; criteria of which only 0 is known aren't named."""
    places = places_of(problem)
    found = {"wishes": missed_at_least(problem, places, stop)}
    found["room_fit"] = problem.weights.room_fit * least_misfit(problem, places)
    return {name: max(0.0, cost * (1 - TOLERANCE)) for name, cost in found.items()}


def missed_at_least(problem: Problem, places: Mapping[str, Place], stop: Stop) -> float:
    """A bound on what missed wishes cost, by `wishes`, `worst_off` and `worst_off_groups` together."""
    from bigre_solvers.timetable.bounds.dual import granted_at_most  # numba takes a second to import
    from bigre_solvers.timetable.bounds.relaxation import relaxed

    worth = worth_of(problem, places)
    if not worth.missed:
        return 0.0
    all_of_it = int(worth.missed * worth.scale)
    return (all_of_it - granted_at_most(relaxed(problem, places, worth), all_of_it, stop)) / worth.scale


def share_of_the_possible(problem: Problem, cost: float, bound: float) -> float:
    """What a result of that cost achieves at least of what the best could: 0.98 for "98 % of the best possible".

    Both are measured from a result that grants nobody any wish: for KoMa this compares what KoMa maximises.
    """
    nothing = cost_of_granting_nothing(problem)
    return max(0.0, nothing - cost) / (nothing - bound) if nothing > bound else 1.0


def cost_of_granting_nothing(problem: Problem) -> float:
    """The weighted cost of `wishes` when nobody attends anything that they wish."""
    repeats = repeats_by_activity(problem)
    return problem.weights.wishes * sum(
        sum(wish.weight for wish in wishes_of(person, repeats)) / wish_count(person, repeats)
        for person in problem.people
    )
