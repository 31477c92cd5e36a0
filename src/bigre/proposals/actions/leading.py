"""Who leads a proposal: handing it over, leaving it, and leaving the co-construction of an edition altogether."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, Transition
from bigre.proposals.queries.proposals import proposals_led_by
from bigre.proposals.rules.writing import next_contact

from .invitations import OVER

State = Proposal.State


class NotLeadingIt(Exception):
    """The person doesn't lead the proposal, or isn't its contact."""


class LastToLead(Exception):
    """Nobody else leads the proposal: it is withdrawn rather than left."""


class ContactStays(Exception):
    """The contact answers for the proposal: they hand it over before they leave."""


def _lead(proposal: Proposal, person: Person) -> Facilitation:
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    found = Facilitation.objects.filter(proposal=proposal, person=person).first()
    if found is None:
        raise NotLeadingIt
    return found


@transaction.atomic
def hand_over(*, proposal: Proposal, by: Person, to: Person) -> None:
    """The contact lets another of those who lead it answer for it; raises `NotLeadingIt`."""
    leaving, coming = _lead(proposal, by), _lead(proposal, to)
    if not leaving.is_contact:
        raise NotLeadingIt
    _make_contact(coming, instead_of=leaving)


def _make_contact(coming: Facilitation, *, instead_of: Facilitation) -> None:
    # The old one first: a proposal never has two contacts.
    Facilitation.objects.filter(pk=instead_of.pk).update(is_contact=False)
    Facilitation.objects.filter(pk=coming.pk).update(is_contact=True)


@transaction.atomic
def leave_proposal(*, proposal: Proposal, person: Person) -> None:
    """Lead it no longer; raises `NotLeadingIt`, `LastToLead` or `ContactStays`."""
    lead = _lead(proposal, person)
    others = proposal.facilitations.exclude(pk=lead.pk)
    if not others.exists():
        raise LastToLead
    if lead.is_contact:
        raise ContactStays
    lead.delete()


@transaction.atomic
def leave_co_construction(*, person: Person, edition: Edition, now: datetime) -> None:
    """The person won't come: what they lead goes to those who lead it with them, else to the team.

    The longest there becomes the contact. A draft that nobody else writes was nobody's but theirs: it is erased. Each
    other proposal keeps a row that says what happened, without the person's name. What is over stays as it was.
    """
    for proposal in proposals_led_by(person, edition).exclude(state__in=OVER).order_by("pk"):
        lead = _lead(proposal, person)
        heir = next_contact(proposal.facilitations.exclude(pk=lead.pk).filter(is_contact=False))
        others = proposal.facilitations.exclude(pk=lead.pk).exists()
        if not others and proposal.state == State.DRAFT:
            proposal.delete()
            continue
        if lead.is_contact and heir is not None:
            _make_contact(heir, instead_of=lead)
        lead.delete()
        proposal.resume_links.filter(person=person, revoked_at=None).update(revoked_at=now)
        _tell_why(proposal, others, now)


def _tell_why(proposal: Proposal, others: bool, now: datetime) -> None:
    Transition.objects.create(
        proposal=proposal,
        source=proposal.state,
        target=proposal.state,
        reason=_("Quelqu’un qui l’animait ne vient plus : les autres continuent.")
        if others
        else _("La personne qui l’animait ne vient plus : l’équipe s’en occupe."),
        made_at=now,
    )
