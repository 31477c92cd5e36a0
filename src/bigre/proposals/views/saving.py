"""Saving what is written in a proposal: as one types, by a button, by two at once; and submitting it."""

from dataclasses import dataclass
from typing import Any

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.people.access import too_many
from bigre.people.models import Person
from bigre.proposals.actions.submitting import NotReady, submit_proposal
from bigre.proposals.actions.transitions import NotPossibleFromHere
from bigre.proposals.actions.writing import NoLongerEditable, WrittenMeanwhile, start_proposal, write_proposal
from bigre.proposals.forms.conflict import Difference, chosen, differences, same_fields, undecided
from bigre.proposals.forms.meanwhile import Joined, join
from bigre.proposals.forms.proposal import ProposalForm
from bigre.proposals.models import Call, Proposal
from bigre.proposals.queries.call import call_of

from .similar import cards_near

OPEN, CLOSED = Call.State.OPEN, Call.State.CLOSED


@dataclass(frozen=True, slots=True)
class Sheet:
    """A proposal under somebody's pen, and the address of its form; `alone`: reached by the link of a mail."""

    proposal: Proposal
    person: Person
    address: str
    alone: bool = False


def call_state(edition: Edition) -> Call.State:
    """Where the call stands; an archived edition takes nothing any more."""
    state = call_of(edition).state_at(clock.now())
    return Call.State.PREPARED if edition.life == Edition.Life.ARCHIVED else state


def sheet_of(proposal: Proposal, person: Person) -> Sheet:
    """The proposal under the pen of somebody who leads it."""
    return Sheet(proposal, person, reverse("proposals:write", args=[proposal.edition.slug, proposal.uuid]))


