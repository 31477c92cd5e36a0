"""Writing a proposal: begun with a title, saved as one types, gone on with from anywhere, never overwritten."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.core.models import secret_digest
from bigre.editions.access import with_edition, with_edition_and_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.proposals.actions.submitting import CallNotOpen, DraftIncomplete, submit_proposal
from bigre.proposals.actions.transitions import NotPossibleFromHere
from bigre.proposals.actions.writing import NotEditable, WrittenMeanwhile, start_proposal, write_proposal
from bigre.proposals.forms.writing import ProposalForm
from bigre.proposals.models import Proposal, ResumeLink
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.leads import Leads, leads_of
from bigre.proposals.queries.proposals import proposals_led_by, proposals_visible_to, with_details
from bigre.proposals.rules.submitting import takes_proposals
from bigre.proposals.rules.transitions import is_editable

from .limits import within_limits

# Sent by the script that saves while one types.
AUTOSAVE = "X-Autosave"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who writes what, and what they reach from there: with the link of a mail, this one draft alone."""

    person: Person
    proposal: Proposal
    address: str
    by_link: bool = False

    def form(self, sent: QueryDict | None = None) -> ProposalForm:
        """The form, bound to what was sent."""
        others = Proposal.objects.none()
        if not self.by_link:
            others = proposals_visible_to(self.person, self.proposal.edition)
        return ProposalForm(sent or None, person=self.person, others=others, instance=self.proposal)


