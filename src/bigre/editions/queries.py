"""Reads about editions that start from the person who asks."""

from django.db.models import Prefetch, Q, QuerySet

from bigre.people.models import Account, Cooperative, Person
from bigre.people.rules import ANYBODY, Viewer

from .models import Edition, Involvement, Stop, TeamMember


def person_of(account: object) -> Person | None:
    """The person who signed in, or None for an anonymous visitor."""
    return getattr(account, "person", None) if isinstance(account, Account) else None


def viewer_for(person: Person | None) -> Viewer:
    """The person as a viewer: who shares an edition with them, by taking part or by being on its team (3 queries)."""
    if person is None:
        return ANYBODY
    mates = Person.objects.filter(participations__edition__in=editions_shared_by(person))
    ids = mates.values_list("pk", flat=True)
    in_network = person.memberships.filter(until_on__isnull=True).exists()
    return Viewer(
        person=person,
        in_network=in_network,
        mates=frozenset(ids),
        mates_query=ids,
    )


def editions_shared_by(person: Person) -> QuerySet[Edition]:
    """The editions in which the person takes part or works in the team."""
    return Edition.objects.filter(Q(participations__person=person) | Q(team__person=person)).distinct()


def editions_visible_to(person: Person | None) -> QuerySet[Edition]:
    """Editions that anybody may read about, and those whose team the person is in; latest first."""
    seen = ~Q(life=Edition.Life.PREPARATION)
    if person is not None:
        seen |= Q(team__person=person)
    return Edition.objects.filter(seen).distinct().order_by("-starts_on", "-pk")


def team_roles(person: Person | None, edition: Edition) -> set[str]:
    """The person's roles in the team of the edition; none for others."""
    if person is None:
        return set()
    return set(TeamMember.objects.filter(person=person, edition=edition).values_list("role", flat=True))


def current_edition() -> Edition | None:
    """What the site's first page speaks of: the latest edition with a plan or a programme, until it is archived.

    Else the latest with an open call, which doesn't take the place of a gathering still to come; else the latest.
    """
    with_plan = [Edition.Life.PLANNING, Edition.Life.PUBLISHED, Edition.Life.UNDER_WAY]
    public = Edition.objects.exclude(life=Edition.Life.PREPARATION).order_by("-starts_on", "-pk")
    called = public.filter(life=Edition.Life.CALL_OPEN)
    return public.filter(life__in=with_plan).first() or called.first() or public.first()


def editions_to_browse(person: Person | None) -> QuerySet[Edition]:
    """The editions that the person may read about, latest first, with their stops in order (3 queries)."""
    stops = Stop.objects.select_related("place", "venue").order_by("starts_on", "pk")
    organisers = Involvement.objects.filter(role=Involvement.Role.ORGANISER).select_related("cooperative")
    return editions_visible_to(person).prefetch_related(
        Prefetch("stops", stops),
        Prefetch("involvements", organisers.order_by("cooperative__name"), to_attr="organised_by"),
    )


def roles_in_editions(person: Person | None, cooperative: Cooperative) -> QuerySet[Involvement]:
    """The parts that a cooperative took in the editions that the person may read about, latest first."""
    visible = editions_visible_to(person).order_by().values("pk")
    involvements = cooperative.involvements.filter(edition__in=visible).select_related("edition")
    return involvements.order_by("-edition__starts_on", "role")
