"""All editions, from the first one to the next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.core.access import anonymous_allowed

from .queries import editions_to_browse, person_of


@anonymous_allowed(because="the history of the gathering is public; editions in preparation are left out")
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition that the person may read about, latest first."""
    return render(request, "editions/editions.html", {"editions": editions_to_browse(person_of(request.user))})
