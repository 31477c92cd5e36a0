"""Saying something on a proposal, rewriting it for a while, taking it away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles
from bigre.editions.rules import can_plan
from bigre.proposals.access import reader_of
from bigre.proposals.actions.comments import TooLateToEdit, edit_comment, remove_comment, write_comment
from bigre.proposals.forms.comments import CommentForm
from bigre.proposals.models import Comment, Proposal
from bigre.proposals.queries.proposals import proposals_visible_to
from bigre.proposals.rules.discussion import can_edit_comment, can_remove_comment

from .limits import status_of, within_limits


@with_edition
@require_POST
def say(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Say something; a refused text comes back on a page of its own."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    assert person is not None
    form = CommentForm(request.POST, viewer=reader_of(request, edition), proposal=proposal)
    good = form.is_valid()
    if not good or not within_limits(request, form, "write_comment"):
        return _form_page(request, edition, proposal, form, status=status_of(form, limited=good))
    made = write_comment(proposal=proposal, author=person, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Ton message est là. Tu suis maintenant cette proposition."))
    return redirect(_place_of(edition, made))


@with_edition
def comment(request: HttpRequest, edition: Edition, uuid: UUID, pk: int) -> HttpResponse:
    """Rewrite one's own words, for a while."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    found = get_object_or_404(proposal.comments, pk=pk)
    now = timezone.now()
    if person is None or not can_edit_comment(person, found, now):
        raise PermissionDenied(_("Un message est réécrit par qui l’a écrit, et pendant une demi-heure."))
    initial = {"text": found.text, "mentioned": found.mentioned.all()}
    form = CommentForm(request.POST or None, initial=initial, viewer=reader_of(request, edition), proposal=proposal)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, edition, proposal, form, status=status_of(form), comment=found)
    try:
        edit_comment(comment=found, by=person, now=now, **form.cleaned_data)
    except TooLateToEdit:
        messages.error(request, _("Trop tard pour réécrire ce message : d’autres l’ont lu. Il est resté tel quel."))
    else:
        messages.success(request, _("Ton message est réécrit."))
    return redirect(_place_of(edition, found))


@with_edition
@require_POST
def remove(request: HttpRequest, edition: Edition, uuid: UUID, pk: int) -> HttpResponse:
    """Take one's own words away; the team of the programme anybody's."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    found = get_object_or_404(proposal.comments, pk=pk)
    planner = can_plan(team_roles(person, edition))
    if person is None or not can_remove_comment(person, found, planner=planner):
        raise PermissionDenied(_("Un message est retiré par qui l’a écrit, ou par l’équipe du programme."))
    remove_comment(comment=found, by=person, now=timezone.now())
    messages.success(request, _("Le message est retiré ; sa place reste."))
    return redirect(_place_of(edition, found))


def _place_of(edition: Edition, comment: Comment) -> str:
    page = reverse("proposals:proposal", args=[edition.slug, comment.proposal.uuid])
    return f"{page}#comment-{comment.pk}"


def _form_page(
    request: HttpRequest,
    edition: Edition,
    proposal: Proposal,
    form: CommentForm,
    *,
    status: int,
    comment: Comment | None = None,
) -> HttpResponse:
    context = {"edition": edition, "proposal": proposal, "form": form, "comment": comment}
    return render(request, "proposals/comment.html", context, status=status)
