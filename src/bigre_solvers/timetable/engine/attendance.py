"""Who attends what within one block: each person's best set of wishes, then overfull activities let people go."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import MUST, NO_LIMIT, Audience, Flags, Floats, Ints, Items, Local, Scratch
from bigre_solvers.timetable.engine.jit import entry, kernel


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
            if items.size[p] == 0:
                touched[people] = p
                people += 1
            add_item(block, items, p, i, audience.weight[k], audience.must[k])
    return people


@kernel
def gather_considered(audience: Audience, active: Flags, block: Local, items: Items, touched: Ints, n: int) -> int:
    """The same without the repeats that people leave for another: apart, since one more test per item is felt."""
    people = 0
    for i in range(n):
        act, begin, end = block.act[i], block.begin[i], block.end[i]
        for k in range(audience.person_at[act], audience.person_at[act + 1]):
            p = audience.person[k]
            away = not audience.must[k] and audience.absent[p, end] > audience.absent[p, begin]
            if away or not active[k]:
                continue
            if items.size[p] == 0:
                touched[people] = p
                people += 1
            add_item(block, items, p, i, audience.weight[k], audience.must[k])
    return people


@kernel
def add_item(block: Local, items: Items, p: int, i: int, worth: float, forced: bool) -> None:
    """Appends local activity `i` to the person's list, with how many of the list end before it begins."""
    base, count = items.at[p], items.size[p]
    back = count
    while back > 0 and block.end[items.activity[base + back - 1]] > block.begin[i]:
        back -= 1
    items.activity[base + count] = i
    items.worth[base + count] = worth
    items.forced[base + count] = forced
    items.chosen[base + count] = False
    items.barred[base + count] = False
    items.back[base + count] = back
    items.size[p] = count + 1


@kernel
def choose_and_travel(block: Local, items: Items, p: int, excluded: int, places_known: bool) -> float:
    """The person's best set, with time to travel from each activity to the next, goes to `pick`; its worth.

    `value[k]` is the best of what ends with item k. Only neighbours are compared: whoever passes through a site that
    makes a way shorter is put right at the end (`attending.py`).
    """
    base, count = items.at[p], items.size[p]
    last, best = -1, 0.0
    for k in range(count):
        slot = base + k
        i = items.activity[slot]
        items.pick[k], items.before[k] = False, -1
        possible = not (places_known and items.barred[slot])
        if places_known and not items.forced[slot]:
            possible = possible and i != excluded and (items.chosen[slot] or block.demand[i] < block.limit[i])
        earlier = 0.0
        for j in range(k):
            i_before = items.activity[base + j]
            arrival = block.end[i_before] + block.travel[block.site[i_before], block.site[i]]
            if items.value[j] > earlier and arrival <= block.begin[i]:
                earlier, items.before[k] = items.value[j], j
        items.value[k] = items.worth[slot] + (MUST if items.forced[slot] else 0.0) + earlier if possible else 0.0
        if items.value[k] > best:
            last, best = k, items.value[k]
    total = 0.0
    while last >= 0:
        items.pick[last] = True
        total += items.worth[base + last]
        last = items.before[last]
    return total


@kernel
def choose(block: Local, items: Items, p: int, excluded: int, places_known: bool) -> float:
    """The person's best-weight set of non-overlapping activities goes to `pick`; its worth.

    Weighted interval scheduling over items sorted by end; those who must be there always win. With `places_known`,
    an item counts only if it isn't barred nor `excluded`, and has a seat left or is theirs already.
    (Written out: a call per item would count references to every array of both tuples, sixty times the work.)
    """
    base, count = items.at[p], items.size[p]
    items.value[0] = 0.0
    for k in range(count):
        slot = base + k
        i = items.activity[slot]
        possible = True
        if places_known and not items.forced[slot]:
            possible = i != excluded and (items.chosen[slot] or block.demand[i] < block.limit[i])
        if places_known and items.barred[slot]:
            possible = False
        taken = items.worth[slot] + (MUST if items.forced[slot] else 0.0) + items.value[items.back[slot]]
        items.pick[k] = possible and taken > items.value[k]
        items.value[k + 1] = taken if items.pick[k] else items.value[k]
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
def choose_again(block: Local, items: Items, p: int, excluded: int) -> float:
    """The person's best set among what isn't barred nor `excluded` and has a seat for them; its worth."""
    if len(block.travel) > 0:
        return choose_and_travel(block, items, p, excluded, True)
    return choose(block, items, p, excluded, True)


