"""What has moved in a draft, in words and as the script of the desk reads it: who, what, where to."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.forms.desk import DeskFilters
from bigre.programme.models import Move, TimetableVersion
from bigre.programme.queries.desk import DeskCard, cards_of
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.drafts import journal_of, moves_since
from bigre.programme.queries.reasons import Naming

from .planning import naming_for
from .versions import kept_nowhere


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
    frame = DeskFilters.of(request.GET, version).frame
    cards = cards_of(version, version.edition.activities.filter(pk__in=moved), frame, viewer)
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
        "elsewhere": bool(spot and not spot.in_frame),
        "clock": spot.clock if spot else "",
        "space": spot.space if spot else "",
        "capacity": spot.capacity if spot else None,
        "pinned": card.pinned,
    }
