"""Inviting people of any cooperative to lead a proposal together; accepting, refusing, taking back."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from bigre.core.models import new_secret, secret_digest
from bigre.core.tasks import send_soon
from bigre.people.models import Account, Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Facilitation, Invitation, Proposal
from bigre.proposals.queries.merges import line_of
from bigre.proposals.queries.writing import invitations_to

from .mails import link_to, write_to_address

State = Proposal.State
# Nobody joins what is over.
OVER = frozenset({State.MERGED, State.DECLINED, State.WITHDRAWN})


class AlreadyInvited(Exception):
    """This address has an invitation that waits for its answer."""


class LeadsAlready(Exception):
    """The person behind this address leads the proposal already."""


class AlreadyAnswered(Exception):
    """The invitation was answered or taken back meanwhile."""


class ProposalOver(Exception):
    """The proposal was withdrawn, merged or declined: nobody joins it any more."""


@transaction.atomic
def invite(*, proposal: Proposal, email: str, by: Person, now: datetime) -> Invitation:
    """Ask somebody by mail to lead it too; raises `AlreadyInvited`, `LeadsAlready` or `ProposalOver`."""
    address = email.strip().lower()
    if proposal.state in OVER:
        raise ProposalOver
    if proposal.facilitators.filter(account__email=address).exists():
        raise LeadsAlready
    # Two clicks are one invitation.
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    if invitations_to(proposal).filter(email=address, answered_at=None).exists():
        raise AlreadyInvited
    secret = new_secret()
    made = Invitation.objects.create(proposal=proposal, email=address, invited_by=by, digest=secret_digest(secret))
    _write_to(address, made, by, secret, now)
    return made


def _write_to(address: str, made: Invitation, by: Person, secret: str, now: datetime) -> None:
    known = Account.objects.filter(email=address).select_related("person").first()
    person = getattr(known, "person", None)
    write_to_address(
        to=address,
        language=language_for_mail(person) if person else (translation.get_language() or "fr"),
        key=f"invitation:{made.pk}",
        template="invitation",
        subject=gettext_lazy("Animer « %(title)s » ensemble ?"),
        proposal=made.proposal,
        now=now,
        by=by.name,
        link=link_to("proposals:invitation", made.proposal.edition.slug, secret),
    )
    send_soon()


def _still_open(invitation: Invitation) -> Invitation:
    current = Invitation.objects.select_for_update().select_related("proposal").get(pk=invitation.pk)
    if current.answered_at or current.revoked_at:
        raise AlreadyAnswered
    return current


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person, now: datetime) -> Facilitation:
    """The person leads the proposal from now on; raises `AlreadyAnswered` or `ProposalOver`.

    Where it was merged meanwhile, they lead what it became, and it again should that be undone. When everybody else
    has left it, they become its contact.
    """
    current = _still_open(invitation)
    # A merge that is being done waits here, or is waited for.
    Proposal.objects.select_for_update().get(pk=current.proposal_id)
    line = line_of(current.proposal_id)
    if Proposal.objects.get(pk=line[-1]).state in OVER:
        raise ProposalOver
    leads = [_lead(one, person) for one in Proposal.objects.filter(pk__in=line)]
    _close(current, accepted=True, person=person, now=now)
    return next(lead for lead in leads if lead.proposal_id == line[-1])


def _lead(proposal: Proposal, person: Person) -> Facilitation:
    orphan = not proposal.facilitations.filter(is_contact=True).exists()
    lead, _new = Facilitation.objects.get_or_create(proposal=proposal, person=person, defaults={"is_contact": orphan})
    return lead


@transaction.atomic
def refuse_invitation(*, invitation: Invitation, person: Person | None, now: datetime) -> None:
    """No, thanks; whoever reads the mail may say so, with an account or without; raises `AlreadyAnswered`."""
    _close(_still_open(invitation), accepted=False, person=person, now=now)


def _close(current: Invitation, *, accepted: bool, person: Person | None, now: datetime) -> None:
    current.email, current.person, current.accepted, current.answered_at = "", person, accepted, now
    current.save(update_fields=["email", "person", "accepted", "answered_at"])


@transaction.atomic
def take_invitation_back(*, invitation: Invitation, now: datetime) -> None:
    """The link opens nothing any more, and the address is forgotten; raises `AlreadyAnswered`."""
    current = _still_open(invitation)
    current.email, current.revoked_at = "", now
    current.save(update_fields=["email", "revoked_at"])
