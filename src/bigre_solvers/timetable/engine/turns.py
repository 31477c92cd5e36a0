"""Repeats: which of them each person considers attending, one at a time, as a decision of the search."""

from __future__ import annotations

import numpy as np

from bigre_solvers.timetable.engine.arrays import Changes, Rules, State, Turns, rows
from bigre_solvers.timetable.engine.chance import below
from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.problem import Problem


def compile_turns(problem: Problem, people: list[list[int]], must: list[list[bool]]) -> Turns:
    """The choices that repeats leave, given whom each activity concerns and who must be there.

    Whoever must be at one of the repeats attends no other by choice. The others begin with the first.
    """
    numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
    at = np.cumsum([0, *(len(one) for one in people)])
    active = np.ones(int(at[-1]) if problem.repeats else 0, np.bool_)
    choices: list[list[tuple[int, int]]] = []
    for group in problem.repeats:
        found: dict[int, list[tuple[int, int, bool]]] = {}
        for act in (numbers[key] for key in group):
            for k, p in enumerate(people[act]):
                found.setdefault(p, []).append((int(at[act]) + k, act, must[act][k]))
        for repeats in found.values():
            bound = any(forced for _, _, forced in repeats)
            left = [(k, act) for k, act, forced in repeats if not forced]
            active[[k for k, _ in (left if bound else left[1:])]] = False
            if not bound and len(repeats) > 1:
                choices.append(left)
    turn_at, places = rows([[k for k, _ in one] for one in choices])
    return Turns(turn_at, places, rows([[act for _, act in one] for one in choices])[1], active)


@kernel
def propose_turn(r: Rules, a: Turns, x: State, c: Changes) -> int:
    """Somebody leaves one of several repeats for another, held one; both count as changed in place; or -1."""
    turn = below(x.random, len(a.at) - 1)
    first, options = a.at[turn], a.at[turn + 1] - a.at[turn]
    new = first + below(x.random, options)
    old = first
    while not x.active[0, a.choices[old]]:
        old += 1
    if new == old or x.start[a.act[new]] < 0:
        return -1
    c.turn[0], c.turn[1] = a.choices[old], a.choices[new]
    x.active[0, c.turn[0]], x.active[0, c.turn[1]] = False, True
    for m in range(2):
        act = a.act[old if m == 0 else new]
        c.act[m], c.origin[m], c.target[m] = act, x.start[act], x.start[act]
    return 2


@kernel
def take_back_turn(x: State, c: Changes) -> None:
    """Whoever changed turns by the move under evaluation goes back."""
    x.active[0, c.turn[0]], x.active[0, c.turn[1]] = True, False
    c.turn[0] = -1
