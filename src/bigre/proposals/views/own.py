"""My proposals: where each stands and why, what I can do next, and what happens when I don't come."""

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.people.access import too_many
from bigre.people.models import Person
from bigre.proposals.access import leaders_only
from bigre.proposals.actions.invitations import OVER
from bigre.proposals.actions.leading import leave_co_construction
from bigre.proposals.actions.resuming import NoAddress, NotADraft, send_resume_link
from bigre.proposals.actions.submitting import ContactOnly, NotReady, confirm_proposal, submit_proposal
from bigre.proposals.actions.transitions import NotPossibleFromHere, step
from bigre.proposals.models import Call, Proposal
from bigre.proposals.queries.standing import standings

from .saving import call_state

State = Proposal.State


@with_person
def mine(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Everything that the person leads in the edition."""
    state = call_state(edition)
    can_propose = state in {Call.State.OPEN, Call.State.CLOSED}
    context = {"edition": edition, "standings": standings(person, edition), "state": state, "can_propose": can_propose}
    return render(request, "proposals/mine.html", context)


@leaders_only
@require_POST
def take_step(request: HttpRequest, proposal: Proposal, person: Person, target: str) -> HttpResponse:
    """Submit, take back to the draft, withdraw or confirm."""
    try:
        _take(proposal, target, person)
    except NotReady as error:
        messages.error(request, _("Elle n’est pas encore proposée. %(why)s") % {"why": " ".join(error.sentences)})
        return redirect("proposals:write", proposal.edition.slug, proposal.uuid)
    except ContactOnly:
        messages.error(request, _("Seule la personne de contact confirme la proposition."))
    except NotPossibleFromHere:
        messages.error(request, _("Elle a changé d’état entre-temps : relis où elle en est."))
    else:
        messages.success(request, _done(target) % {"title": proposal.title})
    return redirect("proposals:mine", proposal.edition.slug)


def _take(proposal: Proposal, target: str, person: Person) -> None:
    now = timezone.now()
    if target == State.SUBMITTED:
        late = call_state(proposal.edition) == Call.State.CLOSED
        submit_proposal(proposal=proposal, by=person, late=late, now=now)
    elif target == State.CONFIRMED:
        confirm_proposal(proposal=proposal, by=person, now=now)
    else:
        step(proposal=proposal, target=target, by=person, now=now)


def _done(target: str) -> str:
    return {
        State.SUBMITTED: _("« %(title)s » est proposée."),
        State.DRAFT: _(
            "« %(title)s » est de nouveau un brouillon : toi et qui l’anime avec toi la lisent, personne d’autre."
        ),
        State.WITHDRAWN: _("« %(title)s » est retirée. Tu peux la reprendre en brouillon."),
        State.CONFIRMED: _("« %(title)s » est confirmée. À bientôt."),
    }[State(target)]


@leaders_only
@require_POST
def resume_link(request: HttpRequest, proposal: Proposal, person: Person) -> HttpResponse:
    """Mail oneself a link back to the draft."""
    if too_many(request, "resume_link", person):
        return respond_429(request)  # type: ignore[no-any-return]  # allauth publishes no types
    try:
        send_resume_link(proposal=proposal, person=person, now=timezone.now())
    except (NotADraft, NoAddress):
        messages.error(request, _("Seul un brouillon se reprend par un lien. Retrouve tes propositions ici."))
        return redirect("proposals:mine", proposal.edition.slug)
    messages.success(request, _("Le lien part vers ton adresse. Il vaut deux semaines et n’ouvre que ce brouillon."))
    return redirect("proposals:write", proposal.edition.slug, proposal.uuid)


@with_person
def stay_away(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """« Je ne viens plus »: say first what happens to each proposal, then do it."""
    if request.method == "POST":
        leave_co_construction(person=person, edition=edition, now=timezone.now())
        messages.success(request, _("C’est noté : tu n’animes plus rien à cette édition. Merci d’avoir prévenu."))
        return redirect("proposals:mine", edition.slug)
    living = [one for one in standings(person, edition) if one.proposal.state not in OVER]
    return render(request, "proposals/stay_away.html", {"edition": edition, "standings": living})
