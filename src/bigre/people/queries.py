"""Reads about people that start from the person who asks."""

from django.db.models import Q, QuerySet

from bigre.core.models import Audience

from .models import Person
from .rules import Viewer


def people_visible_to(viewer: Viewer) -> QuerySet[Person]:
    """The people who show at least their name to the viewer, by name, with what a face needs."""
    seen = Q(name_audience=Audience.EVERYONE) | Q(
        pk__in=viewer.mates, name_audience__in=[Audience.EDITION, Audience.NETWORK]
    )
    if viewer.in_network:
        seen |= Q(name_audience=Audience.NETWORK)
    if viewer.person is not None:
        seen |= Q(pk=viewer.person.pk)
    return with_faces(Person.objects.filter(seen)).order_by("name")


def with_faces(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people, with what `rules.face` reads loaded in a constant number of queries."""
    return people.prefetch_related("memberships__cooperative", "occupations")
