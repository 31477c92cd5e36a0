"""A person's own proposals in an edition: where they stand, and the next step of each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import with_edition_and_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.proposals.actions.leaving import leave_co_construction
from bigre.proposals.actions.submitting import (
    CallNotOpen,
    DraftIncomplete,
    NotTheContact,
    confirm_proposal,
    submit_proposal,
)
from bigre.proposals.actions.transitions import NotPossibleFromHere, step
from bigre.proposals.models import Proposal
from bigre.proposals.queries.call import call_of
from bigre.proposals.queries.leaving import legacy_of
from bigre.proposals.queries.mine import invitations_of, mine_in
from bigre.proposals.queries.proposals import proposals_led_by
from bigre.proposals.rules.submitting import takes_proposals

State = Proposal.State


@with_edition_and_person
def mine(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Where each of my proposals stands, why, and what I can do; and who asks me to lead something with them."""
    context = {
        "edition": edition,
        "person": person,
        "mine": mine_in(edition, person, viewer_for(person)),
        "invitations": invitations_of(person, edition),
        "may_propose": takes_proposals(call_of(edition).state_at(clock.now())),
    }
    return render(request, "proposals/mine.html", context)


@require_POST
@with_edition_and_person
def take_step(request: HttpRequest, edition: Edition, person: Person, uuid: UUID) -> HttpResponse:
    """Submit, confirm, withdraw or take back a proposal that one leads."""
    found = get_object_or_404(proposals_led_by(person, edition), uuid=uuid)
    target = request.POST.get("to", "")
    try:
        _go(found, target, person)
    except DraftIncomplete as error:
        context = {"edition": edition, "proposal": found, "missing": error.sentences}
        return render(request, "proposals/incomplete.html", context, status=422)
    except CallNotOpen:
        messages.error(request, _("L’appel n’est pas encore ouvert : ton brouillon t’attend."))
    except NotTheContact:
        messages.error(
            request, _("Seule la personne contact confirme. Demande-lui, ou demande-lui de te passer la main.")
        )
    except NotPossibleFromHere:
        words = {"title": found, "state": found.get_state_display()}
        messages.error(request, _("« %(title)s » est maintenant « %(state)s » : cela ne va plus d’ici.") % words)
    else:
        messages.success(request, _said(target) % {"title": found})
    return redirect("proposals:mine", edition.slug)


def _go(proposal: Proposal, target: str, person: Person) -> None:
    now = timezone.now()
    if target == State.SUBMITTED:
        submit_proposal(proposal=proposal, by=person, moment=clock.now(), now=now)
    elif target == State.CONFIRMED:
        confirm_proposal(proposal=proposal, by=person, now=now)
    else:
        step(proposal=proposal, target=target, by=person, now=now)


def _said(target: str) -> str:
    return {
        State.SUBMITTED: _("« %(title)s » est proposée. Merci : l’équipe et le réseau peuvent maintenant la lire."),
        State.CONFIRMED: _("« %(title)s » est confirmée. L’équipe peut compter dessus."),
        State.WITHDRAWN: _("« %(title)s » est retirée. Tu peux la reprendre comme brouillon."),
        State.DRAFT: _("« %(title)s » est de nouveau un brouillon : toi et celles et ceux qui l’animent la lisez."),
    }[State(target)]


@with_edition_and_person
def leave(request: HttpRequest, edition: Edition, person: Person) -> HttpResponse:
    """Say first what becomes of each proposal if I no longer come, then do it."""
    if request.method == "POST":
        leave_co_construction(edition=edition, person=person, now=timezone.now())
        messages.success(
            request, _("C’est noté. Tes propositions sont entre de bonnes mains ; merci de les avoir portées.")
        )
        return redirect("proposals:mine", edition.slug)
    return render(request, "proposals/leave.html", {"edition": edition, "legacy": legacy_of(edition, person)})
