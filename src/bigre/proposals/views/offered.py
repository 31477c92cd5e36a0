"""What the call offers, one page each: a format, a theme, a question; added, changed, retired, removed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.proposals.actions.offered import LastFormat, StillUsed, remove_offered, retire_offered
from bigre.proposals.forms.offered import FormatForm, QuestionForm, ThemeForm
from bigre.proposals.models import Format, Offered, Question, Theme


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the three kinds of things that a call offers, as addresses name it."""

    model: type[Format | Theme | Question]
    form: type[FormatForm | ThemeForm | QuestionForm]
    adding: str | Promise


KINDS = {
    "formats": Kind(Format, FormatForm, gettext_lazy("Ajouter un format")),
    "themes": Kind(Theme, ThemeForm, gettext_lazy("Ajouter un thème")),
    "questions": Kind(Question, QuestionForm, gettext_lazy("Ajouter une question")),
}


def kind_named(name: str) -> Kind:
    """The kind that an address names; 404 for any other word."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def offered_in(edition: Edition, kind: str, pk: int) -> Any:
    """The one of this kind and number in this edition, and in no other; 404 otherwise."""
    found: Any = get_object_or_404(kind_named(kind).model, edition=edition, pk=pk)
    return found


@planners_only
def add_offered(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """Offer something more."""
    made = kind_named(kind).model(edition=edition)
    return _edit(request, edition, kind, made)


@planners_only
def offered(request: HttpRequest, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Change what is offered."""
    return _edit(request, edition, kind, offered_in(edition, kind, pk))


def _edit(request: HttpRequest, edition: Edition, kind: str, one: Any) -> HttpResponse:
    named = kind_named(kind)
    title = one.label if one.pk else named.adding
    form = named.form(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("« %(name)s » est enregistré.") % {"name": one.label})
        return redirect("proposals:prepare_call", edition.slug)
    context = {"edition": edition, "kind": kind, "offered": one, "form": form, "title": title}
    return render(request, "proposals/offered.html", context, status=422 if form.is_bound else 200)


@planners_only
@require_POST
def remove(request: HttpRequest, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Delete what nothing uses; otherwise say why not, and what to do instead."""
    one: Offered = offered_in(edition, kind, pk)
    name = {"name": one.label}
    try:
        remove_offered(offered=one)
    except StillUsed:
        messages.error(request, still_used() % name)
    except LastFormat:
        messages.error(request, last_format_kept())
    else:
        messages.success(request, _("« %(name)s » est supprimé.") % name)
        return redirect("proposals:prepare_call", edition.slug)
    return redirect("proposals:offered", edition.slug, kind, pk)


@planners_only
@require_POST
def retire(request: HttpRequest, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Offer it no longer to new proposals."""
    one: Offered = offered_in(edition, kind, pk)
    try:
        retire_offered(offered=one, now=timezone.now())
    except LastFormat:
        messages.error(request, last_format_kept())
    else:
        messages.success(request, _("« %(name)s » n’est plus dans l’appel.") % {"name": one.label})
    return redirect("proposals:offered", edition.slug, kind, pk)


@planners_only
@require_POST
def bring_back(request: HttpRequest, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Offer it again."""
    one: Offered = offered_in(edition, kind, pk)
    one.bring_back()
    messages.success(request, _("« %(name)s » est de nouveau dans l’appel.") % {"name": one.label})
    return redirect("proposals:offered", edition.slug, kind, pk)


def still_used() -> str:
    """Why it stays, and what to do instead."""
    return _(
        "« %(name)s » sert à des propositions ou à des activités : impossible de supprimer ce qu’elles utilisent. "
        "Retire-le plutôt de l’appel : elles le gardent, et les nouvelles ne le verront plus."
    )


def last_format_kept() -> str:
    """Why the last format stays, and what to do."""
    return _("L’appel est annoncé et c’est son dernier format. Ajoutes-en un autre, ou retire d’abord l’annonce.")
