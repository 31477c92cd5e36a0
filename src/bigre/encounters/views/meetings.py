"""Two people who said yes to each other find a half hour and a place, and say afterwards whether they met."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.core.access import View
from bigre.editions.access import with_person
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.actions.meetings import (
    NoLongerFree,
    NotOver,
    agree_to_meeting,
    cancel_meeting,
    propose_meeting,
    say_met,
)
from bigre.encounters.exchange.meeting_calendar import meeting_event
from bigre.encounters.forms.meeting import MeetingForm
from bigre.encounters.models import Meeting
from bigre.encounters.queries.introductions import contact_of, meetings_with
from bigre.encounters.queries.meetings import agreed_both, common_half_hours
from bigre.encounters.rules.meeting import by_day
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.programme.exchange.calendar_writer import calendar

type TwoView[**P] = Callable[Concatenate[HttpRequest, Edition, Person, Person, P], HttpResponse]
type MeetingView = Callable[[HttpRequest, Meeting, Person, Person], HttpResponse]


def with_other[**P](view: TwoView[P]) -> View:
    """Give the view the other person, if both said yes to each other; 404 otherwise."""

    @with_person
    @wraps(view)
    def load(
        request: HttpRequest, edition: Edition, person: Person, /, who: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        row = get_object_or_404(agreed_both(person, edition).select_related("other__account"), other__uuid=who)
        return view(request, edition, person, row.other, *args, **kwargs)

    return load


def with_meeting(view: MeetingView) -> View:
    """Give the view the meeting that the two have; 404 when there is none."""

    @with_other
    @wraps(view)
    def load(request: HttpRequest, edition: Edition, person: Person, other: Person) -> HttpResponse:
        pair = sorted((person.pk, other.pk))
        found = Meeting.objects.filter(edition=edition, first=pair[0], second=pair[1], cancelled_at=None)
        return view(request, get_object_or_404(found.select_related("edition", "space")), person, other)

    return load


@never_cache
@with_other
def meeting(request: HttpRequest, edition: Edition, person: Person, other: Person) -> HttpResponse:
    """How to reach the other, what we have agreed on, and the half hours that both have free."""
    now = clock.now()
    halves = common_half_hours(person, other, edition, now)
    form = MeetingForm(request.POST or None, edition=edition, halves=halves)
    if request.method == "POST" and form.is_valid() and _proposed(request, form, edition, person, other):
        return redirect("encounters:meeting", edition.slug, other.uuid)
    found = meetings_with(person, [other.pk]).get(other.pk)
    context = {
        "edition": edition,
        "other": other,
        "face": face(viewer_for(person), other),
        "contact": contact_of(other),
        "meeting": found,
        "mine": found is not None and found.proposed_by_id == person.pk,
        "over": found is not None and found.agreed_at is not None and found.ends_at <= now,
        "said_met": found is not None and _said(found, person),
        "form": form,
        "days": by_day(halves),
        "ended": edition.ends_on < now.date(),
    }
    return render(request, "encounters/meeting.html", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, form: MeetingForm, edition: Edition, person: Person, other: Person) -> bool:
    try:
        propose_meeting(
            edition=edition,
            by=person,
            other=other,
            at=form.moment(),
            space=form.cleaned_data["space"],
            where=form.cleaned_data["where"],
            moment=clock.now(),
            now=timezone.now(),
        )
    except NoLongerFree:
        form.add_error("at", _("Ce moment n’est plus libre pour vous deux. Choisis-en un autre."))
        return False
    messages.success(request, _("C’est proposé à %(name)s, qui te répondra.") % {"name": other.name})
    return True


def _said(meeting: Meeting, person: Person) -> bool:
    return bool(meeting.first_met_at if meeting.first_id == person.pk else meeting.second_met_at)


@require_POST
@with_meeting
def agree(request: HttpRequest, meeting: Meeting, person: Person, other: Person) -> HttpResponse:
    """Say yes to the time that the other proposed."""
    agree_to_meeting(meeting=meeting, by=person, now=timezone.now())
    messages.success(request, _("C’est entendu avec %(name)s.") % {"name": other.name})
    return redirect("encounters:meeting", meeting.edition.slug, other.uuid)


@require_POST
@with_meeting
def cancel(request: HttpRequest, meeting: Meeting, person: Person, other: Person) -> HttpResponse:
    """Take the meeting off both programmes."""
    cancel_meeting(meeting=meeting, by=person, now=timezone.now())
    messages.success(request, _("C’est annulé ; %(name)s le sait.") % {"name": other.name})
    return redirect("encounters:meeting", meeting.edition.slug, other.uuid)


@require_POST
@with_meeting
def met(request: HttpRequest, meeting: Meeting, person: Person, other: Person) -> HttpResponse:
    """Say that we met; once both did, each finds the other among the people they met."""
    try:
        say_met(meeting=meeting, by=person, moment=clock.now(), now=timezone.now())
    except NotOver:
        messages.error(request, _("Ce rendez-vous n’a pas encore eu lieu : tu le diras après."))
        return redirect("encounters:meeting", meeting.edition.slug, other.uuid)
    messages.success(request, _("C’est noté, pour toi. Que garderez-vous de cette rencontre ?"))
    return redirect("openness:met")


@never_cache
@with_meeting
def ics(request: HttpRequest, meeting: Meeting, _person: Person, other: Person) -> HttpResponse:
    """The meeting as a file for one's calendar."""
    body = calendar([meeting_event(meeting, other=other, absolute=request.build_absolute_uri)])
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    return answer
