"""The desk: a draft to scale or as a list, all of it or some days and spaces, and its conflicts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.forms.desk import DeskFilters
from bigre.programme.models import TimetableVersion
from bigre.programme.planning import CannotPlan, be_ready, breaches_in, moment_to_plan_from
from bigre.programme.queries.desk import desk_of
from bigre.programme.queries.drafts import drafts_of, journal_of
from bigre.programme.queries.published import current_version

from .moved import told
from .planning import naming_for
from .versions import kept_nowhere


def draft_called(edition: Edition, number: int) -> TimetableVersion:
    """The draft of this number; what is published changes by hand in a draft made from it; 404 for others."""
    drafts = edition.versions.select_related("edition").filter(published_at=None)
    return get_object_or_404(drafts, number=number)


@kept_nowhere
@planners_only
def desk(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """The draft: spaces and hours drawn to scale, or the same as a list."""
    version = draft_called(edition, number)
    viewer = viewer_for(person_of(request.user))
    filters = DeskFilters.of(request.GET, version)
    as_list = filters.as_list or not filters.frame.fits
    context = {
        "edition": edition,
        "version": version,
        "filters": filters,
        "desk": desk_of(version, viewer, filters.frame),
        "as_list": as_list,
        "journal": told(journal_of(version), naming_for(viewer)),
        "others": drafts_of(edition).exclude(pk=version.pk),
        "current": current_version(edition),
        "formats": edition.formats.order_by("position", "pk"),
        "themes": edition.themes.order_by("position", "pk"),
    }
    return render(request, "programme/desk_list.html" if as_list else "programme/desk.html", context)


@kept_nowhere
@planners_only
def conflicts(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """What in the draft breaks a rule, with the names of those touched; a part of the desk."""
    version = draft_called(edition, number)
    naming = naming_for(viewer_for(person_of(request.user)))
    filters = DeskFilters.of(request.GET, version)
    context: dict[str, Any] = {"edition": edition, "version": version, "filters": filters}
    try:
        context["breaches"] = breaches_in(version, naming, moment_to_plan_from(edition, clock.now()))
        be_ready(version)
    except CannotPlan as error:
        context["faults"] = error.sentences
    return render(request, "programme/desk_conflicts.html", context)
