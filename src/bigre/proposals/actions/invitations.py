"""Inviting people of any cooperative to lead a proposal together; who answers for it; and leaving it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bigre.core.models import new_secret, secret_digest
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Invitation, Proposal, ResumeLink

# How long the link of a mail leads back to a draft.
RESUME_FOR = timedelta(days=14)


class AlreadyLeads(Exception):
    """The person leads the proposal already."""


class AlreadyInvited(Exception):
    """The address was invited and has not answered yet."""


class AlreadyAnswered(Exception):
    """The invitation was answered or taken back."""


class LastFacilitator(Exception):
    """Somebody must answer for a proposal: hand it over, or withdraw it."""


@transaction.atomic
def invite(*, proposal: Proposal, email: str, by: Person) -> tuple[Invitation, str]:
    """Ask somebody to lead it too; the invitation and the secret of its link.

    Raises `AlreadyLeads` or `AlreadyInvited`.
    """
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    address = email.strip().lower()
    if proposal.facilitations.filter(person__account__email=address).exists():
        raise AlreadyLeads(str(proposal))
    if open_invitations(proposal).filter(email=address).exists():
        raise AlreadyInvited(str(proposal))
    secret = new_secret()
    made = Invitation.objects.create(proposal=proposal, email=address, invited_by=by, digest=secret_digest(secret))
    return made, secret


def open_invitations(proposal: Proposal) -> QuerySet[Invitation]:
    """Those that nobody has answered or taken back."""
    return proposal.invitations.filter(answered_at=None, revoked_at=None)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person, now: datetime) -> Facilitation:
    """The person leads the proposal from now on; their address is forgotten here. Raises `AlreadyAnswered`."""
    _answer(invitation, accepted=True, person=person, now=now)
    lead, _made = Facilitation.objects.get_or_create(proposal=invitation.proposal, person=person)
    return lead


@transaction.atomic
def refuse_invitation(*, invitation: Invitation, person: Person | None, now: datetime) -> None:
    """They won't; whoever holds the link may say so without an account. Raises `AlreadyAnswered`."""
    _answer(invitation, accepted=False, person=person, now=now)


def _answer(invitation: Invitation, *, accepted: bool, person: Person | None, now: datetime) -> None:
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.answered_at or current.revoked_at:
        raise AlreadyAnswered(str(invitation.proposal))
    current.accepted, current.answered_at, current.person, current.email = accepted, now, person, ""
    current.save()


@transaction.atomic
def take_back_invitation(*, invitation: Invitation, now: datetime) -> None:
    """The link opens nothing any more, and the address is forgotten. Raises `AlreadyAnswered`."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.answered_at or current.revoked_at:
        raise AlreadyAnswered(str(invitation.proposal))
    current.email, current.revoked_at = "", now
    current.save(update_fields=["email", "revoked_at"])


@transaction.atomic
def hand_over(*, proposal: Proposal, to: Person) -> None:
    """Another of those who lead it answers for it from now on."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    heir = proposal.facilitations.get(person=to)
    proposal.facilitations.filter(is_contact=True).update(is_contact=False)
    heir.is_contact = True
    heir.save(update_fields=["is_contact"])


@transaction.atomic
def leave_proposal(*, proposal: Proposal, person: Person) -> None:
    """The person leads it no longer; who joined first becomes its contact if need be. Raises `LastFacilitator`."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    others = proposal.facilitations.exclude(person=person).order_by("-is_contact", "pk")
    heir = others.first()
    if heir is None:
        raise LastFacilitator(str(proposal))
    proposal.facilitations.filter(person=person).delete()
    if not heir.is_contact:
        heir.is_contact = True
        heir.save(update_fields=["is_contact"])


@transaction.atomic
def make_resume_link(*, proposal: Proposal, person: Person, now: datetime) -> str:
    """The secret of a link with which the person goes on writing this draft elsewhere; earlier ones are void."""
    ResumeLink.objects.filter(proposal=proposal, person=person, revoked_at=None).update(revoked_at=now)
    secret = new_secret()
    ResumeLink.objects.create(
        proposal=proposal, person=person, digest=secret_digest(secret), expires_at=now + RESUME_FOR
    )
    return secret
