"""Timetabling problems to develop and measure on: Bigre-shaped ones of any size, and tiny random ones."""

from __future__ import annotations

from itertools import combinations
from random import Random

from bigre_solvers.timetable import (
    Activity,
    Named,
    Person,
    Precedence,
    Problem,
    Space,
    Window,
)

TICK = 15
TICKS_PER_DAY = 24 * 60 // TICK
BANDS = (
    ("7:00", "8:15"),
    ("9:30", "11:00"),
    ("11:15", "12:45"),
    ("14:30", "16:00"),
    ("16:15", "17:15"),
    ("17:30", "19:00"),
    ("21:00", "24:00"),
)
MEALS = (("8:15", "9:30"), ("12:45", "14:30"), ("19:00", "21:00"))
BETWEEN_MEALS = (("7:00", "8:15"), ("9:30", "12:45"), ("14:30", "19:00"), ("21:00", "24:00"))
SPACES = (
    ("Amphitheatre", 200, {"stage", "projector", "sound"}),
    ("Oratory", 80, {"projector", "sound"}),
    ("Room 50", 50, {"projector"}),
    ("Room 40", 40, {"projector"}),
    ("Room 30", 30, {"projector"}),
    ("Room 20", 20, {"board"}),
    ("Room 19", 19, {"board"}),
    ("Room 12", 12, {"board"}),
    ("Pines 1", 25, {"outdoor"}),
    ("Pines 2", 25, {"outdoor"}),
    ("Pines 3", 25, {"outdoor"}),
    ("Beach", 40, {"outdoor"}),
    ("Bar", 80, {"sound"}),
    ("Quiet room", 30, {"quiet"}),
)
FORMATS: tuple[tuple[int, int, set[str], int], ...] = (  # size, minutes, features, how many in a hundred
    (20, 90, set(), 22),
    (12, 60, set(), 14),
    (25, 120, {"outdoor"}, 5),
    (8, 120, set(), 8),
    (12, 150, set(), 3),
    (30, 90, set(), 8),
    (190, 180, {"stage"}, 1),
    (150, 75, {"projector"}, 3),
    (75, 120, {"projector"}, 3),
    (190, 120, {"stage", "sound"}, 2),
    (28, 90, set(), 7),
    (16, 180, set(), 6),
    (38, 60, set(), 5),
    (28, 60, {"outdoor"}, 7),
    (22, 180, {"outdoor"}, 3),
    (120, 90, {"stage", "sound"}, 3),
)


