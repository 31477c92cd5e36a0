"""Suggesting that proposals become one: choosing them, then writing what they would say."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.core.rules import language_name
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.people.models import Person
from bigre.proposals.actions.merge_drafts import AlreadyMerging, NotMergeable
from bigre.proposals.actions.merging import suggest_merge
from bigre.proposals.forms.merging import MergeForm
from bigre.proposals.models import Merge, Proposal
from bigre.proposals.queries.merges import can_suggest_merge, mergeable_for, near_to
from bigre.proposals.queries.proposals import proposals_visible_to, with_details
from bigre.proposals.rules.merging import MERGEABLE

from .limits import status_of, within_limits

NEAR = 6


@with_edition
def suggest(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Choose at least two proposals (`part`, in the address), then write what they would say as one."""
    person = person_of(request.user)
    choices = list(with_details(mergeable_for(person, edition)))
    asked = request.GET.getlist("part")
    if fixed := _not_mergeable(person, edition, asked):
        messages.error(request, cannot_merge(fixed))
        return redirect("proposals:proposal", edition.slug, fixed.uuid)
    parts = [one for one in choices if str(one.uuid) in asked]
    parts.sort(key=lambda one: asked.index(str(one.uuid)))
    if person is None or (parts and not can_suggest_merge(person, edition, parts)):
        raise PermissionDenied(_("Réunir des propositions : à celles et ceux qui en animent une, et à l’équipe."))
    if len(parts) < 2:
        return _choose(request, edition, choices, parts)
    form = MergeForm(request.POST or None, parts=parts)
    good = request.method == "POST" and form.is_valid()
    if not good or not within_limits(request, form, "suggest_merge"):
        context = {"edition": edition, "parts": parts, "form": form, "languages": _languages(parts)}
        return render(request, "proposals/merge_suggest.html", context, status=status_of(form, limited=good))
    return _suggest(request, edition, parts, form, person)


def _not_mergeable(person: Person | None, edition: Edition, asked: list[str]) -> Proposal | None:
    """The first of those asked for that the person may read and that nobody merges any more."""
    fixed = proposals_visible_to(person, edition).exclude(state__in=MERGEABLE)
    try:
        return fixed.filter(uuid__in=[UUID(one) for one in asked]).order_by("pk").first()
    except ValueError:
        return None


def _suggest(
    request: HttpRequest, edition: Edition, parts: list[Proposal], form: MergeForm, person: Person
) -> HttpResponse:
    try:
        made = suggest_merge(parts=parts, words=form.words(), by=person, now=timezone.now())
    except NotMergeable as refusal:
        messages.error(request, moved_meanwhile(refusal.part))
    except AlreadyMerging as refusal:
        what = _("« %(title)s » attend déjà des réponses pour être réunie à une autre. Rien n’a changé.")
        messages.error(request, what % {"title": refusal.part.title})
    else:
        messages.success(request, _said_of(made))
        return redirect("proposals:merge", edition.slug, made.pk)
    return redirect("proposals:proposal", edition.slug, parts[0].uuid)


def _said_of(made: Merge) -> str:
    if made.done_at is None:
        return _("C’est proposé. Rien ne change avant l’accord de tout le monde.")
    return _("C’est fait : personne d’autre n’avait à répondre.")


def _choose(request: HttpRequest, edition: Edition, choices: list[Proposal], parts: list[Proposal]) -> HttpResponse:
    """The nearest proposals first, then all the others."""
    first = parts[0] if parts else None
    near = near_to(first, choices, at_most=NEAR) if first else []
    rest = [one for one in choices if one != first and one not in near]
    context = {"edition": edition, "first": first, "near": near, "rest": rest, "asked": bool(request.GET.get("chosen"))}
    return render(request, "proposals/merge_choose.html", context)


def _languages(parts: list[Proposal]) -> list[str]:
    return [language_name(code) for code in dict.fromkeys(code for part in parts for code in part.languages)]


def cannot_merge(part: Proposal) -> str:
    """Why it can't be one of several."""
    words = {"title": part.title, "state": part.get_state_display()}
    return _("« %(title)s » (%(state)s) ne se réunit pas : on réunit ce qui est proposé et pas encore décidé.") % words


def moved_meanwhile(part: Proposal) -> str:
    """Why the merge can't be, and what is safe."""
    words = {"title": part.title, "state": part.get_state_display()}
    return _("« %(title)s » a changé entre-temps (%(state)s) : on ne peut plus la réunir. Rien n’a changé.") % words
