"""While somebody writes: the proposals that say nearly the same, so that they may be written together."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.access import too_many
from bigre.people.models import Person
from bigre.proposals.models import Proposal
from bigre.proposals.queries.similar import similar_proposals

from .proposals import Card, card


@with_person
@require_POST
def similar(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """The part of the form under the title."""
    near: list[Card] = []
    # Somebody who types very fast sees the part again a moment later.
    if not too_many(request, "similar_proposals", person):
        title, summary = request.POST.get("title", "")[:200], request.POST.get("summary", "")[:2000]
        near = _near(person, edition, title, summary, _uuid(request.POST.get("uuid", "")))
    return render(request, "proposals/similar.html", {"edition": edition, "near": near})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def cards_near(person: Person, proposal: Proposal) -> list[Card]:
    """What is near to a saved proposal."""
    return _near(person, proposal.edition, proposal.title, proposal.summary, proposal.uuid)


def _near(person: Person, edition: Edition, title: str, summary: str, but: UUID | None) -> list[Card]:
    found = similar_proposals(person, edition, title=title, summary=summary, but=but)
    if not found:
        return []
    viewer = viewer_for(person)
    return [card(viewer, one) for one in found]
