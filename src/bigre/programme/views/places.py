"""Where an activity of a draft could be: every place at once for the script, or a moment and then a space."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import ngettext

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition, Space
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.forms.desk import DeskFilters
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.planning import CannotPlan, Places, moment_to_plan_from, places_of
from bigre.programme.queries.desk_frame import Frame, day_and_row
from bigre.programme.queries.diff import weekday_and_time

from .desk import draft_called
from .planning import naming_for
from .versions import kept_nowhere


def places_in(request: HttpRequest, version: TimetableVersion, activity: Activity) -> Places:
    """Where the activity could be; raises `CannotPlan`."""
    naming = naming_for(viewer_for(person_of(request.user)))
    return places_of(version, activity, naming, moment_to_plan_from(version.edition, clock.now()))


@kept_nowhere
@planners_only
def all_places(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Every place of an activity, free or why not, as the script of the desk reads it."""
    version = draft_called(edition, number)
    found = get_object_or_404(edition.activities, uuid=activity)
    try:
        places = places_in(request, version, found)
    except CannotPlan as error:
        return JsonResponse({"said": " ".join(error.sentences)}, status=409)
    return JsonResponse(_as_data(places, DeskFilters.of(request.GET, version).frame))


def _as_data(places: Places, frame: Frame) -> dict[str, Any]:
    """Those of the places that are in the frame: starts, spaces, and by start and space what forbids them."""
    columns = [(number, pk) for number, pk in enumerate(places.spaces) if pk in frame.columns]
    starts, forbidden = [], []
    for one, row in zip(places.starts, places.forbidden, strict=True):
        day, drawn = day_and_row(frame.edition, one.at)
        if day in frame.days:
            said = weekday_and_time(one.at, frame.edition.zone)
            starts.append(
                {"at": one.at.isoformat(), "clash": one.clash, "day": day.isoformat(), "row": drawn, "said": said}
            )
            forbidden.append([row[number] for number, _pk in columns])
    return {
        "starts": starts,
        "spaces": [{"pk": pk, "column": frame.columns[pk]} for _number, pk in columns],
        "sentences": places.sentences,
        "forbidden": forbidden,
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """One space at the moment asked about, and what speaks against it."""

    space: Space
    why_not: list[str]


@kept_nowhere
@planners_only
def places(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Choose a moment, then a space: the free ones, and why not the others."""
    version = draft_called(edition, number)
    found = get_object_or_404(edition.activities.select_related("pin", "format"), uuid=activity)
    placed = version.placements.filter(activity=found).select_related("space").first()
    context: dict[str, Any] = {
        "edition": edition,
        "version": version,
        "filters": DeskFilters.of(request.GET, version),
        "activity": found,
        "placed": placed,
    }
    try:
        context |= _choices(request, version, places_in(request, version, found), placed.starts_at if placed else None)
    except CannotPlan as error:
        context["faults"] = error.sentences
    return render(request, "programme/desk_activity.html", context)


def _choices(
    request: HttpRequest, version: TimetableVersion, places: Places, present: datetime | None
) -> dict[str, Any]:
    """The moments with how many spaces are free then, and the spaces at the one chosen."""
    zone = version.edition.zone
    starts = [
        (one.at.isoformat(), _moment_label(weekday_and_time(one.at, zone), sum(not found for found in row)))
        for one, row in zip(places.starts, places.forbidden, strict=True)
    ]
    asked = request.GET.get("starts_at") or (present.astimezone(zone).isoformat() if present else "")
    row = next((n for n, (value, _label) in enumerate(starts) if value == asked), None)
    if row is None:
        return {"starts": starts, "asked": "", "choices": []}
    spaces = Space.objects.in_bulk(places.spaces)
    choices = [
        Choice(spaces[pk], [places.sentences[number] for number in found])
        for pk, found in zip(places.spaces, places.forbidden[row], strict=True)
    ]
    in_order = sorted(choices, key=lambda one: bool(one.why_not))
    return {"starts": starts, "asked": asked, "choices": in_order, "clash": places.starts[row].clash}


def _moment_label(when: str, free: int) -> str:
    words = {"when": when, "count": free}
    return ngettext("%(when)s : %(count)d espace libre", "%(when)s : %(count)d espaces libres", free) % words
