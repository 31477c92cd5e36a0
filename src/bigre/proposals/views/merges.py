"""Suggesting that proposals become one, answering, undoing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.rules import language_name
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles
from bigre.editions.rules import can_plan
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.access import reader_of
from bigre.proposals.actions.merge_drafts import AlreadyMerging, NotMergeable
from bigre.proposals.actions.merging import MergeOver, NotAsked, agree_to_merge, refuse_merge, suggest_merge
from bigre.proposals.actions.unmerging import Decided, undo_merge
from bigre.proposals.forms.merging import MergeForm
from bigre.proposals.models import Merge, Proposal
from bigre.proposals.queries.merges import (
    authors_of,
    can_suggest_merge,
    mergeable_for,
    merges_visible_to,
    near_to,
    parts_of,
    with_consents,
)
from bigre.proposals.queries.proposals import with_details
from bigre.proposals.rules.merging import UNDOABLE

from .limits import status_of, within_limits

NEAR = 6


@with_edition
def suggest(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Choose at least two proposals (`part`, in the address), then write what they would say as one."""
    person = person_of(request.user)
    choices = list(with_details(mergeable_for(person, edition)))
    asked = request.GET.getlist("part")
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


@with_edition
def merge(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What the proposals would become, who has answered what; those who are asked answer here."""
    person = person_of(request.user)
    found = get_object_or_404(with_consents(merges_visible_to(person, edition)), pk=pk)
    viewer = reader_of(request, edition)
    answers = {one.person_id: one for one in found.consents.all()}
    authors = list(authors_of(found))
    alive = found.done_at is None and found.ended_at is None
    mine = answers.get(person.pk) if person else None
    asked = person is not None and person.pk in {one.pk for one in authors}
    context = {
        "edition": edition,
        "merge": found,
        "result": with_details(Proposal.objects.filter(pk=found.result_id)).get(),
        "languages": [language_name(code) for code in found.result.languages],
        "windows": found.result.windows.order_by("starts_at"),
        "parts": parts_of(found),
        "answers": [(face(viewer, one), answers.get(one.pk), one.account_id is not None) for one in authors],
        "alive": alive,
        "asked": alive and asked and (mine is None or mine.agrees is None),
        "can_end": alive and (asked or found.suggested_by == person),
        "can_undo": _may_undo(person, edition, found) and found.result.state in UNDOABLE,
        "suggested_by": face(viewer, found.suggested_by) if found.suggested_by else None,
    }
    return render(request, "proposals/merge.html", context)


def _may_undo(person: Person | None, edition: Edition, merge: Merge) -> bool:
    if person is None or merge.done_at is None or merge.ended_at is not None:
        return False
    return authors_of(merge).filter(pk=person.pk).exists() or can_plan(team_roles(person, edition))


@with_edition
@require_POST
def agree(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Agree, for oneself."""
    person = person_of(request.user)
    found = get_object_or_404(merges_visible_to(person, edition), pk=pk)
    assert person is not None

    def answer() -> str:
        if agree_to_merge(merge=found, by=person, now=timezone.now()):
            return _("Tout le monde est d’accord : c’est fait.")
        return _("Ton accord est noté. Il manque encore des réponses.")

    return _answered(request, found, answer)


@with_edition
@require_POST
def refuse(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Refuse for oneself, or take back what one suggested."""
    person = person_of(request.user)
    found = get_object_or_404(merges_visible_to(person, edition), pk=pk)
    assert person is not None

    def answer() -> str:
        refuse_merge(merge=found, by=person, now=timezone.now())
        return _("Les propositions restent séparées ; rien n’a changé.")

    return _answered(request, found, answer)


@with_edition
@require_POST
def undo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Make every part its own again."""
    person = person_of(request.user)
    found = get_object_or_404(merges_visible_to(person, edition), pk=pk)
    assert person is not None
    if found.done_at and not found.ended_at and not _may_undo(person, edition, found):
        raise PermissionDenied(_("Défaire : à celles et ceux qui animent, et à l’équipe du programme."))

    def answer() -> str:
        undo_merge(merge=found, by=person, now=timezone.now())
        return _("C’est défait : chaque proposition est de nouveau comme avant.")

    return _answered(request, found, answer)


def _answered(request: HttpRequest, merge: Merge, answer: Callable[[], str]) -> HttpResponse:
    """Carry the answer out and say what came of it."""
    try:
        messages.success(request, answer())
    except NotMergeable as refusal:
        messages.error(request, moved_meanwhile(refusal.part))
    except MergeOver:
        messages.error(request, _("C’est déjà terminé : quelqu’un a répondu avant toi. Voici où cela en est."))
    except NotAsked:
        messages.error(request, _("Tu n’animes aucune de ces propositions : chacune de ces réponses est à quelqu’un."))
    except Decided:
        messages.error(request, _("L’équipe a déjà décidé de cette proposition : elle ne se défait plus ainsi."))
    return redirect("proposals:merge", merge.edition.slug, merge.pk)


def moved_meanwhile(part: Proposal) -> str:
    """Why the merge can't be, and what is safe."""
    words = {"title": part.title, "state": part.get_state_display()}
    return _("« %(title)s » a changé entre-temps (%(state)s) : on ne peut plus la réunir. Rien n’a changé.") % words
