"""What the team says of a proposal among itself; those who lead it never read it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only, with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles, viewer_for
from bigre.people.models import Person
from bigre.people.rules import Viewer
from bigre.proposals.actions.team import AlreadyAsked, ConflictOfInterest, answer_opinion, ask_opinion, write_note
from bigre.proposals.forms.team import AnswerForm, NoteForm, OpinionForm
from bigre.proposals.models import Proposal
from bigre.proposals.queries.proposals import proposals_visible_to
from bigre.proposals.queries.team import colleagues, opinions_asked_of, team_panel


def team_context(proposal: Proposal, person: Person | None, viewer: Viewer) -> dict[str, Any]:
    """What `proposals/team_panel.html` reads; nothing for whoever is not of the team."""
    panel = team_panel(proposal, person, viewer)
    if panel is None or person is None:
        return {}
    found: dict[str, Any] = {"panel": panel, "note_form": NoteForm(auto_id="note_%s")}
    if panel.planner:
        asked = colleagues(proposal.edition, proposal, person)
        found["opinion_form"] = OpinionForm(auto_id="opinion_%s", colleagues=asked, viewer=viewer)
    return found


def _of_team(request: HttpRequest, edition: Edition) -> Person:
    person = person_of(request.user)
    if person is None or not team_roles(person, edition):
        raise PermissionDenied(_("Cette page est réservée à l’équipe de cette édition."))
    return person


@with_edition
@require_POST
def add_note(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Write a note for the team."""
    person = _of_team(request, edition)
    found = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("La note est vide ou trop longue : rien n’a été gardé."))
    else:
        try:
            write_note(proposal=found, author=person, now=timezone.now(), **form.cleaned_data)
        except ConflictOfInterest:
            raise PermissionDenied(_because_of_conflict()) from None
        messages.success(request, _("La note est gardée. L’équipe seule la lit."))
    return _back(edition, found)


@planners_only
@require_POST
def ask(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Ask a colleague for a second opinion."""
    person = _of_team(request, edition)
    found = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    asked = colleagues(edition, found, person)
    form = OpinionForm(request.POST, colleagues=asked, viewer=viewer_for(person))
    if not form.is_valid():
        messages.error(request, _("Choisis à qui demander, parmi l’équipe : rien n’a été envoyé."))
        return _back(edition, found)
    try:
        ask_opinion(proposal=found, by=person, now=timezone.now(), **form.cleaned_data)
    except AlreadyAsked:
        messages.warning(request, _("Cette personne a déjà une question sans réponse sur cette proposition."))
    except ConflictOfInterest:
        raise PermissionDenied(_because_of_conflict()) from None
    else:
        messages.success(request, _("La question est envoyée."))
    return _back(edition, found)


@with_edition
def opinion(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What somebody of the team is asked; only they open it, unless they lead the proposal."""
    found = get_object_or_404(opinions_asked_of(person_of(request.user), edition), pk=pk)
    form = AnswerForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        answer_opinion(opinion=found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Merci : l’équipe du programme lit ton avis."))
        return _back(edition, found.proposal)
    context = {"edition": edition, "opinion": found, "form": form}
    return render(request, "proposals/opinion.html", context, status=422 if form.is_bound else 200)


def _back(edition: Edition, proposal: Proposal) -> HttpResponse:
    return redirect("proposals:proposal", edition.slug, proposal.uuid)


def _because_of_conflict() -> str:
    return _("Tu animes cette proposition : ce que l’équipe en dit entre elle ne passe pas par toi.")
