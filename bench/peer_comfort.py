"""What the peer says of comfort: last slots, long runs and lonely days of those who must attend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from bench.peer import Peer


class UnmodelledProblem(ValueError):
    """The problem has a rule that the peer doesn't know."""


type Attended = dict[int, cp_model.LinearExpr]


def comfort(peer: Peer) -> None:
    """Costs of `end_of_day`, `long_runs` and `lonely_days`, by whether a person attends in each tick."""
    weights = peer.problem.weights
    if not (weights.end_of_day or weights.long_runs or weights.lonely_days):
        return
    if any(one.duration != 1 for one in peer.problem.activities):
        raise UnmodelledProblem("the peer knows comfort only where every activity takes one tick")
    at = {key: ticks_of(peer, key) for key in peer.activities}
    for person in peer.problem.people:
        duties = [key for key in peer.activities if person.key in peer.musts[key]]
        for day in days(peer):
            attended: Attended = {
                tick: cp_model.LinearExpr.sum([at[key][tick] for key in duties if tick in at[key]]) for tick in day
            }
            comfort_of_day(peer, attended)


def days(peer: Peer) -> list[list[int]]:
    """The ticks of the blocks, by day."""
    found: dict[int, list[int]] = {}
    for block in peer.problem.blocks:
        found.setdefault(block.start // peer.problem.ticks_per_day, []).extend(range(block.start, block.end))
    return list(found.values())


def ticks_of(peer: Peer, key: str) -> dict[int, cp_model.IntVar]:
    """Tick → whether the activity starts then."""
    ticks = peer.starts[key]
    found = {tick: peer.choice() for tick in ticks}
    peer.model.add(sum(found.values()) == peer.placed[key])
    for tick, chosen in found.items():
        peer.model.add(peer.start[key] == tick).only_enforce_if(chosen)
    return found


def comfort_of_day(peer: Peer, attended: Attended) -> None:
    """One person's costs of one day."""
    weights, ticks = peer.problem.weights, list(attended)
    peer.costs.append((attended[ticks[-1]], weights.end_of_day))
    for first, second, third in zip(ticks, ticks[1:], ticks[2:], strict=False):
        if third == first + 2:
            run = peer.choice()
            peer.model.add(attended[first] + attended[second] + attended[third] - 2 <= run)
            peer.costs.append((run, weights.long_runs))
    lonely, any_at_all = peer.choice(), peer.choice()
    total = cp_model.LinearExpr.sum(list(attended.values()))
    peer.model.add(total <= len(ticks) * any_at_all)
    peer.model.add(total >= 2 * any_at_all - lonely)
    peer.costs.append((lonely, weights.lonely_days))
