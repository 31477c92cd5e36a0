"""Random problems made of equal slots, with every kind of rule that such a problem may have."""

from itertools import combinations
from random import Random

from bigre_solvers.timetable import Activity, Person, Precedence, Problem, Space, Weights, Window

BLOCKS = (Window(8, 11), Window(12, 14), Window(32, 36), Window(57, 61))
DAYS_ONLY = Weights(0.0, 0.0, 0.0, 0.0, end_of_day=1.0, long_runs=2.0, lonely_days=1.0)


def slot_problem(seed: int, *, activities: int = 9, spaces: int = 2, people: int = 6, rules: float = 0.05) -> Problem:
    """A small problem; `rules` is how likely each possible conflict, order, closing or absence is."""
    chance = Random(seed)
    keys, persons = [f"a{n}" for n in range(activities)], [f"p{n}" for n in range(people)]

    def some(of: list[str], likelihood: float) -> list[str]:
        return [one for one in of if chance.random() < likelihood]

    def some_windows() -> tuple[Window, ...] | None:
        return tuple(chance.sample(BLOCKS, 3)) if chance.random() < 3 * rules else None

    return Problem(
        tick_minutes=60,
        blocks=BLOCKS,
        activities=tuple(
            Activity(
                key=key,
                label=key.upper(),
                duration=1,
                starts=tuple(chance.sample(range(8, 61), 40)) if chance.random() < 3 * rules else None,
                features=frozenset(some(["board"], 3 * rules)),
                leaders=tuple(some(persons, 0.1)),
            )
            for key in keys
        ),
        spaces=tuple(
            Space(f"s{n}", f"S{n}", chance.choice((None, 4, 5)), frozenset(some(["board"], 0.7)), some_windows())
            for n in range(spaces)
        ),
        people=tuple(Person(key, key.upper(), some_windows(), required=tuple(some(keys, 0.25))) for key in persons),
        precedences=tuple(Precedence(a, b) for a, b in combinations(keys, 2) if chance.random() < rules),
        conflicts=tuple(pair for pair in combinations(keys, 2) if chance.random() < rules),
        weights=DAYS_ONLY,
    )
