"""A version of the timetable as its team sees it: what changes, what it costs, its days and its pins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions import pins
from bigre.programme.models import TimetableVersion
from bigre.programme.planning import CannotPlan, shares_of
from bigre.programme.queries.bound import gap_of
from bigre.programme.queries.consequences import consequences_of
from bigre.programme.queries.criteria import bars_of
from bigre.programme.queries.fairness import Fairness, fairness_of
from bigre.programme.queries.grid import days
from bigre.programme.queries.planning import days_of, versions_of
from bigre.programme.queries.published import current_version
from bigre.programme.queries.reasons import Unplaced, unplaced_in
from bigre.programme.queries.timetable import timetable

from .planning import naming_for
from .rendered import rendered

# What the team has not published stays in nobody's cache.
kept_nowhere = cache_control(private=True, no_store=True)


@kept_nowhere
@planners_only
def version(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """One version beside the published programme, day by day, with its pins."""
    found = get_object_or_404(versions_of(edition), number=number)
    current = current_version(edition)
    context = {
        "edition": edition,
        "version": found,
        "current": current,
        "consequences": consequences_of(current, found) if current and current != found else None,
        "run": getattr(found, "run", None),
        "bars": bars_of(found.run.costs) if hasattr(found, "run") else [],
        "gap": gap_of(getattr(found, "run", None)),
        "fairness": _fairness(request, found),
        "unplaced": _unplaced(request, found),
        "days": days_of(found),
    }
    return render(request, "programme/planning_version.html", context)


def _fairness(request: HttpRequest, version: TimetableVersion) -> Fairness | None:
    """For whom the version is worst; nothing while the edition contradicts itself."""
    try:
        shares = shares_of(version)
    except CannotPlan:
        return None
    return fairness_of(shares, naming_for(viewer_for(person_of(request.user))))


@kept_nowhere
@planners_only
def version_grid(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """One version drawn as visitors would read it, with nothing to keep in it."""
    found = get_object_or_404(edition.versions.all(), number=number)
    whole = timetable(found, edition, viewer_for(person_of(request.user)))
    current = current_version(edition)
    context: dict[str, Any] = {
        "edition": edition,
        "version": found,
        "current": current,
        # Day sheets print the programme that is online.
        "draft": found != current,
        "days": days(edition, whole.placed),
        "total": len(whole.placed),
        "rendered": rendered(whole.placed),
        "favourites": False,
        "kept": frozenset(),
    }
    return render(request, "programme/planning_grid.html", context)


def _unplaced(request: HttpRequest, version: TimetableVersion) -> list[Unplaced]:
    """What the version's run left without a place; a version made otherwise has no run."""
    if not hasattr(version, "run"):
        return []
    return unplaced_in(version.run, naming_for(viewer_for(person_of(request.user))))


@planners_only
@require_POST
def pin_activity(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Hold an activity where this version places it."""
    placements = get_object_or_404(edition.versions.all(), number=number).placements
    placement = get_object_or_404(placements.select_related("activity", "space"), activity__uuid=activity)
    pins.pin(
        activity=placement.activity,
        starts_at=placement.starts_at,
        space=placement.space,
        by=person_of(request.user),
        now=timezone.now(),
    )
    messages.success(
        request,
        _("« %(title)s » est épinglée : les prochains calculs la laisseront là.") % {"title": placement.activity},
    )
    return redirect("programme:version", edition.slug, number)


@planners_only
@require_POST
def pin_favourites(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Hold where the programme places it everything that somebody keeps as a favourite."""
    version = current_version(edition)
    held = pins.pin_favourites(version=version, by=person_of(request.user), now=timezone.now()) if version else 0
    words = ngettext(
        "%(count)s activité est épinglée là où le programme en ligne la place. Relance un calcul : il la laissera là.",
        "%(count)s activités sont épinglées là où le programme en ligne les place."
        " Relance un calcul : il les laissera là.",
        held,
    )
    messages.success(request, words % {"count": held})
    return redirect("programme:planning", edition.slug)


@planners_only
@require_POST
def unpin_activity(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """Let the solver place an activity freely again."""
    found = get_object_or_404(edition.activities.all(), uuid=activity)
    pins.unpin(activity=found)
    messages.success(request, _("« %(title)s » n’est plus épinglée.") % {"title": found})
    number = request.POST.get("version", "")
    # At most as many digits as a version can have: what people send may be anything.
    if number.isdecimal() and len(number) <= 9:
        return redirect("programme:version", edition.slug, int(number))
    return redirect("programme:planning", edition.slug)
