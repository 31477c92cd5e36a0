"""Writing a proposal: starting one, going on, from one's own page or by the link of a mail."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition, with_person
from bigre.editions.models import Edition
from bigre.people.access import too_many
from bigre.people.models import Person
from bigre.proposals.access import leaders_only
from bigre.proposals.models import Proposal
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.proposals import proposals_led_by
from bigre.proposals.queries.writing import living_link
from bigre.proposals.rules.transitions import is_editable

from .saving import CLOSED, OPEN, Sheet, call_state, no_longer_editable, patience, sheet_of, write_sheet


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
        return write_sheet(request, sheet_of(started, person))
    proposal = Proposal(edition=edition, uuid=_asked_uuid(request), revision=0, state=Proposal.State.DRAFT)
    sheet = Sheet(proposal, person, reverse("proposals:new", args=[edition.slug]))
    if request.method == "POST" and too_many(request, "new_proposal", person):
        return patience(request)
    return write_sheet(request, sheet)


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


@leaders_only
def write(request: HttpRequest, proposal: Proposal, person: Person) -> HttpResponse:
    """Go on writing."""
    if not is_editable(proposal):
        messages.error(request, no_longer_editable())
        return redirect("proposals:proposal", proposal.edition.slug, proposal.uuid)
    return write_sheet(request, sheet_of(proposal, person))


@anonymous_allowed(because="the link of a mail opens one draft's form, and nothing else, to whoever it was sent to")
@with_edition
def resume(request: HttpRequest, edition: Edition, secret: str) -> HttpResponse:
    """Go on writing one draft with the link of a mail: save it, no more; submitting and inviting ask to sign in."""
    link = living_link(secret, timezone.now())
    if link is None or link.proposal.edition_id != edition.pk:
        raise Http404
    address = reverse("proposals:resume", args=[edition.slug, secret])
    response = write_sheet(request, Sheet(link.proposal, link.person, address, alone=True))
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response
