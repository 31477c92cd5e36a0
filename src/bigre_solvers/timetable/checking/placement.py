"""Clauses on when and where activities are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bigre_solvers.timetable.checking.view import Held, View, Violation, ticks_in

type Rule = Callable[[View], Iterator[Violation]]


def inside_a_block(view: View) -> Iterator[Violation]:
    """An activity lies entirely inside one block."""
    for key, held in view.held.items():
        if not any(held.ticks <= set(range(block.start, block.end)) for block in view.problem.blocks):
            yield Violation("inside_a_block", (key,), f"{key!r} at tick {held.start} isn't inside one block")


def at_an_allowed_start(view: View) -> Iterator[Violation]:
    """An activity with a list of starts begins at one of them."""
    for key, held in view.held.items():
        if held.activity.starts is not None and held.start not in held.activity.starts:
            yield Violation("at_an_allowed_start", (key,), f"{key!r} may not start at tick {held.start}")


def where_and_when_pinned(view: View) -> Iterator[Violation]:
    """A pinned activity is where and when it is pinned."""
    for key, held in view.held.items():
        activity = held.activity
        if activity.pinned_start is not None and held.start != activity.pinned_start:
            yield Violation("pinned_start", (key,), f"{key!r} is pinned at {activity.pinned_start}, not {held.start}")
        if activity.pinned_space is not None and held.space.key != activity.pinned_space:
            yield Violation(
                "pinned_space",
                (key, held.space.key),
                f"{key!r} is pinned in {activity.pinned_space!r}, not {held.space.key!r}",
            )


def within_its_windows(view: View) -> Iterator[Violation]:
    """An activity is held within its own windows."""
    for key, held in view.held.items():
        windows = held.activity.availability
        if windows is not None and not held.ticks <= ticks_in(windows):
            yield Violation("within_its_windows", (key,), f"{key!r} isn't available at tick {held.start}")


def space_open(view: View) -> Iterator[Violation]:
    """A space is used only when it is available."""
    for key, held in view.held.items():
        windows = held.space.availability
        if windows is not None and not held.ticks <= ticks_in(windows):
            yield Violation("space_open", (key, held.space.key), f"{held.space.key!r} is closed during {key!r}")


def space_large_enough(view: View) -> Iterator[Violation]:
    """A space holds the seats of its activity and everyone who attends."""
    for key, held in view.held.items():
        needed = max(held.activity.seats or 0, len(held.attendees | view.must[key]))
        if held.space.capacity is not None and needed > held.space.capacity:
            yield Violation(
                "space_large_enough",
                (key, held.space.key),
                f"{held.space.key!r} holds {held.space.capacity}, and {key!r} needs {needed}",
            )


def space_equipped(view: View) -> Iterator[Violation]:
    """A space offers the features that its activity needs."""
    for key, held in view.held.items():
        missing = sorted(held.activity.features - held.space.features)
        if missing:
            yield Violation(
                "space_equipped",
                (key, held.space.key, *missing),
                f"{held.space.key!r} lacks {', '.join(missing)} for {key!r}",
            )


def one_activity_per_space(view: View) -> Iterator[Violation]:
    """A space holds one activity at a time."""
    used: dict[tuple[str, int], str] = {}
    reported = set()
    for key, held in view.held.items():
        for tick in sorted(held.ticks):
            other = used.setdefault((held.space.key, tick), key)
            if other != key and (other, key) not in reported:
                reported.add((other, key))
                sentence = f"{held.space.key!r} holds {other!r} and {key!r} at tick {tick}"
                yield Violation("one_activity_per_space", (held.space.key, other, key), sentence)


def precedence(view: View) -> Iterator[Violation]:
    """What comes before ends before what comes after starts."""
    for rule in view.problem.precedences:
        before, after = view.held.get(rule.before), view.held.get(rule.after)
        if before and after and max(before.ticks) >= after.start:
            sentence = f"{rule.before!r} doesn't end before {rule.after!r} starts"
            yield Violation("precedence", (rule.before, rule.after), sentence)


def conflict(view: View) -> Iterator[Violation]:
    """Activities in conflict never overlap."""
    for one, other in view.problem.conflicts:
        if one != other and overlap(view.held.get(one), view.held.get(other)):
            yield Violation("conflict", (one, other), f"{one!r} and {other!r} overlap")


def overlap(one: Held | None, other: Held | None) -> bool:
    """Whether both are held and share a tick."""
    return one is not None and other is not None and not one.ticks.isdisjoint(other.ticks)


def equipment_in_stock(view: View) -> Iterator[Violation]:
    """At no tick are more units of a pool in use than it has."""
    for pool in view.problem.pools:
        in_use: dict[int, list[str]] = {}
        for key, held in view.held.items():
            for tick in held.ticks:
                in_use.setdefault(tick, []).extend([key] * held.activity.equipment.get(pool.key, 0))
        over = [tick for tick, keys in in_use.items() if len(keys) > pool.units]
        if over:
            keys = tuple(dict.fromkeys(in_use[min(over)]))
            taken = len(in_use[min(over)])
            sentence = f"{taken} units of {pool.key!r} are in use at tick {min(over)}, and there are {pool.units}"
            yield Violation("equipment_in_stock", (pool.key, *keys), sentence)


def none_left_out(view: View) -> Iterator[Violation]:
    """Where the problem requires all activities, none is left out."""
    groups: dict[str, tuple[str, ...]] = {key: group for group in view.problem.alternatives for key in group}
    for activity in view.problem.activities if view.problem.all_required else ():
        group = groups.get(activity.key, (activity.key,))
        if group[0] == activity.key and not any(key in view.held for key in group):
            yield Violation("none_left_out", (activity.key,), f"{activity.key!r} has no place")


def one_of_the_alternatives(view: View) -> Iterator[Violation]:
    """Of alternatives, no two are held."""
    for group in view.problem.alternatives:
        held = tuple(key for key in group if key in view.held)
        if len(held) > 1:
            sentence = f"{', '.join(map(repr, held))} are alternatives, and {len(held)} of them are held"
            yield Violation("one_of_the_alternatives", held, sentence)


PLACEMENT_RULES: tuple[Rule, ...] = (
    inside_a_block,
    at_an_allowed_start,
    where_and_when_pinned,
    within_its_windows,
    space_open,
    space_large_enough,
    space_equipped,
    one_activity_per_space,
    precedence,
    conflict,
    equipment_in_stock,
    one_of_the_alternatives,
    none_left_out,
)
