"""Who leads a proposal, and who has been asked to."""

from dataclasses import dataclass

from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.models import Facilitation, Invitation, Proposal


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who leads it, as the viewer may see them."""

    facilitation: Facilitation
    face: Face
    is_me: bool


@dataclass(frozen=True, slots=True)
class Leads:
    """Everybody who leads a proposal, the contact first, and the invitations, latest first."""

    people: list[Lead]
    invitations: list[Invitation]
    i_am_contact: bool


def leads_of(proposal: Proposal, viewer: Viewer, person: Person) -> Leads:
    """Those who lead a proposal loaded with `with_details`, for one of them (1 query)."""
    people = [Lead(one, face(viewer, one.person), one.person_id == person.pk) for one in proposal.facilitations.all()]
    return Leads(
        people=people,
        invitations=list(proposal.invitations.filter(revoked_at=None).order_by("-created_at", "-pk")),
        i_am_contact=any(one.is_me and one.facilitation.is_contact for one in people),
    )
