"""What ties activities of an edition to one another: people who must be at both, an order, not at the same time."""

from collections import defaultdict
from dataclasses import dataclass

from bigre.editions.models import Edition
from bigre.programme.models import Lead
from bigre.proposals.models import Relation, Wish


@dataclass(frozen=True, slots=True)
class Ties:
    """By ids of activities: who must be there; pairs that are never at the same time; (first, then) pairs."""

    musts: dict[int, frozenset[int]]
    apart: frozenset[frozenset[int]]
    ordered: frozenset[tuple[int, int]]


def ties_of(edition: Edition) -> Ties:
    """The same ties as a plan obeys (3 queries)."""
    musts: defaultdict[int, set[int]] = defaultdict(set)
    leads = Lead.objects.filter(activity__edition=edition).values_list("activity_id", "person_id")
    required = Wish.objects.granted_by_attending().filter(
        proposal__edition=edition, level=Wish.Level.REQUIRED, proposal__activity__isnull=False
    )
    for activity, person in (*leads, *required.values_list("proposal__activity", "person_id")):
        musts[activity].add(person)
    relations = Relation.objects.filter(
        first__edition=edition, first__activity__isnull=False, second__activity__isnull=False
    ).values_list("kind", "first__activity", "second__activity")
    pairs = list(relations)
    return Ties(
        musts={activity: frozenset(people) for activity, people in musts.items()},
        apart=frozenset(frozenset((a, b)) for kind, a, b in pairs if kind == Relation.Kind.NOT_TOGETHER),
        ordered=frozenset((a, b) for kind, a, b in pairs if kind == Relation.Kind.BEFORE),
    )
