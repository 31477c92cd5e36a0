"""Reads that need people, editions and programmes together."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from bigre.editions.models import Edition, Involvement, Stop
from bigre.people.models import Cooperative, Person
from bigre.programme.models import Placement, TimetableVersion
from bigre.programme.queries.published import current_version, with_activities
from bigre.proposals.models import Theme

# The order in which an edition names those who carry it.
ROLES = tuple(Involvement.Role)


@dataclass(frozen=True, slots=True)
class Figures:
    """An edition in numbers, counted now: what is not known yet is 0."""

    activities: int
    participants: int
    facilitators: int
    cooperatives: int


@dataclass(frozen=True, slots=True)
class EditionFace:
    """What an edition's page shows; `version` is None until its programme is published."""

    edition: Edition
    stops: list[Stop]
    version: TimetableVersion | None
    themes: list[Theme]
    figures: Figures
    cooperatives: list[tuple[str, list[Cooperative]]]


def edition_face(edition: Edition) -> EditionFace:
    """The edition as its page shows it (8 queries)."""
    version = current_version(edition)
    involvements = list(edition.involvements.select_related("cooperative__place").order_by("cooperative__name"))
    return EditionFace(
        edition=edition,
        stops=list(edition.stops.select_related("place", "venue__place").order_by("starts_on", "pk")),
        version=version,
        themes=list(edition.themes.order_by("position", "pk")),
        figures=_figures(edition, version, involvements),
        cooperatives=_by_role(involvements),
    )


def _figures(edition: Edition, version: TimetableVersion | None, involvements: list[Involvement]) -> Figures:
    led = Person.objects.filter(leads__activity__placements__version=version).distinct() if version else None
    return Figures(
        activities=version.placements.count() if version else 0,
        participants=edition.participations.count(),
        facilitators=led.count() if led is not None else 0,
        cooperatives=len({involvement.cooperative_id for involvement in involvements}),
    )


def _by_role(involvements: list[Involvement]) -> list[tuple[str, list[Cooperative]]]:
    groups = [(role, [one.cooperative for one in involvements if one.role == role]) for role in ROLES]
    return [(role.value, cooperatives) for role, cooperatives in groups if cooperatives]


def activities_led_by(person: Person) -> QuerySet[Placement]:
    """What the person leads in the published programmes, latest edition first, then in order of time.

    Whoever reads this must be allowed to see the person's name.
    """
    latest = (
        TimetableVersion.objects.filter(edition=OuterRef("version__edition"), published_at__isnull=False)
        .order_by("-published_at", "-number")
        .values("pk")[:1]
    )
    led = Placement.objects.filter(version=Subquery(latest), activity__leads__person=person)
    public = led.exclude(version__edition__life=Edition.Life.PREPARATION)
    return (
        with_activities(public)
        .select_related("version__edition")
        .order_by("-version__edition__starts_on", "starts_at", "pk")
    )
