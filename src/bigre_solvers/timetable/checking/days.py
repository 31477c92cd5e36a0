"""What the days of those who must be somewhere cost, recomputed tick by tick."""

from __future__ import annotations

from collections import Counter

from bigre_solvers.timetable.checking.view import Held, View


def duties(view: View) -> dict[str, list[Held]]:
    """Person → the activities that they must attend, in no order."""
    found: dict[str, list[Held]] = {}
    for key, people in view.must.items():
        for person in people:
            found.setdefault(person, []).append(view.held[key])
    return found


def day_of(view: View, held: Held) -> int:
    """The day on which an activity starts."""
    return held.start * view.problem.tick_minutes // (24 * 60)


def last_ticks_of_days(view: View) -> float:
    """Duties that take the last tick of the last block that starts on their day."""
    per_day = 24 * 60 // view.problem.tick_minutes
    blocks = view.problem.blocks
    last = {block.start // per_day: block.end - 1 for block in sorted(blocks, key=lambda block: block.end)}
    late = [held for own in duties(view).values() for held in own if max(held.ticks) == last.get(day_of(view, held))]
    return float(len(late))


def thirds_in_a_row(view: View) -> float:
    """Duties that begin when another ends that itself began when a third ended, all three starting that day."""
    count = 0
    for own in duties(view).values():
        after = {(day_of(view, held), max(held.ticks) + 1): held for held in own}
        for held in own:
            day = day_of(view, held)
            before = after.get((day, held.start))
            count += before is not None and (day, before.start) in after
    return float(count)


def days_with_one(view: View) -> float:
    """Days, person by person, that hold exactly one duty."""
    return float(
        sum(
            number == 1
            for own in duties(view).values()
            for number in Counter(day_of(view, held) for held in own).values()
        )
    )
