"""Tiny random problems that use what not every gathering needs: equipment, repeats, alternatives, several sites."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bigre_solvers.timetable import Pool, Problem, Travel
from tests.factories.timetable_problems import small_problem

SITES = ("hill", "valley", "beach")


def with_equipment(problem: Problem, seed: int) -> Problem:
    """Most activities take units of one or two pools that don't suffice for all at once."""
    chance = Random(seed)
    pools = (Pool("projector", "Projectors", 2), Pool("drum", "Drums", 1))
    return replace(
        problem,
        pools=pools,
        activities=tuple(
            replace(one, equipment={p.key: chance.randint(1, p.units) for p in pools if chance.random() < 0.5})
            for one in problem.activities
        ),
    )


def with_sites(problem: Problem, seed: int) -> Problem:
    """Each space lies on one of three sites, one or two ticks apart (so that going around may be shorter)."""
    chance = Random(seed)
    spaces = tuple(replace(one, site=chance.choice(SITES)) for one in problem.spaces)
    found = sorted({space.site for space in spaces})
    pairs = [(one, other) for one in found for other in found if one < other]
    travels = tuple(Travel(one, other, chance.choice((1, 2))) for one, other in pairs)
    return replace(problem, spaces=spaces, travels=travels)


def with_groups(problem: Problem, seed: int, kind: str) -> Problem:
    """The first two and the next three activities are repeats or alternatives of one another."""
    keys = [activity.key for activity in problem.activities]
    Random(seed).shuffle(keys)
    groups = (tuple(keys[:2]), tuple(keys[2:5]))
    return replace(problem, repeats=groups) if kind == "repeats" else replace(problem, alternatives=groups)


def rich_problem(seed: int) -> Problem:
    """A small problem that uses everything at once."""
    problem = with_sites(with_equipment(small_problem(seed, activities=9, spaces=3, people=8), seed), seed)
    keys = [activity.key for activity in problem.activities]
    Random(seed).shuffle(keys)
    return replace(problem, repeats=(tuple(keys[:3]),), alternatives=(tuple(keys[3:5]), tuple(keys[5:7])))
