"""What this software is, where its code and its data come from, and what it does with people's data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.core.access import anonymous_allowed


@anonymous_allowed(because="the licence gives anybody the right to know it, and to get the code")
def about(request: HttpRequest) -> HttpResponse:
    """The page « À propos »."""
    return render(request, "site/about.html")
