"""What people said for the solver's ears only: whom they avoid, whom they know, to whom they were introduced."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bigre.encounters.models import Encounter, Introduction
from bigre.encounters.queries.knowing import avoiding_pairs, known_pairs
from bigre.encounters.rules.seating import Pair

from .seating_hall import Hall


@dataclass(frozen=True, slots=True)
class Secrets:
    """Pairs of people, in order. They steer the search; no page, file, number or sentence is made of them.

    `apart`: one of the two would rather not sit with the other. `met`: they met, or one says that they know the other.
    `suggested`: they were introduced in this edition, whatever they answered.
    """

    apart: frozenset[Pair] = field(default=frozenset(), repr=False)
    met: frozenset[Pair] = field(default=frozenset(), repr=False)
    suggested: frozenset[Pair] = field(default=frozenset(), repr=False)


def secrets_of(hall: Hall) -> Secrets:
    """What is known of those who take part (4 queries); an avoidance that ends before the first round doesn’t count."""
    people = frozenset(guest.pk for guest in hall.guests)
    here = hall.plan.edition.participations.values("person")
    met = Encounter.objects.filter(first__in=here).values_list("first_id", "second_id")
    introduced = Introduction.objects.filter(edition=hall.plan.edition_id).values_list("person_id", "other_id")
    return Secrets(
        apart=frozenset(avoiding_pairs(people, until=_first_day(hall))),
        met=frozenset(known_pairs(people)) | _pairs(met, people),
        suggested=_pairs(introduced, people),
    )


def _first_day(hall: Hall) -> date:
    first = min((one.starts_at for one in hall.rounds), default=None)
    return first.astimezone(hall.plan.edition.zone).date() if first else hall.plan.edition.starts_on


def _pairs(rows: Iterable[tuple[int, int]], people: frozenset[int]) -> frozenset[Pair]:
    return frozenset(
        (min(one, other), max(one, other)) for one, other in rows if one != other and one in people and other in people
    )
