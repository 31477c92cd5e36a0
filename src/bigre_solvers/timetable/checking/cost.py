"""The cost of a result by criterion, recomputed tick by tick."""

from __future__ import annotations

from collections import Counter

from bigre_solvers.timetable.checking.days import days_with_one, last_ticks_of_days, thirds_in_a_row
from bigre_solvers.timetable.checking.view import View
from bigre_solvers.timetable.problem import Person


def recomputed_costs(view: View) -> dict[str, float]:
    """Criterion → weighted cost, for those that weigh something."""
    units = {
        "wishes": missed_wishes,
        "theme_spread": same_theme_same_time,
        "late_then_early": short_nights,
        "room_fit": seats_off,
        "worst_off": lambda view: highest_tenth(list(shortfalls(view).values())),
        "worst_off_groups": lambda view: highest_tenth(group_shortfalls(view)),
        "end_of_day": last_ticks_of_days,
        "long_runs": thirds_in_a_row,
        "lonely_days": days_with_one,
    }
    weights = view.problem.weights
    return {name: getattr(weights, name) * count(view) for name, count in units.items() if getattr(weights, name)}


def missed_wishes(view: View) -> float:
    """Per person: weights wished less weights attended, over the number of wishes and duties."""
    cost = 0.0
    for key, person in view.people.items():
        wished = weights_by_thing(view, person)
        granted = sum(weight for thing, weight in wished.items() if attends_one_of(view, key, thing))
        things = {*wished, *(thing_of(view, duty) for duty in person.required)}
        cost += (sum(wished.values()) - granted) / max(1, len(things))
    return cost


def thing_of(view: View, key: str) -> frozenset[str]:
    """The activity with its repeats."""
    return frozenset({key}.union(*(group for group in view.problem.repeats if key in group)))


def weights_by_thing(view: View, person: Person) -> dict[frozenset[str], float]:
    """What the person wishes, repeats together, with the highest weight given to any of them."""
    found: dict[frozenset[str], float] = {}
    for key in sorted(person.wishes, key=person.wishes.__getitem__):
        found[thing_of(view, key)] = person.wishes[key]
    return found


def attends_one_of(view: View, person: str, thing: frozenset[str]) -> bool:
    """Whether the person is among the attendees of a held activity of the group."""
    return any(key in view.held and person in view.held[key].attendees for key in thing)


def same_theme_same_time(view: View) -> float:
    """Pairs of activities sharing a tick, counted once per theme that both have."""
    running: dict[tuple[str, int], list[str]] = {}
    for key, held in view.held.items():
        for theme in held.activity.themes:
            for tick in held.ticks:
                running.setdefault((theme, tick), []).append(key)
    pairs = {(theme, a, b) for (theme, _), keys in running.items() for a in keys for b in keys if a < b}
    return float(len(pairs))


def short_nights(view: View) -> float:
    """Nights on which someone leads past the late minute and, next day, from before the early minute."""
    tick_minutes = view.problem.tick_minutes
    late, early = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for held in view.held.values():
        begins = held.start * tick_minutes
        day = begins // (24 * 60)
        ends_after = begins + len(held.ticks) * tick_minutes - day * 24 * 60
        for person in set(held.activity.leaders):
            late[person, day + 1] += ends_after > view.problem.late_minute
            early[person, day] += begins - day * 24 * 60 < view.problem.early_minute
    return float(sum(1 for night in late if late[night] and early[night]))


def seats_off(view: View) -> float:
    """Per activity with an expected audience: seats too many or too few, over the larger of the two numbers."""
    cost = 0.0
    for held in view.held.values():
        size, audience = held.space.capacity, held.activity.audience
        if size is not None and audience is not None and size != audience:
            cost += (size - audience if size > audience else audience - size) / max(size, audience)
    return cost


def shortfalls(view: View) -> dict[str, float]:
    """Person → part of their wishes' weight that they don't get; only those who wish something."""
    found: dict[str, float] = {}
    for key, person in view.people.items():
        wished = weights_by_thing(view, person)
        got = sum(weight for thing, weight in wished.items() if attends_one_of(view, key, thing))
        if wished:
            found[key] = (sum(wished.values()) - got) / sum(wished.values())
    return found


def group_shortfalls(view: View) -> list[float]:
    """The mean shortfall within each group, over its members who wish something."""
    members: dict[str, list[float]] = {}
    for key, shortfall in shortfalls(view).items():
        members.setdefault(view.people[key].group, []).append(shortfall)
    members.pop("", None)
    return [sum(found) / len(found) for found in members.values()]


def highest_tenth(shortfalls: list[float]) -> float:
    """The sum of the highest tenth, rounded up to whole ones."""
    ascending = sorted(shortfalls)
    return sum(ascending[-((len(ascending) + 9) // 10) :]) if ascending else 0.0
