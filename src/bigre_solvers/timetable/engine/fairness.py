"""What a timetable costs those it serves worst: the summed shortfalls of the worst-off tenth."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Changes, Fairness, Floats, Grants, Ints, Items
from bigre_solvers.timetable.engine.attendance import worth_chosen
from bigre_solvers.timetable.engine.jit import entry, kernel

FINEST = 1024


@kernel
def note_grants(a: Fairness, items: Items, touched: Ints, people: int, shares: Floats) -> None:
    """The share of their wishes that each person gets from the block under evaluation goes to `shares`."""
    shares[:] = 0.0
    for t in range(people):
        p = touched[t]
        shares[p] = worth_chosen(items, p) * a.share[p]


@kernel
def worst_tenth(values: Floats, number: int, counts: Ints, sums: Floats) -> float:
    """The sum of the highest tenth of the first `number` values (0 to 1), rounded up to whole ones.

    Values are sorted into buckets 1/1024 wide; where the tenth ends inside a bucket, the mean of that bucket stands
    for each of its values (exact when they are equal, as they mostly are: shortfalls are fractions of few wishes).
    """
    counts[:] = 0
    sums[:] = 0.0
    for i in range(number):
        bucket = max(0, min(FINEST, int(values[i] * FINEST + 0.5)))
        counts[bucket] += 1
        sums[bucket] += values[i]
    total, wanted, bucket = 0.0, (number + 9) // 10, FINEST
    while wanted > 0:
        taken = min(wanted, counts[bucket])
        if taken > 0:
            total += sums[bucket] * taken / counts[bucket]
        wanted -= taken
        bucket -= 1
    return total


@kernel
def shortfalls(a: Fairness, g: Grants, c: Changes, blocks: int) -> None:
    """`missed` tells each person's shortfall with the blocks that the changes touch as just evaluated."""
    for p in range(g.granted.shape[1]):
        g.granted[1, p] = g.granted[0, p]
    for k in range(blocks):
        block = c.block[k]
        for p in range(g.granted.shape[1]):
            g.granted[1, p] += g.now[block, p] - g.kept[block, p]
    for i in range(len(a.wisher)):
        g.missed[i] = 1.0 - g.granted[1, a.wisher[i]]


@entry
def both_tenths(a: Fairness, g: Grants) -> tuple[float, float]:
    """The weighted cost of the worst-off people, and that of the worst-off groups, with the shortfalls in `missed`."""
    people, groups = 0.0, 0.0
    if a.weight > 0:
        people = a.weight * worst_tenth(g.missed, len(a.wisher), g.counts, g.sums)
    if a.group_weight > 0:
        g.group_missed[:] = 0.0
        for i in range(len(a.wisher)):
            if a.group[i] >= 0:
                g.group_missed[a.group[i]] += g.missed[i] / a.group_size[a.group[i]]
        groups = a.group_weight * worst_tenth(g.group_missed, len(a.group_size), g.counts, g.sums)
    return people, groups


@kernel
def unfairness(a: Fairness, g: Grants, c: Changes, blocks: int) -> float:
    """The weighted cost of both fairness criteria, with the blocks that the changes touch as just evaluated."""
    shortfalls(a, g, c, blocks)
    people, groups = both_tenths(a, g)
    return people + groups


@kernel
def keep_grants(g: Grants, c: Changes, blocks: int, cost: float) -> None:
    """What was evaluated is how things stand from now on."""
    for k in range(blocks):
        block = c.block[k]
        for p in range(g.granted.shape[1]):
            g.granted[0, p] += g.now[block, p] - g.kept[block, p]
            g.kept[block, p] = g.now[block, p]
    g.cost[0] = cost
