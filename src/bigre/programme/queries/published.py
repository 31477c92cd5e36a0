"""The published programme: its version, and its placements with everything that pages and feeds read of them."""

from django.db.models import Prefetch, QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.programme.models import Lead, Placement, TimetableVersion


def current_version(edition: Edition) -> TimetableVersion | None:
    """The programme that everybody reads: the version published last; None before the first."""
    published = edition.versions.filter(published_at__isnull=False)
    return published.order_by("-published_at", "-number").first()


def placements_of(version: TimetableVersion) -> QuerySet[Placement]:
    """The placements of a version by time and space, with all that a page or a feed reads of them (7 queries)."""
    return with_activities(version.placements.all()).order_by("starts_at", "space__position", "activity__title", "pk")


def with_activities(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """The same placements, with what a page shows of their activities loaded in a constant number of queries."""
    return placements.select_related("activity__format", "activity__collective", "space").prefetch_related(
        "activity__themes", Prefetch("activity__leads", leads())
    )


def leads() -> QuerySet[Lead]:
    """Leads in the order in which they are named, with what `people.rules.face` reads."""
    people = with_faces(Person.objects.all())
    return Lead.objects.order_by("position", "pk").prefetch_related(Prefetch("person", people))
