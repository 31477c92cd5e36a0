"""What one follows, and how often mails tell of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.people.access import own_person
from bigre.proposals.actions.following import choose_rhythm
from bigre.proposals.actions.following import follow as follow_proposal
from bigre.proposals.actions.following import mute as mute_proposal
from bigre.proposals.forms.news import RhythmForm
from bigre.proposals.queries.news import followings_in, rhythm_of
from bigre.proposals.queries.proposals import proposals_visible_to

from .limits import status_of


@with_edition
def news(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Choose how often to be told, and see what one follows."""
    person = own_person(request)
    if person is None:
        return redirect("people:profile")
    form = RhythmForm(request.POST or None, initial={"rhythm": rhythm_of(person)})
    if request.method == "POST" and form.is_valid():
        choose_rhythm(person=person, rhythm=form.cleaned_data["rhythm"], now=timezone.now())
        messages.success(request, _("C’est noté."))
        return redirect("proposals:news", edition.slug)
    followings = followings_in(person, edition)
    context = {"edition": edition, "form": form, "followings": followings}
    return render(request, "proposals/news.html", context, status=status_of(form))


@with_edition
@require_POST
def follow(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Hear of a proposal."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    assert person is not None
    follow_proposal(proposal=proposal, person=person, now=timezone.now())
    messages.success(request, _("Tu suis « %(title)s ».") % {"title": proposal.title})
    return _back(request, edition, uuid)


@with_edition
@require_POST
def mute(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Hear of it no longer."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    assert person is not None
    mute_proposal(proposal=proposal, person=person, now=timezone.now())
    messages.success(request, _("Aucun courriel ne te parlera plus de « %(title)s ».") % {"title": proposal.title})
    return _back(request, edition, uuid)


def _back(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """To the page on which the button was: the list of what one follows, or the proposal."""
    page = request.POST.get("next", "")
    if page and url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return redirect(page)
    return redirect("proposals:proposal", edition.slug, uuid)
