"""Plans of tables, for planners: all of them, a new one, one with what it brings; withdrawn, removed."""

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
from bigre.editions.queries import person_of
from bigre.encounters.actions.seating import AlreadyServed, create_plan, remove_plan, withdraw_plan
from bigre.encounters.forms.seating import SecondsForm
from bigre.encounters.forms.seating_plan import PlanForm
from bigre.encounters.models import SeatingPlan
from bigre.encounters.planning.seating_faults import faults_in
from bigre.encounters.planning.seating_hall import groups_of, hall_of
from bigre.encounters.queries.seating import alone_in, plans_of, rounds_with_counts
from bigre.encounters.queries.seating_meetings import (
    figures_among,
    lines_of,
    new_pairs,
    people_seated,
    share_of,
    spread_of,
)
from bigre.encounters.queries.seating_people import guests_of
from bigre.encounters.queries.seating_runs import is_alive, is_interrupted, latest_bound, latest_run
from bigre.encounters.queries.seating_told import telling_of, untold_of

# Where the form of a new plan begins: tables of so many, groups of so many, rounds as long and as many as usual.
USUAL_SEATS = 8
USUAL = {"sittings": 1, "group_size": 4, "count": 6, "minutes": 10, "between": 2, "whose": "everybody"}


def plan_or_404(edition: Edition, plan: UUID) -> SeatingPlan:
    """A plan of the edition."""
    found: SeatingPlan = get_object_or_404(edition.seating_plans.select_related("edition"), uuid=plan)
    return found


@planners_only
def plans(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All plans of the edition, or what to do first."""
    context = {
        "edition": edition,
        "plans": plans_of(edition),
        "people": edition.participations.count(),
    }
    return render(request, "encounters/seating.html", context)


@planners_only
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new plan: its meals or rounds, its tables."""
    # Moments are written on the wall clock of the edition.
    with timezone.override(edition.zone):
        form = PlanForm(request.POST or None, edition=edition, initial=_usual(edition))
        if request.method != "POST" or not form.is_valid():
            status = 422 if form.is_bound else 200
            return render(request, "encounters/seating_add.html", {"edition": edition, "form": form}, status=status)
        plan = create_plan(
            edition=edition,
            kind=SeatingPlan.Kind(form.cleaned_data["kind"]),
            name=form.cleaned_data["name"],
            meals=form.rounds,
            tables=form.wanted,
            by=person_of(request.user),
            now=timezone.now(),
        )
    if plan.is_for_volunteers:
        messages.success(
            request, _("Le plan est créé : les personnes de l’édition le voient, et disent si elles viennent.")
        )
    else:
        messages.success(request, _("Le plan est créé. Dis ce qui compte, puis place tout le monde."))
    return redirect("encounters:seating_plan", edition.slug, plan.uuid)


def _usual(edition: Edition) -> dict[str, Any]:
    tables = max(1, -(-edition.participations.count() // USUAL_SEATS))
    return {**USUAL, "tables": tables, "seats": USUAL_SEATS, "accessible": tables}


@planners_only
def plan(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """What the plan holds, what stands in its way, the form that starts the solver, and what its seats bring."""
    found = plan_or_404(edition, plan)
    now, run, hall = timezone.now(), latest_run(found), hall_of(found, clock.now())
    seated, new = people_seated(found), new_pairs(found)
    figures, spread = figures_among(new, hall.everybody), spread_of(new, seated)
    rounds = rounds_with_counts(found, hall.guests)
    open_ones = {one.pk for one in hall.rounds}
    # Planners choose who comes, and the difference of two sums would tell of one person: sums are of the whole edition.
    whole = guests_of(edition) if found.is_for_volunteers else hall.everybody
    context = {
        "edition": edition,
        "plan": found,
        "people": len(hall.guests),
        "seats": sum(table.seats for table in hall.tables),
        "tables": len(hall.tables),
        "rounds": rounds,
        "groups": groups_of(hall),
        "late": max((one for one in rounds if one.round.pk in open_ones), key=lambda one: one.missing, default=None),
        "alone": alone_in(found, open_ones),
        "faults": faults_in(hall),
        "form": SecondsForm(),
        "run": run,
        "alive": run is not None and is_alive(run, now),
        "interrupted": run is not None and is_interrupted(run, now),
        "seated": seated,
        "figures": figures,
        "spread": spread,
        "most": max((bar.people for bar in spread), default=0),
        "share": share_of(figures, latest_bound(found)),
        "telling": telling_of(untold_of(found, clock.now())),
        "lines": lines_of(found, whole) if seated else [],
    }
    return render(request, "encounters/seating_plan.html", context)


@planners_only
@require_POST
def withdraw(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Nobody but planners reads the plan any more."""
    found = plan_or_404(edition, plan)
    withdraw_plan(plan=found)
    messages.success(request, _("C’est retiré : les tables ne sont plus lues que par l’équipe."))
    return redirect("encounters:seating_plan", edition.slug, found.uuid)


@planners_only
@require_POST
def remove(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """A plan that nobody reads goes, with all that it asked of people; one that is published stays."""
    found = plan_or_404(edition, plan)
    if found.published_at is not None:
        messages.error(request, _("Ce plan est publié : retire-le d’abord, puis supprime-le."))
        return redirect("encounters:seating_plan", edition.slug, found.uuid)
    try:
        remove_plan(plan=found, now=clock.now())
    except AlreadyServed:
        messages.error(request, _("Des personnes se sont rencontrées à ces tables : le plan reste, pour leur carnet."))
        return redirect("encounters:seating_plan", edition.slug, found.uuid)
    messages.success(request, _("Le plan est supprimé, avec ce qu’il disait des personnes."))
    return redirect("encounters:seating", edition.slug)