def write_sheet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The form; what is sent is put together with what others saved meanwhile, and asked where both changed it."""
    if request.method != "POST":
        return _page(request, sheet, _form(sheet))
    if sheet.proposal.pk and too_many(request, "save_proposal", sheet.person):
        return patience(request)
    saved = _form(sheet)
    joined = Joined(chosen(request.POST, saved)) if "resolve" in request.POST else join(request.POST, saved)
    form = _form(sheet, joined.data)
    if not form.is_valid():
        return _refused(request, sheet, form)
    if joined.asked:
        return _both(request, _fresh(sheet), form, joined.asked)
    return _save(request, sheet, form, joined)


def _form(sheet: Sheet, data: Any = None) -> ProposalForm:
    return ProposalForm(data, instance=sheet.proposal, person=sheet.person, alone=sheet.alone)


def _refused(request: HttpRequest, sheet: Sheet, form: ProposalForm) -> HttpResponse:
    if not is_quiet(request):
        return _page(request, sheet, form, status=422)
    first = next(
        f"{form[name].label} : {why[0]}" if name in form.fields else why[0] for name, why in form.errors.items()
    )
    return JsonResponse({"why": first}, status=422)


def _save(request: HttpRequest, sheet: Sheet, form: ProposalForm, joined: Joined) -> HttpResponse:
    proposal: Proposal = form.instance
    try:
        _keep(request, sheet, form)
    except WrittenMeanwhile:
        if differences(form, _form(_fresh(sheet))):
            return _both(request, _fresh(sheet), form)
    except NoLongerEditable:
        return _gone(request, proposal)
    return _saved(request, sheet, joined.theirs)


def _keep(request: HttpRequest, sheet: Sheet, form: ProposalForm) -> None:
    proposal: Proposal = form.instance
    if proposal.pk is None:
        start_proposal(proposal=proposal, written=form.written, by=sheet.person)
        return
    asked = form.cleaned_data["revision"] or 0
    # A first version whose acknowledgement never came back.
    revision = 1 if asked == 0 and "uuid" in request.POST else asked
    if "resolve" in request.POST and undecided(request.POST, form):
        raise WrittenMeanwhile
    write_proposal(proposal=proposal, written=form.written, revision=revision, fields=form.columns, by=sheet.person)


def _fresh(sheet: Sheet) -> Sheet:
    current = Proposal.objects.select_related("edition__call", "format").get(pk=sheet.proposal.pk)
    return Sheet(current, sheet.person, sheet.address, sheet.alone)


def _both(request: HttpRequest, sheet: Sheet, form: ProposalForm, asked: frozenset[str] | None = None) -> HttpResponse:
    """Both versions of the fields `asked`, or of all that differ: nothing is written until somebody has chosen."""
    found: list[Difference] = differences(form, _form(sheet), asked)
    if is_quiet(request):
        return JsonResponse(
            {"why": str(_("Quelqu’un d’autre a enregistré cette proposition pendant que tu écrivais."))}, status=409
        )
    context = {
        "edition": sheet.proposal.edition,
        "proposal": sheet.proposal,
        "sheet": sheet,
        "form": form,
        "differences": found,
        "same": same_fields(form, found),
        "revision": sheet.proposal.revision,
        "again": "resolve" in request.POST,
    }
    return render(request, "proposals/both_versions.html", context, status=409)


def _gone(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if is_quiet(request):
        return JsonResponse({"why": no_longer_editable()}, status=410)
    messages.error(request, no_longer_editable())
    return redirect("proposals:proposal", proposal.edition.slug, proposal.uuid)


def _saved(request: HttpRequest, sheet: Sheet, theirs: dict[str, list[str]]) -> HttpResponse:
    proposal = _fresh(sheet).proposal
    address = sheet.address if sheet.alone else sheet_of(proposal, sheet.person).address
    hour = time_format(timezone.localtime(timezone.now(), proposal.edition.zone), "TIME_FORMAT")
    also = _("Quelqu’un d’autre a écrit en même temps : ses changements sont là aussi.") if theirs else ""
    if is_quiet(request):
        told = {"revision": proposal.revision, "hour": hour, "address": address, "theirs": theirs, "also": also}
        return JsonResponse(told | {"base": _form(Sheet(proposal, sheet.person, address, sheet.alone)).initial["base"]})
    if also:
        messages.info(request, also)
    if "submit" in request.POST and not sheet.alone:
        return _submit(request, sheet_of(proposal, sheet.person))
    messages.success(request, _("Enregistré à %(hour)s.") % {"hour": hour})
    return redirect(address)


def _submit(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    proposal = sheet.proposal
    late = call_state(proposal.edition) == CLOSED
    try:
        submit_proposal(proposal=proposal, by=sheet.person, late=late, now=timezone.now())
    except NotReady as error:
        return _page(request, sheet, _form(sheet), status=422, missing=error.sentences)
    except NotPossibleFromHere:
        messages.info(request, _("Elle était déjà proposée : ce que tu viens d’écrire est enregistré."))
    else:
        messages.success(request, _("« %(title)s » est proposée.") % {"title": proposal.title})
    return redirect("proposals:mine", proposal.edition.slug)


def _page(request: HttpRequest, sheet: Sheet, form: ProposalForm, *, status: int = 200, **more: Any) -> HttpResponse:
    proposal = sheet.proposal
    context = {
        "edition": proposal.edition,
        "proposal": proposal,
        "sheet": sheet,
        "form": form,
        "state": call_state(proposal.edition),
        "call": call_of(proposal.edition),
        "usual": {
            one.pk: [one.duration_minutes, one.ideal_size, one.max_size]
            for one in form.fields["format"].queryset  # type: ignore[attr-defined]  # a field of models has one
        },
        "near": [] if sheet.alone or not proposal.pk else cards_near(sheet.person, proposal),
        **more,
    }
    return render(request, "proposals/write.html", context, status=status)


def is_quiet(request: HttpRequest) -> bool:
    """Whether the page's own script saves while the person types."""
    return request.headers.get("Accept") == "application/json"


def patience(request: HttpRequest) -> HttpResponse:
    if is_quiet(request):
        return JsonResponse({"why": _("Trop d’envois en peu de temps : attends une minute.")}, status=429)
    return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types


def no_longer_editable() -> str:
    """Why it keeps its words."""
    return _("Cette proposition garde ses mots : elle a été réunie à une autre, retirée ou mise de côté.")
