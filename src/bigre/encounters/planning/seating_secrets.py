"""What people said for the solver's ears only: whom they avoid, whom they know, to whom they were introduced."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from bigre.encounters.models import Acquaintance, Avoidance, Encounter, Introduction
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
    known = Acquaintance.objects.filter(knows=True, person__in=here).values_list("person_id", "other_id")
    met = Encounter.objects.filter(first__in=here).values_list("first_id", "second_id")
    introduced = Introduction.objects.filter(edition=hall.plan.edition_id).values_list("person_id", "other_id")
    avoided = ((one.person_id, int(one.sealed)) for one in _avoidances(hall).filter(person__in=here))
    return Secrets(
        apart=_pairs(avoided, people),
        met=_pairs([*known, *met], people),
        suggested=_pairs(introduced, people),
    )


def _avoidances(hall: Hall) -> QuerySet[Avoidance]:
    first = min((one.starts_at for one in hall.rounds), default=None)
    day = first.astimezone(hall.plan.edition.zone).date() if first else hall.plan.edition.starts_on
    return Avoidance.objects.filter(ends_on__gte=day)


def _pairs(rows: Iterable[tuple[int, int]], people: frozenset[int]) -> frozenset[Pair]:
    return frozenset(
        (min(one, other), max(one, other)) for one, other in rows if one != other and one in people and other in people
    )
