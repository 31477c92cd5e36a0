"""Finds the fewest moves by allowing ever more weight to move, and repairs of other kinds beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.repairing.proposal import Move, Repair, RepairKind
from bigre_solvers.timetable.repairing.situation import SCALE, Situation, people_touched
from bigre_solvers.timetable.result import Placement

if TYPE_CHECKING:
    from bigre_solvers.timetable.repairing.search import Found, Search

EFFORT = 1.0


def repair(
    problem: Problem,
    placed: Mapping[str, Placement],
    *,
    effort: float = EFFORT,
    seed: int = 0,
    touched: Mapping[str, float] | None = None,
    alternatives: int = 3,
) -> tuple[Repair, ...]:
    """Up to `alternatives` repairs different in kind, the one with the fewest moves first.

    `problem` is the changed one; `placed` is what was published (places that don't exist any more may be among it).
    `touched`: activity → how many people its move touches (default: those who must be there or wish it).
    `effort` bounds the search in deterministic seconds, so that the same call always gives the same repairs.
    """
    from bigre_solvers.timetable.repairing.search import Search  # OR-Tools takes a second to import

    situation = Situation(problem, placed, people_touched(problem) if touched is None else touched)
    search = Search(situation, seed)
    fewest = search.fewest(effort)
    repairs = [proposal(situation, RepairKind.FEWEST, fewest)]
    if repairs[0].moves and alternatives > 1:
        for kind, found in others(search, fewest, effort / 4):
            new = found and proposal(situation, kind, found)
            if new and nature(new) not in map(nature, repairs):
                repairs.append(new)
            if len(repairs) >= alternatives:
                break
    return tuple(lightest_first(situation, repairs))


def lightest_first(situation: Situation, repairs: list[Repair]) -> list[Repair]:
    """Where the first isn't proven and another turned out to be lighter, that one is called the one with the fewest."""
    out = [len(situation.out(one.assignment)) for one in repairs]
    least = min(range(len(repairs)), key=lambda n: (out[n], repairs[n].weight))
    if least == 0:
        return repairs
    as_good = [one for n, one in enumerate(repairs) if n not in (0, least) and out[n] <= out[least]]
    return [replace(repairs[least], kind=RepairKind.FEWEST, proven=False), *as_good]


def others(search: Search, fewest: Found, effort: float) -> Iterator[tuple[RepairKind, Found | None]]:
    """Repairs of the other kinds that leave out no more than the first, except where that is the point."""
    placed = search.situation.placed
    yield RepairKind.SAME_TIME, search.only(lambda key, place: place.start == placed[key].start, fewest, effort)
    yield RepairKind.SAME_SPACE, search.only(lambda key, place: place.space == placed[key].space, fewest, effort)
    yield RepairKind.OTHERS, search.sparing(fewest, effort)
    yield RepairKind.LEAVE_OUT, search.leaving_one_more_out(fewest, effort)


def proposal(situation: Situation, kind: RepairKind, found: Found) -> Repair:
    """What was found, told as moves."""
    placed, assignment = situation.placed, found.assignment
    moves = tuple(
        Move(key, placed.get(key), assignment.get(key))
        for key in situation.ties.activities
        if placed.get(key) != assignment.get(key)
    )
    return Repair(
        kind=kind,
        moves=moves,
        assignment=assignment,
        weight=situation.weigh(assignment) / SCALE,
        proven=found.proven,
        unplaced=tuple(key for unit in situation.out(assignment) for key in unit),
    )


def nature(one: Repair) -> frozenset[tuple[str, bool, bool, bool]]:
    """What makes two repairs different: which activities move, and how."""
    return frozenset(move.nature for move in one.moves)
