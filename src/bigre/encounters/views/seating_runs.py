"""The solver at work on a plan of tables: started, followed, stopped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.encounters.actions.seating_runs import SeatingAlreadyAlive, ask_seating_to_stop
from bigre.encounters.forms.seating import SecondsForm
from bigre.encounters.queries.seating_meetings import Figures, share_of
from bigre.encounters.queries.seating_runs import is_alive, is_interrupted
from bigre.encounters.tasks.seating import start_seating

from .seating import plan_or_404


@planners_only
@require_POST
def start(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Start the solver: who is pinned stays, all others are seated anew."""
    found, form = plan_or_404(edition, plan), SecondsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Rien n’a été lancé : la durée va de 2 à 300 secondes."))
        return redirect("encounters:seating_plan", edition.slug, found.uuid)
    try:
        run = start_seating(
            plan=found, by=person_of(request.user), seconds=form.cleaned_data["seconds"], now=timezone.now()
        )
    except SeatingAlreadyAlive as alive:
        messages.warning(request, _("Un calcul est déjà en cours. Le voici."))
        run = alive.run
    return redirect("encounters:seating_run", edition.slug, found.uuid, run.pk)


@planners_only
def run(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """How far a search is, or what came out. The page asks for the part `run` every second while it is alive."""
    found = plan_or_404(edition, plan)
    one = get_object_or_404(found.runs.all(), pk=pk)
    now = timezone.now()
    figures = Figures(one.new_pairs, one.across_pairs or 0) if one.new_pairs is not None else None
    context = {
        "edition": edition,
        "plan": found,
        "run": one,
        "alive": is_alive(one, now),
        "interrupted": is_interrupted(one, now),
        "percent": round(100 * one.progress),
        "seconds": round(one.progress * one.seconds_asked),
        "figures": figures,
        "share": share_of(figures, one.bound) if figures else None,
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "encounters/seating_run.html#run" if partial else "encounters/seating_run.html", context)


@planners_only
@require_POST
def stop(_request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """Ask the solver to stop and keep its best."""
    found = plan_or_404(edition, plan)
    ask_seating_to_stop(run=get_object_or_404(found.runs.all(), pk=pk), now=timezone.now())
    return redirect("encounters:seating_run", edition.slug, found.uuid, pk)
