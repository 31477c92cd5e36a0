"""Moving one activity of a draft by hand: where it could be, putting it there, pinning, undoing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition, Space
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions import pins
from bigre.programme.actions.moves import MovedMeanwhile, NothingToUndo, move_activity, redo_move, undo_move
from bigre.programme.actions.versions import AlreadyPublished
from bigre.programme.forms.desk import MoveForm
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.planning import CannotPlan, Places, moment_to_plan_from, places_of, why_not_there
from bigre.programme.queries.desk import row_of, spaces_of
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.timetable import programme_day

from .desk import changed, draft_called, published_meanwhile, sentence_of
from .planning import naming_for
from .versions import kept_nowhere

# Sent by the script of the desk, which reads answers as data.
BY_SCRIPT = "X-Desk"


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
    columns = {space.pk: number for number, space in enumerate(spaces_of(edition, version), start=1)}
    return JsonResponse(
        {
            "starts": [
                {"at": one.at.isoformat(), "clash": one.clash, **_drawn(edition, one.at)} for one in places.starts
            ],
            "spaces": [{"pk": pk, "column": columns[pk]} for pk in places.spaces],
            "sentences": places.sentences,
            "forbidden": places.forbidden,
        }
    )


def _drawn(edition: Edition, moment: datetime) -> dict[str, Any]:
    local = moment.astimezone(edition.zone)
    day = programme_day(edition, local)
    return {"day": day.isoformat(), "row": row_of(edition, local, day), "said": weekday_and_time(moment, edition.zone)}


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
    context: dict[str, Any] = {"edition": edition, "version": version, "activity": found, "placed": placed}
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


@require_POST
@planners_only
def move(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Put it there, or into the tray; refused with the reason where it may not be, unless asked to do so anyway."""
    version = _version_called(edition, number)
    found = get_object_or_404(edition.activities, uuid=activity)
    if version.is_published:
        return _refused(request, version, found, published_meanwhile(), status=409)
    form = MoveForm(request.POST, version=version)
    if not form.is_valid():
        return _refused(request, version, found, _("Ce moment ou cet espace n’existe pas ici : rien n’a bougé."))
    if why := _against(request, version, found, form):
        return _refused(request, version, found, why)
    given, seen = form.cleaned_data, form.cleaned_data["seen"]
    place = (None, None) if form.is_for_tray else (given["starts_at"], given["space"])
    try:
        move_activity(
            version=version,
            activity=found,
            starts_at=place[0],
            space=place[1],
            by=person_of(request.user),
            now=timezone.now(),
            seen=seen,
        )
    except MovedMeanwhile as other:
        return _refused(request, version, found, _moved_meanwhile(request, other), status=409)
    except AlreadyPublished:
        version.refresh_from_db()
        return _refused(request, version, found, published_meanwhile(), status=409)
    return _done(request, version, seen, _("« %(title)s » est posée.") % {"title": found})


def _version_called(edition: Edition, number: int) -> TimetableVersion:
    """A draft; or what has become of it, to say so."""
    return get_object_or_404(edition.versions.select_related("edition"), number=number)


def _against(request: HttpRequest, version: TimetableVersion, activity: Activity, form: MoveForm) -> str:
    """Why it may not be there; nothing when it may, or when the team wants it all the same."""
    if form.is_for_tray:
        return ""
    naming, given = naming_for(viewer_for(person_of(request.user))), form.cleaned_data
    since = moment_to_plan_from(version.edition, clock.now())
    try:
        why = why_not_there(version, activity, given["starts_at"], given["space"], naming=naming, since=since)
    except CannotPlan as error:
        return " ".join(error.sentences)
    if why is None:
        return _("Rien ne peut commencer à ce moment-là : rien n’a bougé.")
    if why and not given["anyway"]:
        return _("Pas ici : %(why)s.") % {"why": " ; ".join(why)}
    return ""


def _moved_meanwhile(request: HttpRequest, other: MovedMeanwhile) -> str:
    naming = naming_for(viewer_for(person_of(request.user)))
    return _("Entre-temps, %(move)s. Rien n’a bougé : regarde, puis recommence si tu veux.") % {
        "move": sentence_of(other.move, naming)
    }


def _refused(
    request: HttpRequest, version: TimetableVersion, activity: Activity, why: str, status: int = 422
) -> HttpResponse:
    if BY_SCRIPT in request.headers:
        return JsonResponse({"said": why}, status=status)
    messages.error(request, why)
    if version.is_published:
        return redirect("programme:version", version.edition.slug, version.number)
    return redirect("programme:desk_activity", version.edition.slug, version.number, activity.uuid)


def _done(request: HttpRequest, version: TimetableVersion, seen: int | None, said: str) -> HttpResponse:
    version.refresh_from_db()
    if BY_SCRIPT in request.headers:
        return JsonResponse(changed(request, version, seen or 0) | {"own": said})
    messages.success(request, said)
    address = reverse("programme:desk", args=[version.edition.slug, version.number])
    return redirect(f"{address}?view=list" if request.POST.get("back") == "list" else address)


@require_POST
@planners_only
def undo(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Take back one's own last move."""
    return _again(request, _version_called(edition, number), undo_move, _("C’est défait."))


@require_POST
@planners_only
def redo(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Make again what one took back last."""
    return _again(request, _version_called(edition, number), redo_move, _("C’est refait."))


def _again(request: HttpRequest, version: TimetableVersion, action: Any, said: str) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        action(version=version, by=person_of(request.user), now=timezone.now())
    except NothingToUndo:
        said, status = _("Tu n’as rien d’autre à défaire ou à refaire ici."), 409
    except MovedMeanwhile as other:
        said, status = _moved_meanwhile(request, other), 409
    except AlreadyPublished:
        said, status = published_meanwhile(), 409
    else:
        return _done(request, version, int(seen) if seen.isdecimal() else None, said)
    if BY_SCRIPT in request.headers:
        return JsonResponse({"said": said}, status=status)
    messages.warning(request, said)
    version.refresh_from_db()
    page = "programme:version" if version.is_published else "programme:desk"
    return redirect(page, version.edition.slug, version.number)


@require_POST
@planners_only
def pin(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Hold the activity where the draft has it, or let it go again."""
    version = draft_called(edition, number)
    found = get_object_or_404(edition.activities.select_related("pin"), uuid=activity)
    placed = version.placements.filter(activity=found).select_related("space").first()
    held = hasattr(found, "pin")
    if held:
        pins.unpin(activity=found)
        said = _("« %(title)s » n’est plus épinglée.") % {"title": found}
    elif placed is None:
        return _refused(request, version, found, _("Elle n’a pas de place : pose-la d’abord, puis épingle-la."))
    else:
        pins.pin(
            activity=found,
            starts_at=placed.starts_at,
            space=placed.space,
            by=person_of(request.user),
            now=timezone.now(),
        )
        said = _("« %(title)s » est épinglée : les calculs la laisseront là.") % {"title": found}
    if BY_SCRIPT in request.headers:
        return JsonResponse({"own": said, "pinned": not held})
    messages.success(request, said)
    return redirect("programme:desk_activity", edition.slug, number, activity)
