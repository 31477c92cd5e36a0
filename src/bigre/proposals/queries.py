"""Reads of proposals that start from the person who asks."""

from django.db.models import Prefetch, Q, QuerySet

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.people.models import Person
from bigre.people.queries import with_faces

from .models import Call, Facilitation, Offered, Proposal


def proposals_visible_to(person: Person | None, edition: Edition) -> QuerySet[Proposal]:
    """The proposals of the edition that the person may read, by title.

    Before there is a programme, proposals are between their leaders and the edition's team;
    a draft is its leaders' alone.
    """
    if person is None:
        return Proposal.objects.none()
    mine = Q(pk__in=Facilitation.objects.filter(person=person).values("proposal"))
    seen = mine | ~Q(state=Proposal.State.DRAFT) if team_roles(person, edition) else mine
    return edition.proposals.filter(seen).order_by("title", "pk")


def with_details(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The same proposals with format, themes, equipment and those who lead them, the contact first."""
    people = Prefetch("person", with_faces(Person.objects.all()))
    leads = Facilitation.objects.order_by("-is_contact", "person__name").prefetch_related(people)
    return proposals.select_related("format", "collective").prefetch_related(
        "themes", "equipment", Prefetch("facilitations", leads)
    )


def on_offer[T: Offered](rows: QuerySet[T]) -> QuerySet[T]:
    """Those formats, themes or questions that new proposals meet, in order."""
    return rows.filter(retired_at=None).order_by("position", "pk")


def call_of(edition: Edition) -> Call:
    """The call of the edition; one that nobody wrote yet is empty and not saved."""
    return Call.objects.filter(edition=edition).first() or Call(edition=edition)
