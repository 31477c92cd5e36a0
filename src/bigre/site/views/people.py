"""People, as each visitor may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bigre.core.access import anonymous_allowed
from bigre.core.models import Audience
from bigre.editions.queries import person_of, viewer_for
from bigre.encounters.queries.told import told_by
from bigre.people.forms import DirectoryForm
from bigre.people.models import Person
from bigre.people.queries import alphabetical, choices, in_order, people_found, people_with_details
from bigre.people.rules import Face, Viewer, can_see, face, profile, stand_in
from bigre.site.queries import activities_led_by

PEOPLE_PER_PAGE = 48


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a list: their face, and their town when they show it."""

    face: Face
    place: str


def cards(viewer: Viewer, people: Iterable[Person]) -> list[Card]:
    """The people as the viewer may see them; reads what `in_order` loaded."""
    return [
        Card(face(viewer, person), str(person.place) if person.place and can_see(viewer, person, "place") else "")
        for person in people
    ]


@anonymous_allowed(because="some people choose to be seen by everyone; the others are not listed")
def people(request: HttpRequest) -> HttpResponse:
    """The directory: those who show themselves to the visitor."""
    viewer = viewer_for(person_of(request.user))
    form = DirectoryForm(request.GET, choices=choices(viewer))
    found = alphabetical(people_found(viewer, form.search()))
    page = Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "cards": cards(viewer, in_order(list(page.object_list)))}
    return render(request, "site/people.html", context)


@anonymous_allowed(because="some people choose to be seen by everyone; the others do not exist for strangers")
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One person, with what they lead; about oneself, `?as=` shows what others see."""
    viewer = viewer_for(person_of(request.user))
    found = get_object_or_404(people_with_details(viewer), uuid=uuid)
    mine = viewer.person == found
    circle = request.GET.get("as", "") if mine else ""
    eyes = stand_in(found, Audience(circle)) if circle in Audience.values else viewer
    context = {"mine": mine, "circle": circle, "audiences": Audience.choices[1:], "person": found}
    if can_see(eyes, found, "name"):
        context |= {"profile": profile(eyes, found), "viewer": eyes, "placements": activities_led_by(found)}
        context |= {"told": told_by(found, eyes)}
    return render(request, "site/person.html", context)