@kernel
def adopt(block: Local, items: Items, p: int) -> None:
    """The person attends what `pick` says; demands follow."""
    base = items.at[p]
    for k in range(items.size[p]):
        if items.pick[k] != items.chosen[base + k]:
            block.demand[items.activity[base + k]] += 1 if items.pick[k] else -1
            items.chosen[base + k] = items.pick[k]


@kernel
def first_choices(block: Local, items: Items, touched: Ints, people: int) -> None:
    """Everybody chooses as if seats were endless; `demand` counts them."""
    for t in range(people):
        p = touched[t]
        if items.size[p] == 1:
            items.chosen[items.at[p]] = True
            block.demand[items.activity[items.at[p]]] += 1
        else:
            choose(block, items, p, -1, False)
            adopt(block, items, p)


@kernel
def first_routes(block: Local, items: Items, touched: Ints, people: int) -> None:
    """The same where going from one activity to the next takes time."""
    for t in range(people):
        choose_and_travel(block, items, touched[t], -1, False)
        adopt(block, items, touched[t])


@kernel
def worth_chosen(items: Items, p: int) -> float:
    """What the person's present choice is worth."""
    base, total = items.at[p], 0.0
    for k in range(items.size[p] - 1, -1, -1):
        if items.chosen[base + k]:
            total += items.worth[base + k]
    return total


@kernel
def bar(audience: Audience, block: Local, items: Items, p: int) -> bool:
    """Bars the person's items that have no space, or one that doesn't suit them; whether one was chosen."""
    base, chosen = items.at[p], False
    for k in range(base, base + items.size[p]):
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
            choose_again(block, items, touched[t], -1)
            adopt(block, items, touched[t])


@kernel
def list_attendees(audience: Audience, items: Items, act: int, i: int, who: Ints, worth: Floats) -> int:
    """Who attends `act`, local activity `i`, by choice goes to `who`, what they chose in all to `worth`; how many."""
    number = 0
    for a in range(audience.person_at[act], audience.person_at[act + 1]):
        p, there = audience.person[a], False
        for k in range(items.at[p], items.at[p] + items.size[p]):
            there = there or (items.activity[k] == i and items.chosen[k] and not items.forced[k])
        if there:
            who[number], worth[number] = p, worth_chosen(items, p)
            number += 1
    return number


@kernel
def let_go(audience: Audience, s: Scratch, n: int) -> None:
    """Each overfull activity, by end, lets go of those whom it costs least; they choose again among free seats."""
    block, items = s.local, s.items
    for i in range(n):
        excess = block.demand[i] - block.limit[i]
        if block.room[i] < 0 or excess <= 0:
            continue
        members = list_attendees(audience, items, block.act[i], i, s.who, s.loss)
        for m in range(members):
            s.loss[m] -= choose_again(block, items, s.who[m], i)
        for _ in range(min(excess, members)):
            least = cheapest(s.loss, members)
            choose_again(block, items, s.who[least], i)
            adopt(block, items, s.who[least])
            s.loss[least] = NO_LIMIT


@kernel
def cheapest(loss: Floats, number: int) -> int:
    """Where the least of the first losses stands."""
    least = 0
    for m in range(1, number):
        if loss[m] < loss[least]:
            least = m
    return least


@kernel
def gained(items: Items, touched: Ints, people: int) -> float:
    """What all choices together are worth."""
    total = 0.0
    for t in range(people):
        total += worth_chosen(items, touched[t])
    return total


@entry
def forget(items: Items, touched: Ints, people: int) -> None:
    """Empties the lists of the people concerned."""
    for t in range(people):
        items.size[touched[t]] = 0
