"""Who attends what within one block: each person's best set of wishes, then overfull activities let people go."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import MUST, NO_LIMIT, Audience, Ints, Items, Local, Scratch
from bigre_solvers.timetable.engine.jit import kernel


@kernel
def gather(audience: Audience, block: Local, items: Items, touched: Ints, n: int) -> int:
    """Lists, per person, the activities of the block that concern and suit them, by end; how many people."""
    people = 0
    for i in range(n):
        act, begin, end = block.act[i], block.begin[i], block.end[i]
        for k in range(audience.person_at[act], audience.person_at[act + 1]):
            p = audience.person[k]
            if not audience.must[k] and audience.absent[p, end] > audience.absent[p, begin]:
                continue
            if items.count[p] == 0:
                touched[people] = p
                people += 1
            add_item(block, items, p, i, audience.weight[k], audience.must[k])
    return people


@kernel
def add_item(block: Local, items: Items, p: int, i: int, worth: float, forced: bool) -> None:
    """Appends local activity `i` to the person's list, with how many of the list end before it begins."""
    base, count = items.at[p], items.count[p]
    back = count
    while back > 0 and block.end[items.activity[base + back - 1]] > block.begin[i]:
        back -= 1
    items.activity[base + count] = i
    items.worth[base + count] = worth
    items.forced[base + count] = forced
    items.chosen[base + count] = False
    items.barred[base + count] = False
    items.back[base + count] = back
    items.count[p] = count + 1


@kernel
def is_open(block: Local, items: Items, slot: int, excluded: int) -> bool:
    """Whether the item has a suitable space, isn't `excluded`, and has a seat left (or is theirs already)."""
    i = items.activity[slot]
    if items.barred[slot]:
        return False
    if items.forced[slot]:
        return True
    return i != excluded and (items.chosen[slot] or block.demand[i] < block.limit[i])


@kernel
def choose(block: Local, items: Items, p: int, excluded: int, places_known: bool) -> float:
    """The person's best-weight set of non-overlapping activities goes to `pick`; its worth.

    Weighted interval scheduling over items sorted by end; those who must be there always win.
    With `places_known`, only items that `is_open` count.
    """
    base, count = items.at[p], items.count[p]
    items.value[0] = 0.0
    for k in range(count):
        slot = base + k
        items.value[k + 1] = items.value[k]
        items.pick[k] = False
        if places_known and not is_open(block, items, slot, excluded):
            continue
        worth = items.worth[slot] + (MUST if items.forced[slot] else 0.0)
        taken = worth + items.value[items.back[slot]]
        if taken > items.value[k + 1]:
            items.value[k + 1] = taken
            items.pick[k] = True
    return keep_best_set(items, base, count)


@kernel
def keep_best_set(items: Items, base: int, count: int) -> float:
    """Walks back through `pick`, leaving only the best set; its worth."""
    total, k = 0.0, count - 1
    while k >= 0:
        if items.pick[k]:
            total += items.worth[base + k]
            for skipped in range(items.back[base + k], k):
                items.pick[skipped] = False
            k = items.back[base + k]
        k -= 1
    return total


@kernel
def adopt(block: Local, items: Items, p: int) -> None:
    """The person attends what `pick` says; demands follow."""
    base = items.at[p]
    for k in range(items.count[p]):
        if items.pick[k] != items.chosen[base + k]:
            block.demand[items.activity[base + k]] += 1 if items.pick[k] else -1
            items.chosen[base + k] = items.pick[k]


@kernel
def first_choices(block: Local, items: Items, touched: Ints, people: int) -> None:
    """Everybody chooses as if seats were endless; `demand` counts them."""
    for t in range(people):
        p = touched[t]
        if items.count[p] == 1:
            items.chosen[items.at[p]] = True
            block.demand[items.activity[items.at[p]]] += 1
        else:
            choose(block, items, p, -1, False)
            adopt(block, items, p)


@kernel
def worth_chosen(items: Items, p: int) -> float:
    """What the person's present choice is worth."""
    base, total = items.at[p], 0.0
    for k in range(items.count[p] - 1, -1, -1):
        if items.chosen[base + k]:
            total += items.worth[base + k]
    return total


@kernel
def bar(audience: Audience, block: Local, items: Items, p: int) -> bool:
    """Bars the person's items that have no space, or one that doesn't suit them; whether one was chosen."""
    base, chosen = items.at[p], False
    for k in range(base, base + items.count[p]):
        room = block.room[items.activity[k]]
        needs = audience.needs[p]
        items.barred[k] = room < 0 or (needs >= 0 and not audience.welcome[needs, room])
        chosen = chosen or (items.barred[k] and items.chosen[k])
    return chosen


@kernel
def leave_what_is_barred(audience: Audience, block: Local, items: Items, touched: Ints, people: int) -> None:
    """Those who chose an activity without a space, or in a space that doesn't suit them, choose again."""
    for t in range(people):
        if bar(audience, block, items, touched[t]):
            choose(block, items, touched[t], -1, True)
            adopt(block, items, touched[t])


@kernel
def attends(items: Items, p: int, i: int) -> bool:
    """Whether the person attends local activity `i` by choice."""
    base = items.at[p]
    for k in range(base, base + items.count[p]):
        if items.activity[k] == i:
            return items.chosen[k] and not items.forced[k]
    return False


@kernel
def let_go(s: Scratch, n: int, people: int) -> None:
    """Each overfull activity, by end, lets go of those whom it costs least; they choose again among free seats."""
    block, items = s.local, s.items
    for i in range(n):
        excess = block.demand[i] - block.limit[i]
        if block.room[i] < 0 or excess <= 0:
            continue
        members = 0
        for t in range(people):
            p = s.touched[t]
            if attends(items, p, i):
                s.who[members] = p
                s.loss[members] = worth_chosen(items, p) - choose(block, items, p, i, True)
                members += 1
        for _ in range(min(excess, members)):
            least = 0
            for m in range(1, members):
                if s.loss[m] < s.loss[least]:
                    least = m
            choose(block, items, s.who[least], i, True)
            adopt(block, items, s.who[least])
            s.loss[least] = NO_LIMIT


@kernel
def gained(items: Items, touched: Ints, people: int) -> float:
    """What all choices together are worth."""
    total = 0.0
    for t in range(people):
        total += worth_chosen(items, touched[t])
    return total


@kernel
def forget(items: Items, touched: Ints, people: int) -> None:
    """Empties the lists of the people concerned."""
    for t in range(people):
        items.count[touched[t]] = 0
