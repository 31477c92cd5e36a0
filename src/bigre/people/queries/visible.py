"""Who shows what to whom, asked of the database; `bigre.people.rules.can_see` says the same of one loaded person."""

from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet

from bigre.core.models import Audience
from bigre.core.rules import fold
from bigre.people.models import Collective, Membership, Occupation, Person
from bigre.people.rules import Part, Viewer


def people_visible_to(viewer: Viewer) -> QuerySet[Person]:
    """The people who show at least their name to the viewer, with what a face needs."""
    return with_faces(Person.objects.filter(shows(viewer, "name"))).order_by("name", "pk")


def shows(viewer: Viewer, part: Part) -> Q:
    """The people who show this part to the viewer; nothing of a person is shown wider than their name."""
    reached = _reached(viewer, f"{part}_audience")
    return reached if part == "name" else reached & _reached(viewer, "name_audience")


def _reached(viewer: Viewer, audience: str) -> Q:
    """The people for whom the audience in this field contains the viewer."""
    wide = [Audience.EVERYONE, *([Audience.NETWORK] if viewer.in_network else [])]
    reached = Q(**{f"{audience}__in": wide})
    if viewer.mates:
        mates = viewer.mates if viewer.mates_query is None else viewer.mates_query
        reached |= Q(**{"pk__in": mates, f"{audience}__in": [Audience.EDITION, Audience.NETWORK]})
    if viewer.person is not None:
        reached |= Q(pk=viewer.person.pk)
    return reached


def with_faces(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people, with what `rules.face` reads loaded in a constant number of queries."""
    return people.prefetch_related("memberships__cooperative", "occupations")


def alphabetical(people: QuerySet[Person]) -> list[int]:
    """Their ids in the order of a printed directory, where « Élodie » stands between « Edgar » and « Elsa » (1 query).

    Databases order accents each in its own way, SQLite by code point; a list of ids is light and can be cut into pages.
    """
    names = people.order_by().values_list("name", "pk")
    return [pk for _, pk in sorted((fold(name), pk) for name, pk in names)]


def in_order(ids: Sequence[int]) -> list[Person]:
    """The people of these ids, in this order, with their town and what a face needs (4 queries)."""
    found = with_faces(Person.objects.select_related("place")).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def people_with_details(viewer: Viewer) -> QuerySet[Person]:
    """The same as `people_visible_to`, with what `rules.profile` reads (5 queries)."""
    return (
        Person.objects.filter(shows(viewer, "name"))
        .select_related("place")
        .prefetch_related(
            Prefetch("memberships", Membership.objects.select_related("cooperative").order_by("cooperative__name")),
            Prefetch("occupations", Occupation.objects.select_related("trade", "sector", "territory").order_by("pk")),
            Prefetch("collectives", Collective.objects.order_by("name")),
        )
        .order_by("name", "pk")
    )