@with_edition_and_person
def new(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Begin a proposal; it is kept as a draft as soon as it has a title."""
    if not takes_proposals(call_of(edition).state_at(clock.now())):
        return _not_open(request, edition)
    sheet = Sheet(person, Proposal(edition=edition), reverse("proposals:new", args=[edition.slug]))
    return _write(request, sheet)


@with_edition_and_person
def write(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Go on writing a proposal that one leads."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid)
    if not is_editable(found):
        messages.error(request, not_editable() % {"title": found, "state": found.get_state_display()})
        return redirect("proposals:proposal", edition.slug, uuid)
    return _write(request, Sheet(person, found, address_of(found)))


@anonymous_allowed(because="the secret of the mail opens one draft to its author, and nothing else")
@with_edition
def resume(request: HttpRequest, edition: Edition, secret: str) -> HttpResponse:
    """Go on writing a draft with the link of a mail; submitting and everything else ask for a sign-in."""
    links = ResumeLink.objects.select_related("proposal__edition", "person").filter(
        digest=secret_digest(secret), proposal__edition=edition, revoked_at=None, expires_at__gt=timezone.now()
    )
    link = links.filter(proposal__state=Proposal.State.DRAFT).first()
    if link is None or not link.proposal.facilitations.filter(person=link.person).exists():
        return render(request, "proposals/link_expired.html", {"edition": edition}, status=404)
    return _write(request, Sheet(link.person, link.proposal, request.path, by_link=True))


def address_of(proposal: Proposal) -> str:
    """Where those who lead a proposal write it."""
    return reverse("proposals:write", args=[proposal.edition.slug, proposal.uuid])


def not_editable() -> str:
    """Why its words stay, and what to do instead."""
    return _("« %(title)s » est maintenant « %(state)s » : ses mots ne changent plus. Écris à l’équipe s’il le faut.")


def _write(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    form = sheet.form(request.POST)
    if request.method != "POST":
        return _page(request, sheet, form)
    if not form.is_valid():
        return _refused(request, sheet, form, status=422)
    if sheet.proposal.pk is None and not within_limits(request, form, "start_proposal"):
        return _refused(request, sheet, form, status=429)
    try:
        written = _keep(sheet, form)
    except WrittenMeanwhile as other:
        return _conflict(request, sheet, form, other.current)
    except NotEditable:
        messages.error(request, not_editable() % {"title": sheet.proposal, "state": sheet.proposal.get_state_display()})
        return redirect("proposals:mine", sheet.proposal.edition.slug)
    return _kept(request, Sheet(sheet.person, written, _next_address(sheet, written), sheet.by_link))


def _keep(sheet: Sheet, form: ProposalForm) -> Proposal:
    if sheet.proposal.pk is None:
        return start_proposal(edition=sheet.proposal.edition, by=sheet.person, written=form.written())
    seen = form.cleaned_data["seen"]
    return write_proposal(
        proposal=sheet.proposal, by=sheet.person, written=form.written(), seen=-1 if seen is None else seen
    )


def _next_address(sheet: Sheet, written: Proposal) -> str:
    return sheet.address if sheet.by_link else address_of(written)


def _kept(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if AUTOSAVE in request.headers:
        moment = time_format(timezone.localtime(timezone.now(), sheet.proposal.edition.zone), "TIME_FORMAT")
        said = _("Enregistré à %(moment)s.") % {"moment": moment}
        return JsonResponse({"address": sheet.address, "revision": sheet.proposal.revision, "said": said})
    if request.POST.get("then") == "submit" and not sheet.by_link:
        return _submit(request, sheet)
    messages.success(request, _("Ton brouillon est enregistré. Tu peux le reprendre quand tu veux."))
    return redirect(sheet.address)


def _submit(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    proposal = sheet.proposal
    try:
        submit_proposal(proposal=proposal, by=sheet.person, moment=clock.now(), now=timezone.now())
    except DraftIncomplete as error:
        context = {"edition": proposal.edition, "proposal": proposal, "missing": error.sentences}
        return render(request, "proposals/incomplete.html", context, status=422)
    except CallNotOpen:
        return _not_open(request, proposal.edition)
    except NotPossibleFromHere:
        messages.success(request, _("Tes changements sont enregistrés."))
        return redirect("proposals:proposal", proposal.edition.slug, proposal.uuid)
    messages.success(request, _("C’est proposé. Merci : l’équipe et le réseau peuvent maintenant la lire."))
    return redirect("proposals:mine", proposal.edition.slug)


def _refused(request: HttpRequest, sheet: Sheet, form: ProposalForm, *, status: int) -> HttpResponse:
    if AUTOSAVE in request.headers:
        labels = ", ".join(str(form[name].label) for name in form.errors if name in form.fields)
        said = _("Pas encore enregistré. À revoir : %(fields)s") % {"fields": labels or _("ce qui est en rouge")}
        return JsonResponse({"said": said}, status=status)
    return _page(request, sheet, form, status=status)


def _conflict(request: HttpRequest, sheet: Sheet, form: ProposalForm, current: Proposal) -> HttpResponse:
    """Both versions on one page: what one wrote stays in the form, what the other wrote stands beside it."""
    if AUTOSAVE in request.headers:
        said = _("Quelqu’un d’autre a écrit en même temps. Ton texte est gardé ici : enregistre pour voir les deux.")
        return JsonResponse({"said": said}, status=409)
    theirs = Sheet(sheet.person, current, sheet.address, sheet.by_link).form()
    names = [name for name in theirs.fields if name != "seen" and _shown(theirs, name) != _shown(form, name)]
    beside = {name: _shown(theirs, name) or _("(rien)") for name in names}
    sent = request.POST.copy()
    sent["seen"] = str(current.revision)
    form.data = sent
    return _page(request, sheet, form, status=409, beside=beside)


def _shown(form: ProposalForm, name: str) -> str:
    """What a field says, in words."""
    value = form[name].value()
    field = form.fields[name]
    choices = dict(getattr(field, "choices", ()) or ())
    if not choices:
        return "" if value is None else str(value)
    chosen = value if isinstance(value, list | tuple) else [value]
    wanted = {str(getattr(one, "pk", one)) for one in chosen}
    return ", ".join(str(label) for key, label in choices.items() if str(key) in wanted)


def _page(
    request: HttpRequest, sheet: Sheet, form: ProposalForm, status: int = 200, beside: dict[str, str] | None = None
) -> HttpResponse:
    proposal = sheet.proposal
    context = {
        "edition": proposal.edition,
        "proposal": proposal,
        "form": form,
        "parts": list(form.parts()),
        "beside": beside or {},
        "conflict": beside is not None,
        "address": sheet.address,
        "by_link": sheet.by_link,
        "call": call_of(proposal.edition),
        "closed": call_of(proposal.edition).state_at(clock.now()) == "closed",
        "leads": _leads(sheet),
        "is_draft": proposal.state == Proposal.State.DRAFT or proposal.pk is None,
    }
    return render(request, "proposals/write.html", context, status=status)


def _leads(sheet: Sheet) -> Leads | None:
    """Who leads it, for those who signed in."""
    if sheet.by_link or sheet.proposal.pk is None:
        return None
    found = with_details(Proposal.objects.filter(pk=sheet.proposal.pk)).get()
    return leads_of(found, viewer_for(sheet.person), sheet.person)


def _not_open(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = {"edition": edition, "call": call_of(edition), "state": call_of(edition).state_at(clock.now())}
    return render(request, "proposals/not_open.html", context, status=403)
