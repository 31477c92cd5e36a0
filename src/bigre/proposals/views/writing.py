"""Writing a proposal: starting one, going on, saving as one types, two who write at once, and submitting."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.access import leaders_only, too_many, with_person
from bigre.proposals.actions.submitting import NotReady, submit_proposal
from bigre.proposals.actions.transitions import NotPossibleFromHere
from bigre.proposals.actions.writing import NoLongerEditable, WrittenMeanwhile, start_proposal, write_proposal
from bigre.proposals.forms.conflict import Difference, chosen, differences, same_fields, undecided
from bigre.proposals.forms.proposal import ProposalForm
from bigre.proposals.models import Call, Proposal
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.proposals import proposals_led_by
from bigre.proposals.queries.writing import living_link
from bigre.proposals.rules.transitions import is_editable

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


@with_person
def new(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Start a proposal, when the call is open, or late once it is closed; before that, say when it opens."""
    state = call_state(edition)
    if state not in {OPEN, CLOSED}:
        return render(
            request, "proposals/not_open.html", {"edition": edition, "call": call_of(edition), "state": state}
        )
    started = _started(request, edition, person)
    if started is not None:
        return _write(request, _sheet(started, person))
    proposal = Proposal(edition=edition, uuid=_asked_uuid(request), revision=0, state=Proposal.State.DRAFT)
    sheet = Sheet(proposal, person, reverse("proposals:new", args=[edition.slug]))
    if request.method == "POST" and too_many(request, "new_proposal", person):
        return _patience(request)
    return _write(request, sheet)


def _asked_uuid(request: HttpRequest) -> UUID:
    """The number that the form was given when it was opened: sent twice, it is still one proposal."""
    try:
        asked = UUID(request.POST.get("uuid", ""))
    except ValueError:
        return uuid4()
    return uuid4() if Proposal.objects.filter(uuid=asked).exists() else asked


def _started(request: HttpRequest, edition: Edition, person: Person) -> Proposal | None:
    """The proposal that this form has made already, though its answer was lost on the way."""
    try:
        asked = UUID(request.POST.get("uuid", ""))
    except ValueError:
        return None
    return proposals_led_by(person, edition).filter(uuid=asked).first()


def _sheet(proposal: Proposal, person: Person) -> Sheet:
    return Sheet(proposal, person, reverse("proposals:write", args=[proposal.edition.slug, proposal.uuid]))


@leaders_only
def write(request: HttpRequest, proposal: Proposal, person: Person) -> HttpResponse:
    """Go on writing."""
    if not is_editable(proposal):
        messages.error(request, no_longer_editable())
        return redirect("proposals:proposal", proposal.edition.slug, proposal.uuid)
    return _write(request, _sheet(proposal, person))


@anonymous_allowed(because="the link of a mail opens one draft's form, and nothing else, to whoever it was sent to")
@with_edition
def resume(request: HttpRequest, edition: Edition, secret: str) -> HttpResponse:
    """Go on writing one draft with the link of a mail: save it, no more; submitting and inviting ask to sign in."""
    link = living_link(secret, timezone.now())
    if link is None or link.proposal.edition_id != edition.pk:
        raise Http404
    address = reverse("proposals:resume", args=[edition.slug, secret])
    response = _write(request, Sheet(link.proposal, link.person, address, alone=True))
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response


def _write(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if request.method != "POST":
        return _page(request, sheet, _form(sheet))
    if sheet.proposal.pk and too_many(request, "save_proposal", sheet.person):
        return _patience(request)
    data: QueryDict = request.POST
    if "resolve" in data:
        data = chosen(data, _form(sheet))
    form = _form(sheet, data)
    if not form.is_valid():
        return _refused(request, sheet, form)
    return _save(request, sheet, form)


def _form(sheet: Sheet, data: Any = None) -> ProposalForm:
    return ProposalForm(data, instance=sheet.proposal, person=sheet.person, alone=sheet.alone)


def _refused(request: HttpRequest, sheet: Sheet, form: ProposalForm) -> HttpResponse:
    if not is_quiet(request):
        return _page(request, sheet, form, status=422)
    first = next(
        f"{form[name].label} : {why[0]}" if name in form.fields else why[0] for name, why in form.errors.items()
    )
    return JsonResponse({"why": first}, status=422)


def _save(request: HttpRequest, sheet: Sheet, form: ProposalForm) -> HttpResponse:
    proposal: Proposal = form.instance
    try:
        _keep(request, sheet, form)
    except WrittenMeanwhile:
        if found := differences(form, _form(_fresh(sheet))):
            return _both(request, _fresh(sheet), form, found)
    except NoLongerEditable:
        return _gone(request, proposal)
    return _saved(request, sheet)


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


def _both(request: HttpRequest, sheet: Sheet, form: ProposalForm, found: list[Difference]) -> HttpResponse:
    """Both versions, field by field: nothing is written until somebody has chosen."""
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


def _saved(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    proposal = _fresh(sheet).proposal
    address = sheet.address if sheet.alone else _sheet(proposal, sheet.person).address
    hour = time_format(timezone.localtime(timezone.now(), proposal.edition.zone), "TIME_FORMAT")
    if is_quiet(request):
        return JsonResponse({"revision": proposal.revision, "hour": hour, "address": address})
    if "submit" in request.POST and not sheet.alone:
        return _submit(request, _sheet(proposal, sheet.person))
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


def _patience(request: HttpRequest) -> HttpResponse:
    if is_quiet(request):
        return JsonResponse({"why": _("Trop d’envois en peu de temps : attends une minute.")}, status=429)
    return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types


def no_longer_editable() -> str:
    """Why it keeps its words."""
    return _("Cette proposition garde ses mots : elle a été réunie à une autre, retirée ou mise de côté.")
