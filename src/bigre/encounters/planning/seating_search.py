"""The search for seats: first by every rule, then by fewer of those that nobody may hear of."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from bigre.encounters.queries.seating import round_label
from bigre.encounters.rules.seating import Pair
from bigre_solvers.seating import InvalidProblem, MaxIterations, Progress, Result, Stop, bound_of, solve

from .seating_faults import CannotSeat, refuse_faults
from .seating_hall import Hall
from .seating_problem import Arrangement, arranged
from .seating_secrets import Secrets

type Hear = Callable[[Progress], None]
type MakeStop = Callable[[float], Stop]
type Found = tuple[Arrangement, Result]

# How few may sit at a table, from what is wished to what is accepted: three quarters full, two, one.
EVENNESS = ({"even": True}, {"fewest": 2}, {"fewest": 1})


def bound_for(hall: Hall) -> int:
    """What new pairs can be at most, by what planners see: no secret has a part in it. Raises `CannotSeat`."""
    refuse_faults(hall)
    for evenness in EVENNESS if hall.plan.is_for_volunteers else EVENNESS[-1:]:
        try:
            return bound_of(arranged(hall, **evenness).problem).pairs
        except InvalidProblem:
            continue
    raise CannotSeat([nothing_fits(hall)])


def find_seats(hall: Hall, secrets: Secrets, stop: MakeStop, seed: int, hear: Hear) -> list[Found]:
    """The best seats found before `stop(share of the time)` in a plan without faults; raises `CannotSeat`.

    Usually one search. Where « not with » can't be kept in a round (a single table, for one), that round is searched
    apart from the others, with as many of them as can be kept: nobody is refused or told anything because of it.
    """
    found = _first_valid(_arrangements(hall, secrets), stop(1.0), seed, hear)
    return [found] if found else list(_by_parts(hall, secrets, stop, seed, hear))


def _arrangements(hall: Hall, secrets: Secrets) -> Iterator[Arrangement]:
    for evenness in EVENNESS:
        try:
            yield arranged(hall, secrets, **evenness)
        except InvalidProblem:
            continue


def _first_valid(arrangements: Iterator[Arrangement], stop: Stop, seed: int, hear: Hear) -> Found | None:
    for arrangement in arrangements:
        try:
            return arrangement, solve(arrangement.problem, stop, seed, hear)
        except InvalidProblem:
            continue
    return None


def _by_parts(hall: Hall, secrets: Secrets, stop: MakeStop, seed: int, hear: Hear) -> Iterator[Found]:
    kept = [one for one in hall.rounds if is_possible(replace(hall, rounds=(one,)), secrets, hear)]
    tight = [one for one in hall.rounds if one not in kept]
    parts = [(replace(hall, rounds=tuple(kept)), secrets)] if kept else []
    for one in tight:
        alone = replace(hall, rounds=(one,))
        parts.append((alone, replace(secrets, apart=apart_to_keep(alone, secrets, hear))))
    for part, own in parts:
        found = _first_valid(_arrangements(part, own), stop(len(part.rounds) / len(hall.rounds)), seed, hear)
        if found is None:
            raise CannotSeat([nothing_fits(part)])
        yield found


def nothing_fits(hall: Hall) -> str:
    """What can still be done when no single rule is to blame."""
    sentence = (
        _(
            "%(rounds)s : aucune façon de placer tout le monde ne suit tout ce que tu as demandé. "
            "Change la taille des groupes, libère des places épinglées ou défais un groupe qui reste ensemble."
        )
        if hall.plan.is_for_volunteers
        else _(
            "%(rounds)s : aucune façon de placer tout le monde ne suit tout ce que tu as demandé. "
            "Ajoute une table, libère des places épinglées ou défais un groupe qui reste ensemble."
        )
    )
    return sentence % {"rounds": " ; ".join(round_label(one, hall.plan.edition) for one in hall.rounds)}


def is_possible(hall: Hall, secrets: Secrets, hear: Hear) -> bool:
    """Whether some seats keep every rule; each question is a sign of life."""
    hear(Progress(0, 0.0, 0, 0.0))
    possible = (arranged(hall, secrets, fewest=1) for _once in range(1))
    return _first_valid(possible, MaxIterations(1), 1, lambda _progress: None) is not None


def apart_to_keep(hall: Hall, secrets: Secrets, hear: Hear) -> frozenset[Pair]:
    """As many of the pairs who avoid each other as go together, by halves: few questions where few are in the way."""

    def kept_of(kept: frozenset[Pair], pairs: list[Pair]) -> frozenset[Pair]:
        together = kept.union(pairs)
        if is_possible(hall, replace(secrets, apart=together), hear):
            return together
        if len(pairs) == 1:
            return kept
        half = len(pairs) // 2
        return kept_of(kept_of(kept, pairs[:half]), pairs[half:])

    return kept_of(frozenset(), sorted(secrets.apart)) if secrets.apart else frozenset()
