"""The proposals of an edition that a person may read, and those that they may write."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.proposals.models import Facilitation, Proposal

State = Proposal.State


def proposals_visible_to(person: Person | None, edition: Edition) -> QuerySet[Proposal]:
    """The proposals of the edition that the person may read, by title.

    What is submitted is read by the edition's participants and by the network, who discuss and wish; a draft, and
    what was withdrawn, by those who lead it alone; the team reads all but drafts.
    """
    if person is None:
        return Proposal.objects.none()
    mine = Q(pk__in=Facilitation.objects.filter(person=person).values("proposal"))
    if team_roles(person, edition):
        seen = mine | ~Q(state=State.DRAFT)
    elif takes_part_in_co_construction(person, edition):
        seen = mine | ~Q(state__in=[State.DRAFT, State.WITHDRAWN])
    else:
        seen = mine
    return edition.proposals.filter(seen).order_by("title", "pk")


def proposals_led_by(person: Person | None, edition: Edition) -> QuerySet[Proposal]:
    """The proposals that the person leads, and may thus write."""
    if person is None:
        return Proposal.objects.none()
    return edition.proposals.filter(facilitations__person=person)


def own_first(person: Person | None, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The same proposals, those that the person leads before the others, each by title."""
    led = Facilitation.objects.filter(person=person, proposal=OuterRef("pk"))
    return proposals.annotate(is_led=Exists(led)).order_by("-is_led", "title", "pk")


def takes_part_in_co_construction(person: Person, edition: Edition) -> bool:
    """Whether the person is of the network or takes part in the edition: they read, discuss and wish."""
    in_network = person.memberships.filter(until_on__isnull=True).exists()
    return in_network or edition.participations.filter(person=person).exists()


def with_details(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The same proposals with format, themes, equipment and those who lead them, the contact first."""
    people = Prefetch("person", with_faces(Person.objects.all()))
    leads = Facilitation.objects.order_by("-is_contact", "person__name").prefetch_related(people)
    return proposals.select_related("format", "collective").prefetch_related(
        "themes", "equipment", Prefetch("facilitations", leads)
    )
