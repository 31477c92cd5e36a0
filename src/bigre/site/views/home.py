"""The first page of the site, and the page of each edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import current_edition, person_of, team_roles
from bigre.editions.rules import can_plan
from bigre.programme.views.event import event_script
from bigre.site.queries import edition_face

from .linked_data import edition_data


@anonymous_allowed(because="the first page tells anybody what Bigre! is")
def home(request: HttpRequest) -> HttpResponse:
    """What Bigre! is, and the edition that it speaks of now."""
    edition = current_edition()
    return render(request, "site/home.html", _about(request, edition) if edition else {})


@anonymous_allowed(because="an edition is public as soon as its preparation is over; its door checks it")
@with_edition
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What, when, where, and by whom."""
    planner = can_plan(team_roles(person_of(request.user), edition))
    return render(request, "site/edition.html", _about(request, edition) | {"edition": edition, "planner": planner})


def _about(request: HttpRequest, edition: Edition) -> dict[str, object]:
    face = edition_face(edition)
    address = request.build_absolute_uri(reverse("editions:edition", args=[edition.slug]))
    return {"face": face, "event": event_script(edition_data(face, address))}
