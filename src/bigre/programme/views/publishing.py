"""Publishing a version: what it breaks, what it changes, who will be told what; then doing it, once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.core import clock
from bigre.core.rules import language_name
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.rules import MAIL_LANGUAGES
from bigre.programme.actions.announcements import Announcement, announcement
from bigre.programme.actions.versions import AlreadyPublished, NothingToPublish, publish
from bigre.programme.models import TimetableVersion
from bigre.programme.planning import CannotPlan, breaches_in, moment_to_plan_from
from bigre.programme.queries.announced import Announced, announced
from bigre.programme.queries.consequences import consequences_of
from bigre.programme.queries.planning import versions_of
from bigre.programme.queries.published import current_version
from bigre.programme.queries.reasons import Naming
from bigre.programme.queries.told import told_by
from bigre.programme.queries.unsettled import unsettled_in

from .planning import naming_for
from .versions import kept_nowhere

type Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One message in one language, word for word."""

    language: str
    code: str
    to_leaders: bool
    said: Announcement


@kept_nowhere
@planners_only
def publish_version(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Say what publishing changes for everybody and who is told, then do it.

    A version that breaks hard rules is published only by somebody who says that they know; one that changed since the
    page was read is read again first.
    """
    found = get_object_or_404(versions_of(edition), number=number)
    current, naming = current_version(edition), naming_for(viewer_for(person_of(request.user)))
    broken = [] if found.is_published else _broken(found, naming)
    seen = f"{found.revision}-{current.pk if current else 0}"
    if request.method == "POST":
        changed = request.POST.get("seen", seen) != seen
        if not changed and (not broken or request.POST.get("knowing") == "yes"):
            return _publish(request, edition, found)
        context = {"changed": changed, "unconfirmed": not changed}
        return _page(request, found, current, naming, context | {"broken": broken, "seen": seen})
    return _page(request, found, current, naming, {"broken": broken, "seen": seen})


def _page(
    request: HttpRequest, version: TimetableVersion, current: TimetableVersion | None, naming: Naming, given: Given
) -> HttpResponse:
    told = announced([] if version.is_published else told_by(current, version), naming)
    context = {
        "edition": version.edition,
        "version": version,
        "current": current,
        "consequences": consequences_of(current, version),
        "unplaced_count": version.edition.activities.exclude(placements__version=version).count(),
        "unsettled": None if version.is_published else unsettled_in(version),
        "announced": told,
        "examples": _examples(told, version.edition, first=current is None),
        **given,
    }
    return render(request, "programme/planning_publish.html", context, status=200 if request.method == "GET" else 422)


def _broken(version: TimetableVersion, naming: Naming) -> list[str]:
    """The hard rules that it breaks, in sentences; an edition that contradicts itself says so instead."""
    try:
        since = moment_to_plan_from(version.edition, clock.now())
        return [one.sentence for one in breaches_in(version, naming, since)]
    except CannotPlan as error:
        return list(error.sentences)


def _examples(told: Announced, edition: Edition, *, first: bool) -> list[Example]:
    return [
        Example(language_name(code), code, bool(one.leads), announcement(one, edition, code, first=first, name=name))
        for name, one in told.examples
        for code in MAIL_LANGUAGES
    ]


def _publish(request: HttpRequest, edition: Edition, version: TimetableVersion) -> HttpResponse:
    try:
        mails = publish(version=version, by=person_of(request.user), now=timezone.now())
        messages.success(request, _("%(version)s est publiée : tout le monde la voit.") % {"version": version})
        if mails:
            words = ngettext(
                "%(count)d personne reçoit un message qui lui dit ce qui change pour elle.",
                "%(count)d personnes reçoivent un message qui leur dit ce qui change pour elles.",
                mails,
            )
            messages.success(request, words % {"count": mails})
    except AlreadyPublished:
        messages.info(request, _("%(version)s était déjà publiée.") % {"version": version})
    except NothingToPublish:
        messages.error(request, _("%(version)s ne place aucune activité : rien n’a été publié.") % {"version": version})
    return redirect("programme:planning", edition.slug)
