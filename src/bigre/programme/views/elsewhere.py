"""Why an activity is not elsewhere: the smallest set of reasons, or a pin that puts it there."""

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
from bigre.editions.models import Edition, Space
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.actions import pins
from bigre.programme.forms.elsewhere import ElsewhereForm, PinForm
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.planning import Answer, CannotPlan, elsewhere_in, moment_to_plan_from
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.reasons import Naming, explained

from .planning import naming_for
from .versions import kept_nowhere


@kept_nowhere
@planners_only
def elsewhere(request: HttpRequest, edition: Edition, number: int, activity: UUID) -> HttpResponse:
    """Choose a time, a space or both, and read what keeps the activity from being there."""
    version = get_object_or_404(edition.versions.select_related("edition"), number=number)
    found = get_object_or_404(edition.activities.select_related("edition", "pin"), uuid=activity)
    context: dict[str, Any] = {
        "edition": edition,
        "version": version,
        "activity": found,
        "placed": version.placements.filter(activity=found).select_related("space").first(),
    }
    try:
        context |= _asked(request, version, found, placed=context["placed"] is not None)
    except CannotPlan as error:
        context["faults"] = error.sentences
    return render(request, "programme/planning_elsewhere.html", context)


def _asked(request: HttpRequest, version: TimetableVersion, activity: Activity, *, placed: bool) -> dict[str, Any]:
    """The form, and the answer once something is asked; of what has no place, one asks everything at once."""
    question = elsewhere_in(version, activity, moment_to_plan_from(version.edition, clock.now()))
    form = ElsewhereForm(request.GET or None, edition=version.edition, starts=question.starts)
    if form.is_asked:
        answer = question.ask(form.cleaned_data["starts_at"], form.cleaned_data["space"])
    elif placed:
        return {"form": form}
    else:
        answer = question.ask(None, None)
    return {"form": form, **_told(answer, activity, naming_for(viewer_for(person_of(request.user))))}


def _told(answer: Answer, activity: Activity, naming: Naming) -> dict[str, Any]:
    if answer.free is None:
        return {"answer": answer, "sentences": explained(activity, answer.reasons, naming)}
    starts_at, pk = answer.free
    free = {"starts_at": starts_at, "space": Space.objects.get(pk=pk)}
    return {"answer": answer, "free": free, "when": weekday_and_time(starts_at, activity.edition.zone)}


@planners_only
@require_POST
def pin_elsewhere(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """Hold an activity where the page found that it could be."""
    found = get_object_or_404(edition.activities.all(), uuid=activity)
    form = PinForm(request.POST, edition=edition)
    if not form.is_valid():
        messages.error(request, _("Ce moment ou cet espace n’existe pas dans l’édition : rien n’a été épinglé."))
        return redirect("programme:planning", edition.slug)
    pins.pin(activity=found, by=person_of(request.user), now=timezone.now(), **form.cleaned_data)
    messages.success(
        request,
        _("« %(title)s » est épinglée %(when)s, %(space)s : le prochain calcul ou la prochaine réparation l’y mettra.")
        % {
            "title": found,
            "when": weekday_and_time(form.cleaned_data["starts_at"], edition.zone),
            "space": form.cleaned_data["space"],
        },
    )
    return redirect("programme:planning", edition.slug)
