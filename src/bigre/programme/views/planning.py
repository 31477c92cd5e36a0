"""The planning page of the team: what there is to plan, the solver at work, and what it found."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see
from bigre.programme.actions.activities import create_activities
from bigre.programme.actions.runs import RunAlreadyAlive, ask_to_stop
from bigre.programme.forms.planning import RunForm
from bigre.programme.models import SolverRun
from bigre.programme.queries.bound import gap_of, is_awaited
from bigre.programme.queries.criteria import bars_of
from bigre.programme.queries.planning import pins_of, state_of, versions_of
from bigre.programme.queries.published import current_version
from bigre.programme.queries.reasons import Naming, unplaced_in
from bigre.programme.queries.repairs import alternatives_of
from bigre.programme.queries.rewordings import reworded_in
from bigre.programme.queries.runs import is_alive, is_interrupted, latest_run
from bigre.programme.tasks import start_planning


def naming_for(viewer: Viewer) -> Naming:
    """How people may be named to the viewer."""

    def name(person: Person) -> str:
        return person.name if can_see(viewer, person, "name") else ""

    return name


@planners_only
def planning(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The state of things, the form that starts the solver, versions and pins."""
    return render(request, "programme/planning.html", _index(edition, RunForm()))


def _index(edition: Edition, form: RunForm) -> dict[str, Any]:
    now, run = timezone.now(), latest_run(edition)
    return {
        "edition": edition,
        "form": form,
        "state": state_of(edition, clock.now()),
        "run": run,
        "alive": run is not None and is_alive(run, now),
        "interrupted": run is not None and is_interrupted(run, now),
        "versions": versions_of(edition),
        "current": current_version(edition),
        "pins": pins_of(edition),
        "reworded": reworded_in(edition),
    }


@planners_only
@require_POST
def start_run(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Start the solver, after proposals that had no activity yet got one."""
    form = RunForm(request.POST)
    if not form.is_valid():
        return render(request, "programme/planning.html", _index(edition, form), status=422)
    now, person = timezone.now(), person_of(request.user)
    create_activities(edition=edition, now=now)
    try:
        run = start_planning(edition=edition, by=person, now=now, **form.cleaned_data)
    except RunAlreadyAlive as alive:
        messages.warning(request, already_alive(alive.run, naming_for(viewer_for(person))))
        run = alive.run
    return redirect("programme:run", edition.slug, run.uuid)


def already_alive(run: SolverRun, naming: Naming) -> str:
    """Why a second start leads to the first, and whose it is."""
    who = naming(run.started_by) if run.started_by else ""
    if who:
        return _("Un calcul est déjà en cours, lancé par %(who)s. Le voici.") % {"who": who}
    return _("Un calcul est déjà en cours. Le voici.")


@planners_only
def run(request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """A run: how far it is, or what came out. The page asks for the part `run` every second while it is alive."""
    found = get_object_or_404(edition.runs.select_related("edition", "version", "started_by", "base"), uuid=uuid)
    now = timezone.now()
    viewer = viewer_for(person_of(request.user))
    context = {
        "edition": edition,
        "run": found,
        "alive": is_alive(found, now),
        "interrupted": is_interrupted(found, now),
        "percent": round(100 * found.progress),
        "seconds": round(found.progress * found.seconds_asked),
        "started_by": naming_for(viewer)(found.started_by) if found.started_by else "",
        "bars": bars_of(found.costs),
        "gap": gap_of(found),
        "proving": is_awaited(found, now),
        "unplaced": unplaced_in(found, naming_for(viewer)),
        "repairs": alternatives_of(found),
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "programme/planning_run.html#run" if partial else "programme/planning_run.html", context)


@planners_only
@require_POST
def stop_run(_request: HttpRequest, edition: Edition, uuid: UUID) -> HttpResponse:
    """Ask the solver to stop and keep its best."""
    found = get_object_or_404(edition.runs.all(), uuid=uuid)
    ask_to_stop(run=found, now=timezone.now())
    return redirect("programme:run", edition.slug, found.uuid)
