"""The faces of those who lead activities, as one viewer may see them, read in four light queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bigre.people.models import Membership, Occupation, Person
from bigre.people.rules import HIDDEN, Face, Viewer, can_see
from bigre.programme.models import Lead


def faces_by_activity(viewer: Viewer, activities: Iterable[int] | QuerySet[Any, Any]) -> dict[int, tuple[Face, ...]]:
    """For each activity (primary keys), the faces of its leads in the order in which they are named; hidden ones too.

    Says the same as `people.rules.face` on loaded objects, without making the hundreds of objects of a whole edition.
    """
    leads = list(
        Lead.objects.filter(activity__in=activities).order_by("position", "pk").values_list("activity_id", "person_id")
    )
    seen = faces(viewer, {person for _, person in leads})
    found: defaultdict[int, list[Face]] = defaultdict(list)
    for activity, person in leads:
        found[activity].append(seen[person])
    return {activity: tuple(faces) for activity, faces in found.items()}


def faces(viewer: Viewer, people: set[int]) -> dict[int, Face]:
    """The faces of these people (primary keys) for the viewer (3 queries)."""
    persons = Person.objects.filter(pk__in=people).only(
        "uuid", "name", "name_audience", "cooperative_audience", "occupations_audience"
    )
    details = _Details.of(people)
    return {person.pk: _face(viewer, person, details) for person in persons}


@dataclass(frozen=True, slots=True)
class _Details:
    cooperatives: dict[int, list[str]]
    occupations: dict[int, str]

    @classmethod
    def of(cls, people: set[int]) -> "_Details":
        cooperatives: defaultdict[int, list[str]] = defaultdict(list)
        current = Membership.objects.filter(person__in=people, until_on__isnull=True).order_by("pk")
        for person, name in current.values_list("person_id", "cooperative__name"):
            cooperatives[person].append(name)
        titles = Occupation.objects.filter(person__in=people).order_by("-pk").values_list("person_id", "title")
        return cls(cooperatives, dict(titles))


def _face(viewer: Viewer, person: Person, details: _Details) -> Face:
    if not can_see(viewer, person, "name"):
        return HIDDEN
    cooperatives = details.cooperatives.get(person.pk, []) if can_see(viewer, person, "cooperative") else []
    occupation = details.occupations.get(person.pk, "") if can_see(viewer, person, "occupations") else ""
    return Face(str(person.uuid), person.name, person.initials, tuple(cooperatives), occupation)
