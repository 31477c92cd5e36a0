"""The memory that the kernels work in, as large as a problem can need."""

from __future__ import annotations

import numpy as np

from bigre_solvers.timetable.engine.arrays import (
    Arrays,
    Changes,
    Fairness,
    Flags,
    Grants,
    Ints,
    Items,
    Local,
    Scratch,
    State,
)


def ints(size: int) -> Ints:
    """Memory for so many integers."""
    return np.zeros(size, np.int32)


def flags(size: int) -> Flags:
    """Memory for so many booleans."""
    return np.zeros(size, np.bool_)


def new_state(a: Arrays, blocks: int, seed: int) -> State:
    """Everything unplaced; what has no start at all costs nothing, since no move can help it."""
    count = len(a.rules.duration)
    return State(
        start=np.full(count, -1, np.int32),
        space=np.full(count, -1, np.int32),
        members=np.zeros((blocks, count), np.int32),
        member_count=ints(blocks),
        place=ints(count),
        block_cost=np.zeros(blocks),
        total=np.full(2, cost_of_nothing(a)),
        best_start=np.full(count, -1, np.int32),
        random=np.array([(seed * 2654435761 + 88172645463325252) % (1 << 64) or 1], np.uint64),
        active=np.array([a.turns.active, a.turns.active]),
    )


def cost_of_nothing(a: Arrays) -> float:
    """What it costs to hold nothing of what has a start at all."""
    costs = np.zeros(len(a.unplaced))
    np.maximum.at(costs, a.stands_for, np.where(np.diff(a.rules.start_at) > 0, a.unplaced, 0.0))
    return float(costs.sum()) + a.wish_total + unfairness_of_nothing(a.fairness)


def unfairness_of_nothing(a: Fairness) -> float:
    """The weighted unfairness when everybody misses everything."""
    people, groups = (len(a.wisher), len(a.group_size)) if a.on else (0, 0)
    return a.weight * -(-people // 10) + a.group_weight * -(-groups // 10)


def new_grants(a: Fairness, blocks: int) -> Grants:
    """Nobody has been granted anything."""
    people, wishers, groups = (len(a.share), len(a.wisher), len(a.group_size)) if a.on else (0, 0, 0)
    return Grants(
        kept=np.zeros((blocks if a.on else 0, people)),
        now=np.zeros((blocks if a.on else 0, people)),
        granted=np.zeros((2, people)),
        cost=np.array([unfairness_of_nothing(a)]),
        missed=np.zeros(wishers),
        group_missed=np.zeros(groups),
        counts=ints(1025),
        sums=np.zeros(1025),
    )


def new_items(a: Arrays) -> Items:
    """Room for every person's wishes and duties."""
    people = len(a.audience.needs)
    sizes = np.bincount(a.audience.person, minlength=people) if people else ints(0)
    total, longest = int(sizes.sum()), int(sizes.max(initial=0))
    return Items(
        at=np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        size=ints(people),
        activity=ints(total),
        worth=np.zeros(total),
        forced=flags(total),
        chosen=flags(total),
        barred=flags(total),
        back=ints(total),
        value=np.zeros(longest + 1),
        pick=flags(longest + 1),
        before=ints(longest + 1),
    )


def new_local(a: Arrays) -> Local:
    """Room for all activities in one block."""
    activities = len(a.rules.duration)
    return Local(
        act=ints(activities),
        begin=ints(activities),
        end=ints(activities),
        demand=ints(activities),
        limit=ints(activities),
        room=ints(activities),
        site=ints(activities),
        order=ints(activities),
        head=ints(len(a.spaces.capacity)),
        after=ints(activities),
        travel=a.sites.travel,
    )


def new_scratch(a: Arrays, blocks: int) -> Scratch:
    """Memory for `a`, as large as the largest evaluation can need."""
    activities, people = len(a.rules.duration), len(a.audience.needs)
    changes = activities + 2
    return Scratch(
        local=new_local(a),
        items=new_items(a),
        changes=Changes(
            act=ints(changes),
            origin=ints(changes),
            target=ints(changes),
            block=np.zeros(2 * changes, np.int64),
            cost=np.zeros(2 * changes),
            unfair=np.zeros(1),
            seen=ints(people),
            stamp=ints(1),
            order=ints(activities),
            turn=np.full(2, -1, np.int32),
        ),
        touched=ints(people),
        loss=np.zeros(people),
        who=ints(people),
        new_space=np.full(activities, -1, np.int32),
        grants=new_grants(a.fairness, blocks),
        parts=np.zeros(3),
    )
