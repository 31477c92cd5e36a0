"""One merge: what it would give, who has answered what, answering, undoing."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core.rules import language_name
from bigre.editions.access import planners_only, with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles
from bigre.editions.rules import can_plan
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.access import reader_of
from bigre.proposals.actions.merge_drafts import NotMergeable
from bigre.proposals.actions.merging import (
    AnswersHere,
    MergeOver,
    NotAsked,
    agree_to_merge,
    note_consent,
    refuse_merge,
)
from bigre.proposals.actions.unmerging import Decided, undo_merge
from bigre.proposals.forms.merging import NotedForm
from bigre.proposals.models import Merge, MergeConsent, Proposal
from bigre.proposals.queries.merges import authors_of, merges_visible_to, parts_of, with_consents
from bigre.proposals.queries.proposals import with_details
from bigre.proposals.rules.merging import UNDOABLE

from .suggesting import moved_meanwhile


@with_edition
def merge(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What the proposals would become, who has answered what; those who are asked answer here."""
    found = get_object_or_404(with_consents(merges_visible_to(person_of(request.user), edition)), pk=pk)
    return _merge_page(request, edition, found, NotedForm())


def _merge_page(
    request: HttpRequest, edition: Edition, found: Merge, noting: NotedForm, status: int = 200
) -> HttpResponse:
    person = person_of(request.user)
    viewer = reader_of(request, edition)
    answers = {one.person_id: one for one in found.consents.all()}
    authors = list(authors_of(found).select_related("account"))
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
        "answers": [_answer_of(viewer, one, answers.get(one.pk)) for one in authors],
        "noting": noting if alive and person and can_plan(team_roles(person, edition)) else None,
        "alive": alive,
        "asked": alive and asked and (mine is None or mine.agrees is None),
        "can_end": alive and (asked or found.suggested_by == person),
        "can_undo": _may_undo(person, edition, found) and found.result.state in UNDOABLE,
        "suggested_by": face(viewer, found.suggested_by) if found.suggested_by else None,
    }
    return render(request, "proposals/merge.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one author answers; `silent`: cannot sign in, so that the team may note what they say elsewhere."""

    face: Face
    uuid: UUID
    given: MergeConsent | None
    silent: bool
    noted_by: Face | None


def _answer_of(viewer: Viewer, author: Person, given: MergeConsent | None) -> Answer:
    noted_by = face(viewer, given.noted_by) if given and given.noted_by else None
    silent = author.account is None or not author.account.is_active
    return Answer(face(viewer, author), author.uuid, given, silent, noted_by)


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


@planners_only
@require_POST
def note(request: HttpRequest, edition: Edition, pk: int, who: UUID) -> HttpResponse:
    """The team notes what an author without an account said elsewhere."""
    person = person_of(request.user)
    found = get_object_or_404(with_consents(merges_visible_to(person, edition)), pk=pk)
    author = get_object_or_404(authors_of(found), uuid=who)
    form = NotedForm(request.POST)
    if person is None or not form.is_valid():
        return _merge_page(request, edition, found, form, status=422)
    by = person

    def answer() -> str:
        how = form.cleaned_data["how"]
        if note_consent(merge=found, author=author, how=how, by=by, now=timezone.now()):
            return _("Tout le monde est d’accord : c’est fait.")
        return _("Cet accord est noté. Il manque encore des réponses.")

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
    except AnswersHere:
        messages.error(request, _("Cette personne a un compte : elle répond elle-même."))
    except Decided:
        messages.error(request, _("L’équipe a déjà décidé de cette proposition : elle ne se défait plus ainsi."))
    return redirect("proposals:merge", merge.edition.slug, merge.pk)
