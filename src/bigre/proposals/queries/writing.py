"""What the form of a proposal offers to the person who writes, and what the proposal says already."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from bigre.core.models import secret_digest
from bigre.editions.models import Edition, Space
from bigre.people.models import Collective, Person
from bigre.proposals.models import Format, Invitation, Proposal, Question, Relation, ResumeLink, Theme
from bigre.proposals.rules.half_days import HalfDay, half_days

from .call import on_offer
from .merges import held_in
from .proposals import proposals_visible_to


def formats_for(proposal: Proposal) -> QuerySet[Format]:
    """Those on offer, and the one that the proposal has already."""
    offered = Q(pk__in=on_offer(proposal.edition.formats.all()).values("pk")) | Q(pk=proposal.format_id)
    return proposal.edition.formats.filter(offered).order_by("position", "pk")


def themes_for(proposal: Proposal) -> QuerySet[Theme]:
    """Those on offer, and those that the proposal has already."""
    kept = proposal.themes.values("pk") if proposal.pk else Theme.objects.none().values("pk")
    return proposal.edition.themes.filter(Q(retired_at=None) | Q(pk__in=kept)).order_by("position", "pk")


def questions_for(edition: Edition) -> QuerySet[Question]:
    """The team's questions on offer, with their choices."""
    return on_offer(edition.questions.prefetch_related("choices"))


def spaces_for(edition: Edition) -> QuerySet[Space]:
    """The spaces of the edition's venues."""
    return Space.objects.filter(venue__stop__edition=edition).distinct().order_by("position", "name")


def collectives_for(proposal: Proposal, person: Person) -> QuerySet[Collective]:
    """The person's own, and the one in whose name it is proposed already."""
    return Collective.objects.filter(Q(pk__in=person.collectives.values("pk")) | Q(pk=proposal.collective_id)).order_by(
        "name"
    )


def half_days_of(edition: Edition) -> list[HalfDay]:
    """The half-days by which people tell when they are available."""
    return half_days(edition, edition.bands.all())


def relatable_for(person: Person, proposal: Proposal) -> QuerySet[Proposal]:
    """The other proposals of the edition that the person may read."""
    return proposals_visible_to(person, proposal.edition).exclude(pk=proposal.pk)


def relations_shown(person: Person, proposal: Proposal) -> QuerySet[Relation]:
    """The relations of the proposal to those that the person may read."""
    if proposal.pk is None:
        return Relation.objects.none()
    others = relatable_for(person, proposal).order_by().values("pk")
    return Relation.objects.filter(
        Q(first=proposal, second__in=others) | Q(second=proposal, first__in=others)
    ).order_by("pk")


def open_invitation(secret: str) -> Invitation | None:
    """The invitation of this secret, answered or not; None when it was taken back or never was."""
    found = Invitation.objects.filter(digest=secret_digest(secret), revoked_at=None)
    return found.select_related("proposal__edition", "invited_by").first()


def invitations_to(proposal: Proposal) -> QuerySet[Invitation]:
    """Those to the proposal, and those still open to what was merged into it: whoever accepts leads it too."""
    own, along = Q(proposal=proposal), Q(proposal__in=held_in(proposal.pk), answered_at=None)
    return Invitation.objects.filter(own | along, revoked_at=None).order_by("created_at", "pk")


def living_link(secret: str, now: datetime) -> ResumeLink | None:
    """The link of this secret, while it lasts and leads to a draft that its person still leads."""
    return (
        ResumeLink.objects.filter(
            digest=secret_digest(secret),
            revoked_at=None,
            expires_at__gt=now,
            proposal__state=Proposal.State.DRAFT,
            proposal__facilitations__person=F("person"),
        )
        .select_related("proposal__edition", "person")
        .first()
    )
