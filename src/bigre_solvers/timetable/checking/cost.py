"""The cost of a result by criterion, recomputed tick by tick."""

from __future__ import annotations

from collections import Counter

from bigre_solvers.timetable.checking.view import View


def recomputed_costs(view: View) -> dict[str, float]:
    """Criterion → weighted cost."""
    weights = view.problem.weights
    return {
        "wishes": weights.wishes * missed_wishes(view),
        "theme_spread": weights.theme_spread * same_theme_same_time(view),
        "late_then_early": weights.late_then_early * short_nights(view),
        "room_fit": weights.room_fit * seats_off(view),
    }


def missed_wishes(view: View) -> float:
    """Per person: weights wished less weights attended, over the number of wishes and duties."""
    cost = 0.0
    for key, person in view.people.items():
        granted = sum(w for wish, w in person.wishes.items() if wish in view.held and key in view.held[wish].attendees)
        cost += (sum(person.wishes.values()) - granted) / max(1, len({*person.wishes, *person.required}))
    return cost


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
