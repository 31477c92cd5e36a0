"""What authors rewrote after their activity was born: the team takes it over, or keeps the programme's words."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.programme.actions.rewordings import RewrittenMeanwhile, leave_words, take_words
from bigre.programme.forms.rewordings import SeenForm, SeveralForm
from bigre.programme.queries.rewordings import reworded_in


@planners_only
def words(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each activity whose proposal says something else now, field by field."""
    return render(request, "programme/planning_words.html", {"edition": edition, "reworded": reworded_in(edition)})


@planners_only
@require_POST
def answer(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """Take the proposal's words over, or keep the programme's."""
    found = get_object_or_404(edition.activities.filter(proposal__isnull=False), uuid=activity)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect("programme:words", edition.slug)
    seen, keeps = form.cleaned_data["seen"], "keep" in request.POST
    write = leave_words if keeps else take_words
    try:
        write(activity=found, seen=seen, by=person_of(request.user), now=timezone.now())
    except RewrittenMeanwhile:
        messages.warning(request, rewritten(found.title))
    else:
        said = (
            _("« %(title)s » garde ses mots au programme.")
            if keeps
            else _("Le programme dit maintenant « %(title)s ».")
        )
        messages.success(request, said % {"title": found.title})
    return redirect("programme:words", edition.slug)


@planners_only
@require_POST
def take_all(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take over everything that the page showed; what was rewritten since stays to be read."""
    form = SeveralForm(request.POST, edition=edition)
    if not form.is_valid():
        return redirect("programme:words", edition.slug)
    taken = 0
    for found, seen in form.asked():
        try:
            take_words(activity=found, seen=seen, by=person_of(request.user), now=timezone.now())
        except RewrittenMeanwhile:
            messages.warning(request, rewritten(found.title))
        else:
            taken += 1
    if taken:
        counted = ngettext(
            "Les mots d’une proposition sont repris.", "Les mots de %(count)s propositions sont repris.", taken
        )
        messages.success(request, counted % {"count": taken})
    return redirect("programme:words", edition.slug)


def rewritten(title: str) -> str:
    """Why nothing was taken over."""
    return _("« %(title)s » vient d’être réécrite : rien n’est changé au programme. Relis ses mots.") % {"title": title}
