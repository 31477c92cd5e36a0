"""What a person proposes in an edition: where each stands, how it got there, and what they can do next."""

from dataclasses import dataclass

from django.db.models import Prefetch

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.models import Invitation, Proposal, Transition
from bigre.proposals.rules.transitions import is_editable, own_steps_from

from .proposals import proposals_led_by, with_details

State = Proposal.State


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the person's proposals, with the steps that they may take now."""

    proposal: Proposal
    faces: list[Face]
    history: list[Transition]
    is_contact: bool
    is_editable: bool
    steps: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why it stands where it stands, if whoever decided said so."""
        return self.history[-1].reason if self.history else ""

    @property
    def awaits_confirmation(self) -> bool:
        """Whether the team waits for this person's yes."""
        return self.is_contact and State.CONFIRMED in self.steps


def mine_in(edition: Edition, person: Person, viewer: Viewer) -> list[Mine]:
    """The person's proposals, those that wait for them first (constant queries)."""
    history = Prefetch("transitions", Transition.objects.order_by("made_at", "pk"))
    found = with_details(proposals_led_by(person, edition)).prefetch_related(history).order_by("title", "pk")
    return sorted((_mine(one, person, viewer) for one in found), key=lambda one: not one.awaits_confirmation)


def _mine(proposal: Proposal, person: Person, viewer: Viewer) -> Mine:
    is_contact = any(lead.person_id == person.pk and lead.is_contact for lead in proposal.facilitations.all())
    return Mine(
        proposal=proposal,
        faces=[face(viewer, lead.person) for lead in proposal.facilitations.all()],
        history=list(proposal.transitions.all()),
        is_contact=is_contact,
        is_editable=is_editable(proposal),
        steps=own_steps_from(proposal.state),
    )


def invitations_of(person: Person, edition: Edition) -> list[Invitation]:
    """Those that wait for the person's answer, by the address of their account."""
    if person.account is None:
        return []
    waiting = Invitation.objects.filter(
        proposal__edition=edition, email=person.account.email.lower(), answered_at=None, revoked_at=None
    )
    return list(waiting.select_related("proposal__edition", "invited_by").order_by("pk"))
