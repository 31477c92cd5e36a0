"""Whom a person may know already, whom they said they know, and whom they would rather not be with."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from bigre.encounters.models import Acquaintance, Avoidance
from bigre.people.models import Person
from bigre.people.queries.visible import people_visible_to, shows
from bigre.people.rules import Viewer


def perhaps_known(viewer: Viewer) -> QuerySet[Person]:
    """People whom the viewer may know: of their cooperatives, of editions where both were; nearest first.

    Only people who show their name to the viewer, and whose cooperatives they show count as shared.
    """
    assert viewer.person is not None  # only somebody who signed in knows others
    me = viewer.person
    cooperatives = me.memberships.filter(until_on__isnull=True).values("cooperative")
    editions = me.participations.values("edition")
    shared = shows(viewer, "cooperative") & Q(memberships__cooperative__in=cooperatives, memberships__until_on=None)
    people = people_visible_to(viewer).exclude(pk=me.pk)
    found = people.annotate(
        together=Count("participations", filter=Q(participations__edition__in=editions), distinct=True),
        same=Count(Case(When(shared, then=Value(1)), output_field=IntegerField())),
    )
    return found.filter(Q(same__gt=0) | Q(together__gt=1)).order_by("-together", "name", "pk")


def said_known(person: Person) -> set[int]:
    """The ids of those whom the person said they know."""
    return set(person.acquaintances.filter(knows=True).values_list("other_id", flat=True))


def known_pairs(people: Iterable[int]) -> set[tuple[int, int]]:
    """The pairs, in order of ids, of which one said that they know the other; for the solvers alone."""
    ids = list(people)
    said = Acquaintance.objects.filter(knows=True, person__in=ids, other__in=ids)
    return {(min(pair), max(pair)) for pair in said.values_list("person_id", "other_id")}


def avoided_by(person: Person) -> list[tuple[Avoidance, int]]:
    """The person's own « not with », each with the other's id."""
    return [(one, int(one.sealed)) for one in person.avoidances.order_by("pk")]


def avoiding_pairs(people: Iterable[int], *, until: date) -> set[tuple[int, int]]:
    """The pairs, in order of ids, of which one avoids the other until that day at least; for solvers alone."""
    inside = set(people)
    said = Avoidance.objects.filter(person__in=inside, ends_on__gte=until).only("person_id", "sealed")
    pairs = ((one.person_id, int(one.sealed)) for one in said)
    return {(min(pair), max(pair)) for pair in pairs if pair[1] in inside}
