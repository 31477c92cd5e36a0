"""Who may read a proposal, asked of people; `proposals_visible_to` says the same, asked of proposals."""

from django.db.models import Q, QuerySet

from bigre.editions.models import Edition, Participation, TeamMember
from bigre.people.models import Membership, Person
from bigre.people.queries import shows
from bigre.people.rules import Viewer
from bigre.proposals.models import Comment, Following, Proposal

State = Proposal.State


def readers_of(proposal: Proposal) -> QuerySet[Person]:
    """The people who may read it as it stands: those who lead it, the team, then whoever takes part or is a member."""
    reading = Q(pk__in=proposal.facilitations.values("person"))
    if proposal.state != State.DRAFT:
        reading |= Q(pk__in=TeamMember.objects.filter(edition=proposal.edition_id).values("person"))
    if proposal.state not in (State.DRAFT, State.WITHDRAWN):
        reading |= _builders(proposal.edition_id)
    return Person.objects.filter(reading)


def builders_of(edition: Edition) -> QuerySet[Person]:
    """Those who build the edition's programme together: its participants, the network, its team."""
    team = Q(pk__in=TeamMember.objects.filter(edition=edition).values("person"))
    return Person.objects.filter(_builders(edition.pk) | team)


def _builders(edition: int) -> Q:
    members = Membership.objects.filter(until_on__isnull=True).values("person")
    return Q(pk__in=members) | Q(pk__in=Participation.objects.filter(edition=edition).values("person"))


def people_to_mention(viewer: Viewer, proposal: Proposal) -> QuerySet[Person]:
    """Whom the viewer may call by name there: who leads, follows or comments on it, and the team; by name.

    Only people who may read it, whom a mail reaches, and who show their name to the viewer.
    """
    concerned = (
        Q(pk__in=proposal.facilitations.values("person"))
        | Q(pk__in=Following.objects.filter(proposal=proposal, muted=False).values("person"))
        | Q(pk__in=Comment.objects.filter(proposal=proposal, removed_at=None, author__isnull=False).values("author"))
        | Q(pk__in=TeamMember.objects.filter(edition=proposal.edition_id).values("person"))
    )
    found = readers_of(proposal).filter(concerned, shows(viewer, "name"), account__isnull=False)
    if viewer.person is not None:
        found = found.exclude(pk=viewer.person.pk)
    return found.order_by("name", "pk")
