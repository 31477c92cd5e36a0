"""Simulated annealing: from hot to cold over a number of moves, or over all that is left of the allowance."""

from __future__ import annotations

from bigre_solvers.seating.engine.allowance import Allowance
from bigre_solvers.seating.engine.arrays import Hall, State
from bigre_solvers.seating.engine.search import anneal

CHUNK = 1024
HOT, COLD = 0.9, 0.15
FIRST_CYCLE = 1 << 18
NEARLY = 1e-7


def cool(
    hall: Hall, state: State, allowance: Allowance, moves: int, unit: float = 1.0, target: float = 0.0, hot: float = HOT
) -> bool:
    """Cools over so many moves; whether the target was reached. `unit`: what a typical pair is worth."""
    tried = 0
    while tried < moves and not allowance.over:
        heat = unit * temperature(tried / moves, hot)
        done = anneal(hall, state, min(CHUNK, moves - tried), heat, target + NEARLY)
        allowance.spend(max(1, done))
        tried += max(1, done)
        if state.cost[1] <= target + NEARLY:
            return True
    return False


def cool_to_the_end(hall: Hall, state: State, allowance: Allowance, unit: float, target: float) -> None:
    """Cools over what is left of the allowance; where its end isn't known, in ever longer cycles."""
    cycle, tried = FIRST_CYCLE, 0
    began = allowance.fraction
    while not allowance.over and state.cost[1] > target + NEARLY and len(hall.movable):
        done = (allowance.fraction - began) / (1 - began)
        heat = unit * temperature(done if done > 0 else tried / cycle, HOT)
        spent = max(1, anneal(hall, state, CHUNK, heat, target + NEARLY))
        allowance.spend(spent)
        tried += spent
        if tried >= cycle:
            cycle, tried = 2 * cycle, 0


def temperature(done: float, hot: float) -> float:
    """The heat when this share of the cooling is done."""
    return float(hot * (COLD / hot) ** min(1.0, done))
