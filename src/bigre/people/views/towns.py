"""Suggestions of towns while somebody types one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.people.queries import places_named


def towns(request: HttpRequest) -> HttpResponse:
    """A list of towns for the browser to suggest; the typed text comes under the name of its field."""
    typed = request.GET.get("place") or request.GET.get("territory") or ""
    return render(request, "people/towns.html", {"towns": places_named(typed)})
