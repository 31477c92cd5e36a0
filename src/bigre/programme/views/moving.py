"""Moving one activity of a draft by hand: putting it somewhere, pinning it there, taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions import pins
from bigre.programme.actions.moves import MovedMeanwhile, NothingToUndo, move_activity, redo_move, undo_move
from bigre.programme.actions.versions import AlreadyPublished
from bigre.programme.forms.desk import DeskFilters, MoveForm
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.planning import CannotPlan, moment_to_plan_from, why_not_there

from .desk import draft_called
from .moved import changed, published_meanwhile, sentence_of
from .planning import naming_for

# Sent by the script of the desk, which reads answers as data.
BY_SCRIPT = "X-Desk"


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
    said = _("« %(title)s » est sortie de la grille.") if form.is_for_tray else _("« %(title)s » est posée.")
    return _done(request, version, seen, said % {"title": found})


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
    return _on_desk(request, version, "programme:desk_activity", activity.uuid)


def _done(request: HttpRequest, version: TimetableVersion, seen: int | None, said: str) -> HttpResponse:
    version.refresh_from_db()
    if BY_SCRIPT in request.headers:
        return JsonResponse(changed(request, version, seen or 0) | {"own": said})
    messages.success(request, said)
    return _on_desk(request, version)


def _on_desk(request: HttpRequest, version: TimetableVersion, page: str = "programme:desk", *more: Any) -> HttpResponse:
    """A page of the desk that shows what the page before it showed."""
    address = reverse(page, args=[version.edition.slug, version.number, *more])
    return redirect(address + DeskFilters.of(request.GET, version).query)


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
    if version.is_published:
        return redirect("programme:version", version.edition.slug, version.number)
    return _on_desk(request, version)


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
    return _on_desk(request, version, "programme:desk_activity", activity)
