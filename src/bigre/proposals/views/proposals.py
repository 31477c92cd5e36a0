"""Reading proposals, before they become a programme."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bigre.core import clock
from bigre.core.rules import language_name
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles, viewer_for
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.access import reader_of, reads_blind
from bigre.proposals.actions.following import hear
from bigre.proposals.forms.filters import ProposalFilters
from bigre.proposals.models import Call, Proposal
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.proposals import own_first, proposals_visible_to, with_details
from bigre.proposals.queries.standing import standing

from .team import team_context
from .together import together

PROPOSALS_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal, and those who lead it as the viewer may see them; `faces` counts the hidden ones too."""

    proposal: Proposal
    faces: list[Face]
    mine: bool = False


def card(viewer: Viewer, proposal: Proposal) -> Card:
    """The proposal as the viewer may see it; reads what `with_details` loaded."""
    leads = proposal.facilitations.all()
    mine = viewer.person is not None and any(lead.person_id == viewer.person.pk for lead in leads)
    return Card(proposal, [face(viewer, lead.person) for lead in leads], mine)


@with_edition
def proposals(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The proposals that the person may read, their own first."""
    person = person_of(request.user)
    viewer = reader_of(request, edition)
    filters, call = ProposalFilters(request.GET, edition=edition), call_of(edition)
    found = with_details(own_first(person, filters.narrow(proposals_visible_to(person, edition))))
    page = Paginator(found, PROPOSALS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "form": filters,
        "page": page,
        "cards": [card(viewer, proposal) for proposal in page.object_list],
        "team": bool(team_roles(person, edition)),
        "blind": viewer.blind,
        "can_propose": call.state_at(clock.now()) in {Call.State.OPEN, Call.State.CLOSED},
        "takes_wishes": call.takes_wishes_at(clock.now()),
    }
    return render(request, "proposals/proposals.html", context)


@with_edition
def proposal(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """One proposal, with everything that was told of it but people's wishes."""
    person = person_of(request.user)
    found = get_object_or_404(with_details(proposals_visible_to(person, edition)), uuid=uuid)
    assert person is not None
    reader, blind, now = reader_of(request, edition), reads_blind(request, edition), timezone.now()
    leads = any(lead.person_id == person.pk for lead in found.facilitations.all())
    context = {
        "edition": edition,
        "proposal": found,
        "blind": blind,
        "faces": [] if blind else card(reader, found).faces,
        "together": together(reader, person, edition, found, now),
        "languages": [language_name(code) for code in found.languages],
        "windows": found.windows.order_by("starts_at"),
        # Colleagues are named to whoever reads proposals without names too.
        **team_context(found, person, viewer_for(person)),
        "standing": standing(person, found) if leads else None,
    }
    hear(proposal=found, person=person, now=now)
    return render(request, "proposals/proposal.html", context)
