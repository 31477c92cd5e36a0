"""Opening a draft to change it by hand: going on with one that somebody began, or beginning another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.moves import begin_draft
from bigre.programme.queries.drafts import drafts_from

from .planning import naming_for
from .versions import kept_nowhere


@planners_only
@require_POST
def open_desk(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Go on with a draft by hand; a published version is copied into a draft first.

    Where drafts of it are in progress already, they are offered before another is made.
    """
    found = get_object_or_404(edition.versions.select_related("edition"), number=number)
    if not found.is_published:
        return redirect("programme:desk", edition.slug, found.number)
    if request.POST.get("begin") != "another" and drafts_from(found).exists():
        return redirect("programme:drafts", edition.slug, found.number)
    made = begin_draft(base=found, by=person_of(request.user), now=timezone.now())
    messages.success(request, _("Un brouillon reprend tout ce qui est en ligne. Rien ne change pour les autres."))
    return redirect("programme:desk", edition.slug, made.number)


@kept_nowhere
@planners_only
def drafts(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """The drafts made by hand of a published version, by whom and when: go on with one, or begin another."""
    found = get_object_or_404(edition.versions.all(), number=number)
    if not found.is_published:
        return redirect("programme:desk", edition.slug, number)
    naming = naming_for(viewer_for(person_of(request.user)))
    made = [(draft, naming(draft.made_by) if draft.made_by else "") for draft in drafts_from(found)]
    return render(request, "programme/desk_drafts.html", {"edition": edition, "version": found, "drafts": made})
