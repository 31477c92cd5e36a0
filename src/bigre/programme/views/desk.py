"""The desk: the whole draft to scale or as a list, its conflicts, and what others have moved meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.moves import begin_draft
from bigre.programme.models import Move, TimetableVersion
from bigre.programme.planning import CannotPlan, be_ready, breaches_in, moment_to_plan_from
from bigre.programme.queries.desk import DeskCard, cards_of, desk_of, drafts_of, journal_of, moves_since, spaces_of
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.published import current_version
from bigre.programme.queries.reasons import Naming

from .planning import naming_for
from .versions import kept_nowhere


def draft_called(edition: Edition, number: int) -> TimetableVersion:
    """The draft of this number; what is published changes by hand in a draft made from it; 404 for others."""
    drafts = edition.versions.select_related("edition").filter(published_at=None)
    return get_object_or_404(drafts, number=number)


@planners_only
@require_POST
def open_desk(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Go on with a draft by hand; a published version is copied into a draft first."""
    found = get_object_or_404(edition.versions.select_related("edition"), number=number)
    if found.is_published:
        found = begin_draft(base=found, by=person_of(request.user), now=timezone.now())
        messages.success(request, _("Un brouillon reprend tout ce qui est en ligne. Rien ne change pour les autres."))
    return redirect("programme:desk", edition.slug, found.number)


@kept_nowhere
@planners_only
def desk(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """The draft: spaces and hours drawn to scale, or the same as a list."""
    version = draft_called(edition, number)
    viewer = viewer_for(person_of(request.user))
    whole = desk_of(version, viewer)
    as_list = request.GET.get("view") == "list" or not whole.fits
    context = {
        "edition": edition,
        "version": version,
        "desk": whole,
        "as_list": as_list,
        "journal": told(journal_of(version), naming_for(viewer)),
        "others": drafts_of(edition).exclude(pk=version.pk),
        "current": current_version(edition),
        "formats": edition.formats.order_by("position", "pk"),
        "themes": edition.themes.order_by("position", "pk"),
    }
    return render(request, "programme/desk_list.html" if as_list else "programme/desk.html", context)


def published_meanwhile() -> str:
    """What those learn who still have the desk open."""
    return _("Ce brouillon a été publié entre-temps : rien n’a bougé. Ouvre un nouveau brouillon pour continuer.")


def told(moves: list[Move], naming: Naming) -> list[tuple[Move, str]]:
    """Each move with its sentence: who, what, where."""
    return [(one, sentence_of(one, naming)) for one in moves]


def sentence_of(move: Move, naming: Naming) -> str:
    """Who put what where, or took it back."""
    zone = move.version.edition.zone
    starts_at, space = move.to_starts_at, move.to_space
    if move.undone_at:
        starts_at, space = move.from_starts_at, move.from_space
    words = {
        "who": (naming(move.made_by) if move.made_by else "") or _("Quelqu’un"),
        "title": move.activity.title,
        "when": weekday_and_time(starts_at, zone) if starts_at else "",
        "space": space.name if space else "",
    }
    if starts_at is None or space is None:
        return _("%(who)s a sorti « %(title)s » de la grille") % words
    if move.undone_at:
        return _("%(who)s a remis « %(title)s » %(when)s, %(space)s") % words
    return _("%(who)s a mis « %(title)s » %(when)s, %(space)s") % words


@kept_nowhere
@planners_only
def conflicts(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """What in the draft breaks a rule, with the names of those touched; a part of the desk."""
    version = draft_called(edition, number)
    naming = naming_for(viewer_for(person_of(request.user)))
    context: dict[str, Any] = {"edition": edition, "version": version}
    try:
        context["breaches"] = breaches_in(version, naming, moment_to_plan_from(edition, clock.now()))
        be_ready(version)
    except CannotPlan as error:
        context["faults"] = error.sentences
    return render(request, "programme/desk_conflicts.html", context)


@kept_nowhere
@planners_only
def since(request: HttpRequest, edition: Edition, number: int, revision: int) -> HttpResponse:
    """What has moved after a revision: where those cards lie now, and who moved them; 204 when nothing has."""
    version = get_object_or_404(edition.versions.select_related("edition"), number=number)
    if version.is_published:
        return JsonResponse({"said": published_meanwhile()}, status=409)
    if version.revision <= revision:
        return HttpResponse(status=204)
    return JsonResponse(changed(request, version, revision))


def changed(request: HttpRequest, version: TimetableVersion, revision: int) -> dict[str, Any]:
    """The cards that have moved after a revision and the journal, for the script of the desk."""
    viewer = viewer_for(person_of(request.user))
    naming = naming_for(viewer)
    moves = list(moves_since(version, revision))
    moved = {move.activity_id for move in moves}
    spaces = spaces_of(version.edition, version)
    cards = cards_of(version, version.edition.activities.filter(pk__in=moved), spaces, viewer)
    context = {"journal": told(journal_of(version), naming), "edition": version.edition}
    return {
        "revision": version.revision,
        "cards": [place_of(card) for card in cards],
        "said": [sentence_of(move, naming) for move in moves if move.made_by != person_of(request.user)],
        "journal": render_to_string("programme/desk_journal.html", context),
    }


def place_of(card: DeskCard) -> dict[str, Any]:
    """Where a card lies, as the script reads it."""
    spot = card.spot
    return {
        "uuid": str(card.activity.uuid),
        "classes": card.classes,
        "day": spot.day.isoformat() if spot else "",
        "clock": spot.clock if spot else "",
        "space": spot.space if spot else "",
        "capacity": spot.capacity if spot else None,
        "pinned": card.pinned,
    }
