"""Cooperatives, with what their pages show."""

from django.db.models import QuerySet

from bigre.people.models import Cooperative, Person
from bigre.people.rules import Viewer

from .visible import people_visible_to, shows


def cooperatives() -> QuerySet[Cooperative]:
    """Every cooperative, by name, with its town and the services that it pools (2 queries)."""
    return Cooperative.objects.select_related("place").prefetch_related("pooled_services").order_by("name")


def members_visible_to(viewer: Viewer, cooperative: Cooperative) -> QuerySet[Person]:
    """Today's members who show the viewer both their name and their cooperatives."""
    members = cooperative.memberships.filter(until_on__isnull=True).values("person")
    return people_visible_to(viewer).filter(shows(viewer, "cooperative"), pk__in=members)
