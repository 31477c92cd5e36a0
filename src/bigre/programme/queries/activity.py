"""One activity: where and when, who leads it, and what else somebody might choose at that hour or with these people."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, can_see
from bigre.programme.models import Activity, TimetableVersion

from .faces import faces
from .timetable import PlacedActivity, placed_activities

SHOWN_BESIDE = 3


@dataclass(frozen=True)
class ActivityPage:
    """An activity for one viewer; `placed` is None while the published programme does not hold it."""

    activity: Activity
    placed: PlacedActivity | None
    faces: tuple[Face, ...]
    meanwhile: tuple[PlacedActivity, ...]
    same_people: tuple[PlacedActivity, ...]

    @property
    def seen_faces(self) -> list[Face]:
        """The leads who show their name to the viewer."""
        return [face for face in self.faces if not face.is_hidden]

    @property
    def hidden_count(self) -> int:
        """How many leads show their name to closer circles only."""
        return len(self.faces) - len(self.seen_faces)


def activity_of(edition: Edition, uuid: UUID) -> Activity | None:
    """The activity under this identifier, with what its page says of it."""
    found = edition.activities.filter(uuid=uuid).select_related("format", "collective")
    return found.prefetch_related("themes", "equipment", "leads__person").first()


def activity_page(
    edition: Edition, activity: Activity, version: TimetableVersion | None, viewer: Viewer
) -> ActivityPage | None:
    """The activity's page, or None for those who may not know of it.

    What the published programme does not hold is known to those who lead it and to the edition's team only.
    """
    placement = version.placements.filter(activity=activity).first() if version else None
    if placement is None and not _is_inside(viewer.person, activity, edition):
        return None
    people = [lead.person for lead in sorted(activity.leads.all(), key=lambda lead: (lead.position, lead.pk))]
    seen = faces(viewer, {person.pk for person in people})
    in_order = tuple(seen[person.pk] for person in people)
    if version is None or placement is None:
        return ActivityPage(activity, None, in_order, (), ())
    named = [person.pk for person in people if can_see(viewer, person, "name")]
    around = Q(starts_at__lt=placement.ends_at, ends_at__gt=placement.starts_at)
    led = Q(activity__leads__person__in=named)
    rows = version.placements.filter(around | led).distinct().order_by("starts_at", "space__position", "pk")
    placed = placed_activities(rows, edition, viewer)
    itself = next(one for one in placed if one.pk == activity.pk)
    others = [one for one in placed if one.pk != activity.pk]
    return ActivityPage(activity, itself, in_order, _meanwhile(itself, others), _same_people(itself, others))


def _is_inside(person: Person | None, activity: Activity, edition: Edition) -> bool:
    """Whether the person leads the activity or is in the edition's team."""
    if person is None:
        return False
    return any(lead.person_id == person.pk for lead in activity.leads.all()) or bool(team_roles(person, edition))


def _meanwhile(itself: PlacedActivity, others: list[PlacedActivity]) -> tuple[PlacedActivity, ...]:
    """A few that overlap it: first those that start with it."""
    together = [one for one in others if one.overlaps(itself)]
    together.sort(key=lambda one: (abs(one.starts_at - itself.starts_at), one.room.position, one.pk))
    return tuple(together[:SHOWN_BESIDE])


def _same_people(itself: PlacedActivity, others: list[PlacedActivity]) -> tuple[PlacedActivity, ...]:
    """What the same people lead, as far as the viewer may know who leads what."""
    people = {face.uuid for face in itself.seen_faces}
    return tuple(one for one in others if people & {face.uuid for face in one.seen_faces})
