"""What upsets a published programme: recorded by the team, told in sentences, and repaired with the fewest moves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.disruptions import record_disruption, remove_disruption
from bigre.programme.actions.runs import RunAlreadyAlive
from bigre.programme.forms.disruptions import DisruptionForm
from bigre.programme.planning import CannotPlan, held_by, moment_to_plan_from, upsets_in
from bigre.programme.queries.disruptions import disruptions_of, likely_stretch
from bigre.programme.queries.published import current_version
from bigre.programme.queries.reasons import Naming
from bigre.programme.queries.repairs import alternatives_of, latest_repair
from bigre.programme.queries.runs import alive_run
from bigre.programme.tasks import start_repair

from .planning import already_alive, naming_for
from .versions import kept_nowhere


@kept_nowhere
@planners_only
def disruptions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is recorded, a form to record more, what no longer holds, and the repairs found last."""
    naming = naming_for(viewer_for(person_of(request.user)))
    # Moments are written on the wall clock of the edition.
    with timezone.override(edition.zone):
        if request.method != "POST":
            form = DisruptionForm(edition=edition, naming=naming, initial=likely_stretch(edition, clock.now()))
            return _page(request, edition, form, naming)
        form = DisruptionForm(request.POST, edition=edition, naming=naming)
        if not form.is_valid():
            return _page(request, edition, form, naming, status=422)
    record_disruption(edition=edition, by=person_of(request.user), now=timezone.now(), **form.recorded)
    messages.success(request, _("C’est noté : les prochains calculs et les réparations en tiendront compte."))
    return redirect("programme:disruptions", edition.slug)


def _page(
    request: HttpRequest, edition: Edition, form: DisruptionForm, naming: Naming, status: int = 200
) -> HttpResponse:
    current = current_version(edition)
    latest = latest_repair(edition, current)
    context: dict[str, Any] = {
        "edition": edition,
        "form": form,
        "disruptions": disruptions_of(edition, naming),
        "current": current,
        "alive": alive_run(edition, timezone.now()),
        "latest": latest,
        "repairs": alternatives_of(latest) if latest else [],
        "upsets": [],
        "faults": (),
    }
    if current:
        try:
            since = moment_to_plan_from(edition, clock.now())
            context["upsets"] = upsets_in(held_by(current, since), naming)
        except CannotPlan as error:
            context["faults"] = error.sentences
    return render(request, "programme/planning_disruptions.html", context, status=status)


@planners_only
@require_POST
def remove(request: HttpRequest, edition: Edition, disruption: int) -> HttpResponse:
    """What was recorded is over, or was a mistake."""
    remove_disruption(edition=edition, disruption=disruption)
    messages.success(request, _("C’est retiré : les prochains calculs n’en tiendront plus compte."))
    return redirect("programme:disruptions", edition.slug)


@planners_only
@require_POST
def repair(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Look for the fewest moves that put the published programme right again."""
    now, person = timezone.now(), person_of(request.user)
    if current_version(edition) is None:
        messages.info(request, _("Il n’y a pas encore de programme publié à réparer."))
        return redirect("programme:disruptions", edition.slug)
    try:
        run = start_repair(edition=edition, by=person, now=now)
    except RunAlreadyAlive as alive:
        messages.warning(request, already_alive(alive.run, naming_for(viewer_for(person))))
        run = alive.run
    return redirect("programme:run", edition.slug, run.uuid)
