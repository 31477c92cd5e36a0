"""The team's board: proposals by where they stand, decided one by one or together, beside their balance."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.proposals.access import choose_blind, reader_of, reads_blind
from bigre.proposals.actions.decisions import decide_together
from bigre.proposals.actions.targets import set_targets
from bigre.proposals.actions.transitions import MovedMeanwhile, NotPossibleFromHere
from bigre.proposals.forms.board import DecisionForm, TargetsForm
from bigre.proposals.models import Proposal
from bigre.proposals.queries.balance import balance_today
from bigre.proposals.queries.board import board_of, chosen_proposals
from bigre.proposals.queries.decisions import announcement
from bigre.proposals.rules.board import decisions_for_all


@planners_only
def board(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that was submitted, by state, and what the programme is made of."""
    return _board(request, edition, ())


def _board(request: HttpRequest, edition: Edition, moved: tuple[str, ...], status: int = 200) -> HttpResponse:
    """The page, or for a script the board itself; `moved` are those that just changed place."""
    person = person_of(request.user)
    assert person is not None
    part = _asked_by_script(request)
    context = {
        "edition": edition,
        "board": board_of(edition, reader_of(request, edition), person),
        "blind": reads_blind(request, edition),
        "untold": len(announcement(edition).transitions),
        "moved": moved,
        "part": part,
    }
    return render(request, "proposals/board.html#board" if part else "proposals/board.html", context, status=status)


def _asked_by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


@planners_only
def decide(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Decide on one proposal or several: where they go, and why."""
    given = request.POST if request.method == "POST" else request.GET
    proposals = list(chosen_proposals(edition, _uuids(given.getlist("chosen"))))
    if not proposals:
        messages.warning(request, _("Choisis d’abord une ou plusieurs propositions."))
        return redirect("proposals:board", edition.slug)
    targets = decisions_for_all(one.state for one in proposals)
    if request.method == "POST":
        # What was allowed when it was read is judged by the action, under lock: it says where a moved card is now.
        form = DecisionForm(request.POST, targets=decisions_for_all(_seen(request).values()) or targets)
        if form.is_valid():
            return _decided(request, edition, proposals, form.cleaned_data)
    else:
        form = DecisionForm(targets=targets, initial={"target": request.GET.get("target")})
    return _form(request, edition, proposals, form)


def _form(request: HttpRequest, edition: Edition, proposals: list[Proposal], form: DecisionForm) -> HttpResponse:
    seen = _seen(request)
    context = {
        "edition": edition,
        "proposals": proposals,
        "own": chosen_proposals(edition, (str(one.uuid) for one in proposals))
        .filter(facilitations__person=person_of(request.user))
        .exists(),
        "seen": [(one, seen.get(str(one.uuid), one.state)) for one in proposals],
        "form": form,
    }
    name = "proposals/decide.html#form" if _asked_by_script(request) else "proposals/decide.html"
    return render(request, name, context, status=422 if form.is_bound else 200)


def _uuids(texts: list[str]) -> list[str]:
    """Those that are identifiers."""
    try:
        return [str(UUID(text)) for text in texts]
    except ValueError:
        raise Http404 from None


def _seen(request: HttpRequest) -> dict[str, str]:
    """Where each proposal stood when the person read it, by identifier."""
    pairs = (text.partition(":") for text in request.POST.getlist("seen"))
    return {uuid: state for uuid, _colon, state in pairs if state in Proposal.State}


def _decided(request: HttpRequest, edition: Edition, proposals: list[Proposal], given: dict[str, Any]) -> HttpResponse:
    try:
        decide_together(
            proposals=proposals, seen=_seen(request), by=person_of(request.user), now=timezone.now(), **given
        )
    except NotPossibleFromHere as refused:
        messages.error(request, _why_refused(refused))
        return _after(request, edition, [refused.proposal], 409)
    messages.success(request, _what_moved(proposals, given["target"]))
    return _after(request, edition, proposals, 200)


def _after(request: HttpRequest, edition: Edition, proposals: list[Proposal], status: int) -> HttpResponse:
    """The board with the cards where they are now, under the eyes of whoever moved them."""
    moved = tuple(str(one.uuid) for one in proposals)
    if _asked_by_script(request):
        return _board(request, edition, moved, status)
    return redirect(f"{reverse('proposals:board', args=[edition.slug])}#card-{moved[0]}")


def _what_moved(proposals: list[Proposal], target: str) -> str:
    label = Proposal.State(target).label
    if len(proposals) == 1:
        return _("« %(title)s » : %(state)s.") % {"title": proposals[0], "state": label}
    return ngettext("%(count)d proposition : %(state)s.", "%(count)d propositions : %(state)s.", len(proposals)) % {
        "count": len(proposals),
        "state": label,
    }


def _why_refused(refused: NotPossibleFromHere) -> str:
    words = {"title": refused.proposal, "state": Proposal.State(refused.proposal.state).label}
    if isinstance(refused, MovedMeanwhile):
        return (
            _("Quelqu’un a déplacé « %(title)s » entre-temps : elle est maintenant ici (%(state)s). Rien n’a changé.")
            % words
        )
    return _("« %(title)s » ne peut pas y aller d’où elle est (%(state)s). Rien n’a changé.") % words


@planners_only
@require_POST
def blind(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Read without names, or with names again, and come back to the same page."""
    choose_blind(request, edition, blind=request.POST.get("blind") == "yes")
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(page if ours else reverse("proposals:board", args=[edition.slug]))


@planners_only
def targets(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The numbers that the team aims at."""
    form = TargetsForm(request.POST or None, criteria=balance_today(edition))
    if request.method == "POST" and form.is_valid():
        set_targets(edition=edition, counts=form.counts)
        messages.success(request, _("Les équilibres visés sont enregistrés."))
        return redirect("proposals:board", edition.slug)
    context = {"edition": edition, "form": form}
    return render(request, "proposals/targets.html", context, status=422 if form.is_bound else 200)
