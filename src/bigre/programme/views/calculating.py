"""Calculations that start from a working draft: plan the rest, improve, repair."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.activities import create_activities
from bigre.programme.actions.runs import RunAlreadyAlive
from bigre.programme.forms.calculating import CalculationForm
from bigre.programme.tasks import start_from_draft

from .planning import already_alive, naming_for


@planners_only
@require_POST
def calculate(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Start one of the three, after proposals that had no activity yet got one."""
    draft = get_object_or_404(edition.versions.filter(published_at__isnull=True), number=number)
    form = CalculationForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Rien n’a été lancé : la durée va de 5 à 3600 secondes."))
        return redirect("programme:version", edition.slug, number)
    now, person = timezone.now(), person_of(request.user)
    create_activities(edition=edition, now=now)
    try:
        run = start_from_draft(draft=draft, by=person, now=now, **form.cleaned_data)
    except RunAlreadyAlive as alive:
        messages.warning(request, already_alive(alive.run, naming_for(viewer_for(person))))
        run = alive.run
    return redirect("programme:run", edition.slug, run.uuid)
