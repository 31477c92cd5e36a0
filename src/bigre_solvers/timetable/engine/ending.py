"""How a search ends: its best starts, each block settled as well as possible."""

from __future__ import annotations

from bigre_solvers.timetable.engine.annealing import Search
from bigre_solvers.timetable.engine.block import block_cost, optimistic_cost
from bigre_solvers.timetable.engine.timetable import BlockPlan, read_block, state_at

EFFORT = 1.0
LARGEST = 20_000


def plain_blocks(search: Search) -> dict[int, BlockPlan]:
    """Every block of the best timetable that holds something, as the kernels settle it."""
    x = state_at(search.arrays, search.blocks, search.state.best_start, search.state.active[1])
    busy = [block for block in range(search.blocks) if x.member_count[block] > 0]
    return {block: read_block(search.arrays, x, search.scratch, block) for block in busy}


def settled_blocks(search: Search) -> list[BlockPlan]:
    """Every block of the best timetable; those that kernels may have settled short of the best are settled exactly."""
    a, s = search.arrays, search.scratch
    x = state_at(a, search.blocks, search.state.best_start, search.state.active[1])
    plans = plain_blocks(search)
    busy = list(plans)
    gaps = {block: block_cost(a, x, s, block) - optimistic_cost(a, x, s, block) for block in busy}
    open_blocks = [block for block in busy if gaps[block] > 1e-9 and size(plans[block], search) <= LARGEST]
    if open_blocks:
        from bigre_solvers.timetable.engine.endgame import best_plan  # OR-Tools takes a second to import

        for block in open_blocks:
            plans[block] = best_plan(a, x, plans[block], EFFORT / len(open_blocks), search.seed)
    return list(plans.values())


def size(plan: BlockPlan, search: Search) -> int:
    """How many yes-or-no decisions a block holds: activities × spaces, and who might come."""
    at = search.arrays.audience.person_at
    comers = sum(int(at[act + 1] - at[act]) for act in plan.activities)
    return comers + len(plan.activities) * len(search.arrays.spaces.capacity)
