"""While one writes: what others already propose that is near."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.editions.access import with_edition_and_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.proposals.queries.similar import similar_proposals

from .proposals import card

# A few letters are near everything.
FEWEST_LETTERS = 4


@with_edition_and_person
def similar(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """A part of the form: at most three proposals near the title and the summary; nothing when none is."""
    words = f"{request.GET.get('title', '')}\n{request.GET.get('summary', '')}"[:2_000]
    found = similar_proposals(person, edition, words, but=_uuid(request)) if len(words) > FEWEST_LETTERS else []
    viewer = viewer_for(person)
    return render(
        request, "proposals/similar.html", {"edition": edition, "cards": [card(viewer, one) for one in found]}
    )


def _uuid(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("but", ""))
    except ValueError:
        return None
