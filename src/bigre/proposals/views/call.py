"""The call for proposals: what everybody reads, and where the team prepares it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.access import planners_only, with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, team_roles
from bigre.editions.rules import can_plan
from bigre.proposals.actions.call import CallIncomplete, announce_call
from bigre.proposals.forms.call import CallForm
from bigre.proposals.models import Call
from bigre.proposals.queries.call import call_of, on_offer
from bigre.proposals.rules.call import what_is_missing

State = Call.State


@anonymous_allowed(because="an announced call is addressed to everybody; before that only planners see a preview")
@with_edition
def call(request: HttpRequest, edition: Edition) -> HttpResponse:
    """When and what to propose, once the call is announced; planners see before what it will look like."""
    found = call_of(edition)
    state = found.state_at(clock.now())
    planner = can_plan(team_roles(person_of(request.user), edition))
    context = {
        "edition": edition,
        "call": found,
        "state": state,
        "planner": planner,
        "shown": planner or state != State.PREPARED,
        "formats": on_offer(edition.formats.prefetch_related("equipment")),
        "themes": on_offer(edition.themes.all()),
    }
    return render(request, "proposals/call.html", context)


@planners_only
def prepare_call(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Where the call stands, what it lacks, and everything that it offers."""
    found = call_of(edition)
    now = clock.now()
    formats = edition.formats.prefetch_related("equipment").order_by("position", "pk")
    context = {
        "edition": edition,
        "call": found,
        "state": found.state_at(now),
        "missing": what_is_missing(found, formats=on_offer(edition.formats.all()).count()),
        "is_past": bool(found.closes_at and found.closes_at <= now),
        "hidden": edition.life == Edition.Life.PREPARATION,
        "formats": formats,
        "themes": edition.themes.order_by("position", "pk"),
        "questions": edition.questions.prefetch_related("choices").order_by("position", "pk"),
    }
    return render(request, "proposals/prepare_call.html", context)


@planners_only
def call_texts(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Change when the call opens and closes, and what it says."""
    # Moments are written on the wall clock of the edition.
    with timezone.override(edition.zone):
        form = CallForm(request.POST or None, instance=call_of(edition))
        if request.method != "POST" or not form.is_valid():
            status = 422 if form.is_bound else 200
            return render(request, "proposals/call_texts.html", {"edition": edition, "form": form}, status=status)
    form.save()
    messages.success(request, _("Les dates et les textes de l’appel sont enregistrés."))
    _warn_of_the_past(request, form.instance, clock.now())
    return redirect("proposals:prepare_call", edition.slug)


def _warn_of_the_past(request: HttpRequest, call: Call, now: datetime) -> None:
    if call.closes_at and call.closes_at <= now:
        messages.warning(request, _("La clôture est déjà passée : l’appel se lit comme clos."))
    elif call.opens_at and call.opens_at <= now:
        messages.warning(request, _("L’ouverture est déjà passée : une fois annoncé, l’appel est ouvert aussitôt."))


@planners_only
@require_POST
def announce(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the call to everybody."""
    try:
        announce_call(edition=edition, by=person_of(request.user), now=timezone.now())
    except CallIncomplete as error:
        messages.error(request, _("L’appel n’est pas annoncé. %(why)s") % {"why": " ".join(error.sentences)})
    else:
        messages.success(request, _("L’appel est annoncé : tout le monde peut le lire."))
    return redirect("proposals:prepare_call", edition.slug)


@planners_only
@require_POST
def take_back(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the call to its team only again."""
    found = call_of(edition)
    if found.pk:
        found.take_back()
    messages.success(request, _("L’annonce est retirée : seule l’équipe du programme lit l’appel."))
    return redirect("proposals:prepare_call", edition.slug)
