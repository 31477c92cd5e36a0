"""A bound on `room_fit`: activities share out the open ticks of the spaces at the least misfit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bigre_solvers.timetable.bounds.places import Place
from bigre_solvers.timetable.problem import Problem, Space, present

SCALE = 1_000_000_000

type Kind = tuple[int | None, int]  # capacity, and which spaces suit the same activities


def least_misfit(problem: Problem, places: Mapping[str, Place]) -> float:
    """At most the `room_fit` of any result with nothing left out, before its weight.

    A transport of ticks: each activity takes `duration` ticks of spaces that suit it, each space gives those at which
    it is open. An activity in one space for its whole duration is such a transport; the optimum is found in integers,
    and misfits are rounded down, so that nothing is lost to floating point. Without a transport there is no complete
    result, and each activity counts alone.
    """
    optional = {key for group in problem.alternatives for key in group}
    held = [place for key, place in places.items() if key not in optional]
    alone = sum(
        min((misfit(place, space) for space in place.spaces), default=0) * place.activity.duration for place in held
    )
    expecting = any(place.activity.audience is not None for place in held)
    return max(alone, transport(problem, held) if expecting else 0) / SCALE


def misfit(place: Place, space: Space) -> int:
    """The misfit of an activity in a space, per tick, rounded down to 1/`SCALE`."""
    if space.capacity is None or place.activity.audience is None:
        return 0
    largest = max(space.capacity, place.activity.audience, 1)
    return SCALE * abs(space.capacity - place.activity.audience) // (largest * place.activity.duration)


def transport(problem: Problem, held: list[Place]) -> int:
    """The cheapest transport, 0 when there is none; spaces that suit the same activities at the same cost are one."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # it takes a tenth of a second to import

    ticks = [tick for block in problem.blocks for tick in range(block.start, block.end)]
    served: dict[str, list[int]] = {space.key: [] for space in problem.spaces}
    for number, place in enumerate(held):
        for space in place.spaces:
            served[space.key].append(number)
    alike = {space.key: (space.capacity, tuple(served[space.key])) for space in problem.spaces}
    open_ticks: Counter[tuple[int | None, tuple[int, ...]]] = Counter()
    for space in problem.spaces:
        open_ticks[alike[space.key]] += sum(present(space.availability, tick, tick + 1) for tick in ticks)
    flow = SimpleMinCostFlow()
    sink = len(held) + len(open_ticks)
    for number, kind in enumerate(open_ticks, start=len(held)):
        flow.add_arc_with_capacity_and_unit_cost(number, sink, open_ticks[kind], 0)
        example = Space("", "", kind[0])
        for one in kind[1]:
            duration = held[one].activity.duration
            flow.add_arc_with_capacity_and_unit_cost(one, number, duration, misfit(held[one], example))
    for number, place in enumerate(held):
        flow.set_node_supply(number, place.activity.duration)
    flow.set_node_supply(sink, -sum(place.activity.duration for place in held))
    return int(flow.optimal_cost()) if flow.solve() == SimpleMinCostFlow.OPTIMAL else 0