def tick(clock: str) -> int:
    """The tick of a time of day written `9:30`."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes)) // TICK


def windows(day: int, spans: tuple[tuple[str, str], ...]) -> list[Window]:
    """The spans on that day."""
    return [Window(day * TICKS_PER_DAY + tick(start), day * TICKS_PER_DAY + tick(end)) for start, end in spans]


def rhythm_starts(days: int, duration: int) -> tuple[int, ...]:
    """Any tick that fits inside a band; the start of a band for what is longer but ends before the next meal."""
    found: set[int] = set()
    for day in range(days):
        blocks = windows(day, BETWEEN_MEALS)
        for band in windows(day, BANDS):
            found.update(range(band.start, band.end - duration + 1))
            if any(block.start <= band.start and band.start + duration <= block.end for block in blocks):
                found.add(band.start)
    return tuple(sorted(found))


def bigre_shaped(
    seed: int = 1, *, activities: int = 105, people: int = 250, days: int = 5, copies_of_spaces: int = 1
) -> Problem:
    """A week like Bigre's: formats, spaces and rhythm of the founding document, invented people and wishes."""
    chance = Random(seed)
    spaces = [
        Space(f"s{copy}-{number}", name, capacity, frozenset(features))
        for copy in range(copies_of_spaces)
        for number, (name, capacity, features) in enumerate(SPACES)
    ]
    leading = [f"p{number}" for number in range(max(1, activities * 92 // 105))][:people]
    themes = [f"t{number}" for number in range(7)]
    popularity = [chance.paretovariate(1.5) for _ in range(activities)]
    found = []
    for number in range(activities):
        size, minutes, features, _ = chance.choices(FORMATS, [one[3] for one in FORMATS])[0]
        leaders = tuple(sorted(chance.sample(leading, min(len(leading), chance.choice((1, 1, 2))))))
        found.append(
            Activity(
                key=f"a{number}",
                label=f"Activity {number}",
                duration=minutes // TICK,
                starts=rhythm_starts(days, minutes // TICK),
                seats=min(200, size + len(leaders)),
                features=frozenset(features),
                leaders=leaders,
                themes=frozenset(chance.sample(themes, chance.choice((1, 1, 2)))),
                audience=round(size * chance.uniform(0.4, 1.0)),
            )
        )
    return Problem(
        tick_minutes=TICK,
        blocks=tuple(block for day in range(days) for block in windows(day, BETWEEN_MEALS)),
        activities=tuple(found),
        spaces=tuple(spaces),
        people=tuple(invented_person(chance, f"p{number}", popularity, days) for number in range(people)),
        protected=tuple(Named("meal", meal) for day in range(days) for meal in windows(day, MEALS)),
        title=f"Bigre-shaped, seed {seed}",
    )


def invented_person(chance: Random, key: str, popularity: list[float], days: int) -> Person:
    """Someone with about twelve wishes, who may arrive late or leave early."""
    wished = set(chance.choices(range(len(popularity)), popularity, k=14)) if popularity else set()
    availability = None
    if chance.random() < 0.2 and days > 2:
        first, last = chance.choice(((1, days), (0, days - 1), (1, days - 1)))
        availability = (Window(first * TICKS_PER_DAY, last * TICKS_PER_DAY),)
    wishes = {f"a{number}": float(chance.choice((1, 1, 2))) for number in sorted(wished)}
    return Person(key=key, label=f"Person {key}", availability=availability, wishes=wishes)


def small_problem(seed: int, *, activities: int = 5, spaces: int = 2, people: int = 5) -> Problem:
    """A tiny random problem that uses every kind of constraint, dense enough to leave activities out at times."""
    chance = Random(seed)
    blocks = (Window(4, 7), Window(7, 10), Window(28, 32))
    features = ("board", "ramp")
    keys = [f"a{number}" for number in range(activities)]
    persons = [f"p{number}" for number in range(people)]

    def some_windows(likelihood: float) -> tuple[Window, ...] | None:
        return tuple(chance.sample(blocks, 2)) if chance.random() < likelihood else None

    def some(of: tuple[str, ...] | list[str], likelihood: float) -> list[str]:
        return [one for one in of if chance.random() < likelihood]

    return Problem(
        tick_minutes=60,
        blocks=blocks,
        activities=tuple(
            Activity(
                key=key,
                label=key.upper(),
                duration=chance.choice((1, 1, 2, 3)),
                starts=(4, 5, 7, 8, 28, 29) if chance.random() < 0.3 else None,
                seats=chance.choice((None, 2, 3, 4)),
                features=frozenset(some(features, 0.15)),
                leaders=tuple(some(persons, 0.15)[:2]),
                themes=frozenset(some(["x", "y"], 0.4)),
                audience=chance.choice((None, 1, 3)),
                availability=some_windows(0.2),
            )
            for key in keys
        ),
        spaces=tuple(
            Space(f"s{n}", f"S{n}", chance.choice((None, 3, 4, 5)), frozenset(some(features, 0.7)), some_windows(0.2))
            for n in range(spaces)
        ),
        people=tuple(
            Person(
                key,
                key.upper(),
                some_windows(0.2),
                frozenset(some(features, 0.1)),
                {one: float(chance.choice((1, 2))) for one in some(keys, 0.5)},
                (),
            )
            for key in persons
        ),
        precedences=tuple(Precedence(a, b) for a, b in combinations(keys, 2) if chance.random() < 0.08),
        conflicts=tuple(pair for pair in combinations(keys, 2) if chance.random() < 0.08),
        late_minute=9 * 60,
        early_minute=6 * 60,
    )
