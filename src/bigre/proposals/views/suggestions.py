"""Suggesting other words for a proposal, and answering."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.people.models import Person
from bigre.proposals.access import reader_of
from bigre.proposals.actions.suggestions import (
    AlreadyAnswered,
    ChangedSince,
    WordsAreFixed,
    accept_suggestion,
    decline_suggestion,
    suggest_change,
)
from bigre.proposals.forms.suggestions import BothForm, ReplyForm, SuggestionForm
from bigre.proposals.models import Suggestion
from bigre.proposals.queries.proposals import proposals_led_by, proposals_visible_to
from bigre.proposals.rules.transitions import is_editable
from bigre.proposals.rules.wording import tidy, word_diff

from .limits import status_of, within_limits
from .together import reworded


@with_edition
def suggest(request: HttpRequest, edition: Edition, uuid: UUID, field: str) -> HttpResponse:
    """Write other words for the title, the summary or the text."""
    person = person_of(request.user)
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    if field not in Suggestion.Field:
        raise Http404
    if person is None or not is_editable(proposal):
        raise PermissionDenied(words_are_fixed())
    form = SuggestionForm(request.POST or None, proposal=proposal, field=field)
    good = request.method == "POST" and form.is_valid()
    if not good or not within_limits(request, form, "suggest_change"):
        label = Suggestion.Field(field).label
        context = {"edition": edition, "proposal": proposal, "form": form, "label": label}
        return render(request, "proposals/suggest.html", context, status=status_of(form, limited=good))
    suggest_change(proposal=proposal, author=person, field=field, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Ta suggestion est envoyée à celles et ceux qui animent."))
    return redirect("proposals:proposal", edition.slug, uuid)


@with_edition
def suggestion(request: HttpRequest, edition: Edition, uuid: UUID, pk: int) -> HttpResponse:
    """One suggestion: what it changes, what became of it; those who lead the proposal answer here."""
    person = person_of(request.user)
    found = _suggestion_for(person, edition, uuid, pk)
    return _page(request, edition, found, person)


@with_edition
@require_POST
def accept(request: HttpRequest, edition: Edition, uuid: UUID, pk: int) -> HttpResponse:
    """Take the suggested words; where the text has changed since, ask what to make of both."""
    person = person_of(request.user)
    found = _suggestion_for(person, edition, uuid, pk)
    assert person is not None
    _leads_only(person, edition, found)
    seen, words = None, None
    if "words" in request.POST:
        form = BothForm(request.POST, suggestion=found)
        if not form.is_valid():
            return _page(request, edition, found, person, both=form)
        seen, words = form.cleaned_data["revision"], tidy(form.cleaned_data["words"])
    try:
        accept_suggestion(suggestion=found, by=person, now=timezone.now(), words=words, seen=seen)
    except ChangedSince:
        messages.warning(request, _("Le texte a changé depuis cette suggestion. Rien n’est écrasé : voici les deux."))
        return redirect("proposals:suggestion", edition.slug, uuid, pk)
    except AlreadyAnswered:
        messages.error(request, already_answered())
    except WordsAreFixed:
        messages.error(request, words_are_fixed())
    else:
        messages.success(request, _("Ces mots sont maintenant ceux de la proposition."))
    return redirect("proposals:proposal", edition.slug, uuid)


@with_edition
@require_POST
def decline(request: HttpRequest, edition: Edition, uuid: UUID, pk: int) -> HttpResponse:
    """Keep the present words."""
    person = person_of(request.user)
    found = _suggestion_for(person, edition, uuid, pk)
    assert person is not None
    _leads_only(person, edition, found)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, found, person, reply=form)
    try:
        decline_suggestion(suggestion=found, by=person, now=timezone.now(), reply=form.cleaned_data["reply"])
    except AlreadyAnswered:
        messages.error(request, already_answered())
    else:
        messages.success(request, _("La proposition garde ses mots."))
    return redirect("proposals:proposal", edition.slug, uuid)


def _suggestion_for(person: Person | None, edition: Edition, uuid: UUID, pk: int) -> Suggestion:
    proposal = get_object_or_404(proposals_visible_to(person, edition), uuid=uuid)
    found: Suggestion = get_object_or_404(proposal.suggestions.select_related("proposal", "author"), pk=pk)
    return found


def _leads_only(person: Person, edition: Edition, suggestion: Suggestion) -> None:
    if not proposals_led_by(person, edition).filter(pk=suggestion.proposal_id).exists():
        raise PermissionDenied(_("Celles et ceux qui animent la proposition décident de ses mots."))


def _page(
    request: HttpRequest,
    edition: Edition,
    found: Suggestion,
    person: Person | None,
    *,
    both: BothForm | None = None,
    reply: ReplyForm | None = None,
) -> HttpResponse:
    proposal = found.proposal
    shown = reworded(reader_of(request, edition), found, proposal)
    leads = proposals_led_by(person, edition).filter(pk=proposal.pk).exists()
    present = getattr(proposal, found.field)
    context = {
        "edition": edition,
        "proposal": proposal,
        "one": shown,
        "present": present,
        "from_present": word_diff(present, found.after),
        "open": found.answered_at is None,
        "answers": leads and found.answered_at is None and is_editable(proposal),
        "both": both or BothForm(suggestion=found),
        "reply": reply or ReplyForm(),
    }
    refused = both is not None or reply is not None
    return render(request, "proposals/suggestion.html", context, status=422 if refused else 200)


def words_are_fixed() -> str:
    """Why a proposal keeps its words."""
    return _("Cette proposition est réunie à une autre, écartée ou retirée : ses mots ne changent plus.")


def already_answered() -> str:
    """Why a second answer changes nothing."""
    return _("Quelqu’un a déjà répondu à cette suggestion : sa réponse reste.")
