"""A plan of tables as the solver reads it, and what it found as seats again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bigre.encounters.models import Seat, SeatingRound, SeatingTable
from bigre.encounters.rules.seating import Pair, even_sizes
from bigre_solvers.seating import Person, Pin, Problem, Result, Round, Table
from bigre_solvers.seating.sizes import fullest_sizes

from .seating_hall import Hall
from .seating_secrets import Secrets

ACCESSIBLE = "accessible"
# Nobody sits alone where it can be avoided, and tables are as full as each other where that can be.
FULLEST_SHARE = 0.75
NOTHING = Secrets()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A problem, and who sits in a round before it is solved: round → person → table. See `arranged`."""

    problem: Problem
    rounds: tuple[SeatingRound, ...]
    reserved: dict[int, dict[int, int]] = field(default_factory=dict)


def arranged(hall: Hall, secrets: Secrets = NOTHING, *, even: bool = False, fewest: int = 2) -> Arrangement:
    """The problem of the rounds still to be seated.

    What planners decided comes before what people avoid, without a word: two who avoid each other and whom somebody put
    at one table stay there. One of them is taken out of that round of the problem, with their seat, so that the two
    are still kept apart everywhere else. `Problem` would refuse both at once, and a refusal would tell.
    """
    people = frozenset(guest.pk for guest in hall.guests)
    together = {pair for one in hall.rounds for company in hall.companies(one) for pair in _pairs(company)}
    apart = secrets.apart - together
    held = {one.pk: hall.held(one) for one in hall.rounds}
    reserved = {one.pk: _reserved(held[one.pk], apart) for one in hall.rounds}
    problem = Problem(
        people=tuple(_person(hall, guest.pk, guest.cooperative) for guest in hall.guests),
        rounds=tuple(_round(hall, one, reserved[one.pk], even=even, fewest=fewest) for one in hall.rounds),
        together=tuple(tuple(map(str, sorted(party & people))) for party in hall.parties if len(party & people) > 1),
        apart=_keys(apart),
        pins=tuple(
            Pin(str(person), str(one.pk), str(table))
            for one in hall.rounds
            for person, table in held[one.pk].items()
            if person not in reserved[one.pk]
        ),
        met=_keys(secrets.met | hall.settled),
        suggested=_keys(secrets.suggested),
    )
    return Arrangement(problem, hall.rounds, reserved)


def _pairs(people: Iterable[int]) -> list[Pair]:
    ordered = sorted(people)
    return [(one, other) for n, one in enumerate(ordered) for other in ordered[n + 1 :]]


def _keys(pairs: Iterable[Pair]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(other)) for one, other in sorted(pairs))


def _person(hall: Hall, pk: int, cooperative: str) -> Person:
    needs = frozenset({ACCESSIBLE}) if pk in hall.needs else frozenset[str]()
    return Person(str(pk), group=cooperative, needs=needs)


def _reserved(held: dict[int, int], apart: Iterable[Pair]) -> dict[int, int]:
    """Of each two who avoid each other at one table, the second."""
    reserved: dict[int, int] = {}
    for one, other in sorted(apart):
        if one in held and held[one] == held.get(other) and one not in reserved:
            reserved[other] = held[other]
    return reserved


def _round(hall: Hall, one: SeatingRound, reserved: dict[int, int], *, even: bool, fewest: int) -> Round:
    """How full each table may be is settled before anybody is taken out: planners read it, and it must tell nothing."""
    there = {guest.pk for guest in hall.present(one)}
    kept = Counter(reserved.values())
    return Round(
        str(one.pk),
        tuple(_without(table, kept[int(table.key)]) for table in _laid(hall, one, even=even, fewest=fewest)),
        frozenset(str(guest.pk) for guest in hall.guests if guest.pk not in there or guest.pk in reserved),
    )


def _laid(hall: Hall, one: SeatingRound, *, even: bool, fewest: int) -> tuple[Table, ...]:
    """The tables of a round, from how many to how many people; the groups of volunteers fit who comes."""
    tables, people = hall.tables_for(one), len(hall.present(one))
    if even and hall.plan.is_for_volunteers:
        sizes = even_sizes(people, len(tables)) if tables else []
        return tuple(_table(table, max(1, size), size) for table, size in zip(tables, sizes, strict=True))
    plain = tuple(_table(table, table.seats, fewest) for table in tables)
    return _evened(plain, people) if even else plain


def _table(table: SeatingTable, seats: int, fewest: int) -> Table:
    features = frozenset({ACCESSIBLE}) if table.accessible else frozenset[str]()
    return Table(str(table.pk), seats, min(fewest, seats), features)


def _without(table: Table, kept: int) -> Table:
    """The table without the seats of those who were taken out, who sit there all the same."""
    return replace(table, seats=table.seats - kept, fewest=max(1, table.fewest - kept)) if kept else table


def _evened(tables: tuple[Table, ...], people: int) -> tuple[Table, ...]:
    """The same tables, three quarters full or empty, where people can be split so."""
    fuller = tuple(
        Table(table.key, table.seats, max(table.fewest, int(table.seats * FULLEST_SHARE)), table.features)
        for table in tables
    )
    return tables if fullest_sizes(people, fuller) is None else fuller


def seats_from(arrangement: Arrangement, result: Result, pinned: Sequence[tuple[int, int]]) -> list[Seat]:
    """The seats (unsaved) of a result; those `pinned` (round, person) stay so."""
    held = set(pinned)
    problem = arrangement.problem
    found = [
        (int(one.key), int(table.key), int(problem.people[number].key))
        for one, tables in zip(problem.rounds, result.rounds, strict=True)
        for table, people in zip(one.tables, tables, strict=True)
        for number in people
    ]
    found += [(one, table, who) for one, people in arrangement.reserved.items() for who, table in people.items()]
    return [
        Seat(round_id=one, table_id=table, person_id=person, pinned=(one, person) in held)
        for one, table, person in found
    ]
