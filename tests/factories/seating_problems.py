"""Gatherings to be seated, from tiny ones on, always possible."""

from random import Random

from bigre_solvers.seating import Person, Pin, Problem, Round, Table, Weights

NAMES = ("alice", "bob", "charlie", "dana", "emile", "fatou", "gaston", "hanna", "ines", "jo", "karim", "lena")
EXACT = Weights(across=1.0, within=0.25, suggested=2.0, repeats=0.0625)


def people(count: int, **groups: str) -> tuple[Person, ...]:
    """The first few of the cast, each in the group named for them."""
    return tuple(Person(name, group=groups.get(name, "")) for name in NAMES[:count])


def meals(count: int, *tables: Table) -> tuple[Round, ...]:
    """So many meals at the same tables."""
    return tuple(Round(f"meal{k}", tables) for k in range(count))


def evening(count: int, rounds: int, *seats: int, fewest: int = 1) -> Problem:
    """A few people, a few meals, tables named t0, t1, …"""
    tables = (Table(f"t{k}", size, fewest) for k, size in enumerate(seats))
    return Problem(people(count), meals(rounds, *tables), weights=EXACT)


def busy_evening(seed: int) -> Problem:
    """Ten people in three groups, with some of every rule, drawn around a seating that keeps them all."""
    chance = Random(seed)
    names = NAMES[:10]
    ramp = frozenset({"ramp"})
    tables = (Table("t0", 5, 2, ramp), Table("t1", 4, 1, ramp), Table("t2", 4, 2))
    drawn = [chance.sample(names, 10) for _ in range(3)]
    # Each meal, the first four sit at t0, the next three at t1, the others at t2.
    place = [{name: 0 if k < 4 else 1 if k < 7 else 2 for k, name in enumerate(one)} for one in drawn]

    def always(one: str, other: str) -> bool:
        return all(at[one] == at[other] for at in place)

    def never(one: str, other: str) -> bool:
        return all(at[one] != at[other] for at in place)

    pairs = [(one, other) for k, one in enumerate(names) for other in names[k + 1 :]]
    needy = [name for name in names if all(at[name] < 2 for at in place)][:2]
    pinned = chance.sample(names, 2)
    return Problem(
        people=tuple(
            Person(n, group=chance.choice(["", "a", "b"]), needs=ramp if n in needy else frozenset()) for n in names
        ),
        rounds=tuple(Round(f"meal{k}", tables) for k in range(3)),
        together=tuple(pair for pair in pairs if always(*pair)),
        apart=tuple(pair for pair in pairs if never(*pair) and chance.random() < 0.4),
        pins=tuple(Pin(name, f"meal{k}", f"t{place[k][name]}") for k, name in enumerate(pinned)),
        met=tuple(chance.sample(pairs, 3)),
        suggested=tuple(chance.sample(pairs, 3)),
        weights=Weights(1.0, 0.25, 2.0, 0.0625, chance.choice([0.0, 0.125])),
    )
