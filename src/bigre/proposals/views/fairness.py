"""The public page on how an edition's proposals are treated."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.proposals.models import Call
from bigre.proposals.queries.fairness import fairness_of


@anonymous_allowed(because="what became of proposals is told to everybody, in numbers that name nobody")
@with_edition
def fairness(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How many proposals of what, from where, and what became of them; not found before the call is announced."""
    get_object_or_404(Call, edition=edition, announced_at__isnull=False)
    context = {"edition": edition, "fairness": fairness_of(edition), "counted_at": clock.now()}
    return render(request, "proposals/fairness.html", context)
