"""Going through a proposed version line by line: taking what is ticked, reading what was taken and what was left."""

from collections import defaultdict
from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions.lines import NeedsOthers, NotADraft, Taken, take_lines, undo_lines
from bigre.programme.models import TimetableVersion
from bigre.programme.planning import CannotPlan, breaches_in, moment_to_plan_from
from bigre.programme.queries.lines import lines_between
from bigre.programme.queries.reasons import Naming
from bigre.programme.queries.review import Broken, changes_made, is_last, refusal, review_of

from .planning import naming_for
from .versions import kept_nowhere


@kept_nowhere
@planners_only
def review(request: HttpRequest, edition: Edition, number: int, other: int) -> HttpResponse:
    """Every difference as a line, all ticked; then take those that still are."""
    draft, proposed = _both(edition, number, other)
    if request.method != "POST":
        return _page(request, draft, proposed)
    ticked, shown = request.POST.getlist("take"), request.POST.getlist("shown")
    if not ticked:
        messages.info(request, _("Aucune ligne n’était cochée : rien n’a bougé."))
        return redirect("programme:review", edition.slug, number, other)
    try:
        taken = take_lines(
            draft=draft, proposed=proposed, ticked=ticked, shown=shown, by=person_of(request.user), now=timezone.now()
        )
    except NeedsOthers as needing:
        return _page(request, draft, proposed, ticked=needing.together, status=422)
    except NotADraft:
        words = _("%(version)s a été publiée entre-temps : rien n’a bougé. Ouvre un nouveau brouillon pour continuer.")
        messages.error(request, words % {"version": draft})
        return redirect("programme:version", edition.slug, number)
    return _told(request, draft, proposed, taken)


def _both(edition: Edition, number: int, other: int) -> tuple[TimetableVersion, TimetableVersion]:
    drafts = edition.versions.select_related("edition")
    found = get_object_or_404(drafts.filter(published_at__isnull=True), number=number)
    return found, get_object_or_404(drafts.exclude(pk=found.pk), number=other)


def _page(
    request: HttpRequest,
    draft: TimetableVersion,
    proposed: TimetableVersion,
    ticked: Collection[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    naming = naming_for(viewer_for(person_of(request.user)))
    found = review_of(draft, proposed, _broken(draft, naming), _broken(proposed, naming), ticked)
    context = {
        "edition": draft.edition,
        "draft": draft,
        "proposed": proposed,
        "review": found,
        "completed": ticked is not None,
    }
    return render(request, "programme/review.html", context, status=status)


def _broken(version: TimetableVersion, naming: Naming) -> Broken:
    """The rules that a version breaks, by activity; none can be told while the edition contradicts itself."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    try:
        for breach in breaches_in(version, naming, moment_to_plan_from(version.edition, clock.now())):
            for key in breach.activities:
                found[key].append(breach.sentence)
    except CannotPlan:
        return {}
    return found


def _told(request: HttpRequest, draft: TimetableVersion, proposed: TimetableVersion, taken: Taken) -> HttpResponse:
    for one in taken.refused:
        messages.warning(request, refusal(one.activity, one.clash, one.other))
    slug = draft.edition.slug
    if not taken.moves:
        return redirect("programme:review", slug, draft.number, proposed.number)
    first, last = taken.moves[0].number, taken.moves[-1].number
    return redirect("programme:review_taken", slug, draft.number, proposed.number, first, last)


@kept_nowhere
@planners_only
def taken(  # noqa: PLR0917  # as many as the address has parts
    request: HttpRequest, edition: Edition, number: int, other: int, first: int, last: int
) -> HttpResponse:
    """What was taken and what was left; all of it can be taken back at once while nothing came after it."""
    draft, proposed = _both(edition, number, other)
    if request.method == "POST":
        return _undone(request, draft, other, first, last)
    context = {
        "edition": edition,
        "draft": draft,
        "proposed": proposed,
        "changes": changes_made(draft, first, last),
        "left": [line.change for line in lines_between(draft, proposed)],
        "undoable": is_last(draft, first, last),
    }
    return render(request, "programme/review_taken.html", context)


def _undone(request: HttpRequest, draft: TimetableVersion, other: int, first: int, last: int) -> HttpResponse:
    if undo_lines(draft=draft, first=first, last=last, now=timezone.now()):
        messages.success(request, _("C’est défait : ton brouillon est comme avant."))
    else:
        words = _("Quelqu’un a déplacé quelque chose depuis : défais plutôt un déplacement à la fois, dans la grille.")
        messages.warning(request, words)
    return redirect("programme:review", draft.edition.slug, draft.number, other)
