"""Cooperatives: on a map, in a list, and one by one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bigre.core.access import anonymous_allowed
from bigre.core.rules import fold
from bigre.editions.queries import person_of, roles_in_editions, viewer_for
from bigre.encounters.queries.cooperations import cooperations_of_cooperative
from bigre.people.queries import alphabetical, dots, in_order, land, members_visible_to
from bigre.people.queries import cooperatives as every_cooperative
from bigre.programme.views.event import event_script

from .linked_data import cooperative_data
from .people import PEOPLE_PER_PAGE, cards


@anonymous_allowed(because="organisations of the network are public")
def cooperatives(request: HttpRequest) -> HttpResponse:
    """All cooperatives: a map, and the same as a list by town."""
    found = sorted(every_cooperative(), key=lambda cooperative: fold(cooperative.name))
    elsewhere = [cooperative for cooperative in found if cooperative.place is None]
    towns = dots(found)
    listed = sorted(towns, key=lambda dot: fold(dot.place.name))
    context = {"land": land(), "dots": towns, "towns": listed, "elsewhere": elsewhere, "cooperatives": found}
    return render(request, "site/cooperatives.html", context)


@anonymous_allowed(because="organisations of the network are public; their members appear as each of them chose")
def cooperative(request: HttpRequest, slug: str) -> HttpResponse:
    """One cooperative: what it shares, its part in editions, and those of its members whom the visitor may see."""
    found = get_object_or_404(every_cooperative(), slug=slug)
    person = person_of(request.user)
    viewer = viewer_for(person)
    page = Paginator(alphabetical(members_visible_to(viewer, found)), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cooperative": found,
        "involvements": roles_in_editions(person, found),
        "cooperations": cooperations_of_cooperative(viewer, found),
        "page": page,
        "cards": cards(viewer, in_order(list(page.object_list))),
        "data": event_script(cooperative_data(found, request.build_absolute_uri(request.path))),
    }
    return render(request, "site/cooperative.html", context)
