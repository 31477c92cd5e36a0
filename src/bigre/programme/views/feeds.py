"""Calendars that anybody may read: the whole programme, and one activity; and how any calendar is answered."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.rules import is_public
from bigre.people.rules import ANYBODY
from bigre.programme.exchange.calendar_writer import CalendarEvent, activity_events, calendar
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import PlacedActivity, placed_activities, timetable

from .freshness import fresh_feed


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def programme_ics(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The whole programme as a calendar, with what anybody may read of it."""
    version = current_version(edition)
    placed = timetable(version, edition, ANYBODY).placed if version else ()
    return _programme(request, edition, events_of(request, version, placed), name=edition.name)


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def activity_ics(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """One activity of the published programme, to put in a calendar."""
    version = current_version(edition)
    placements = version.placements.filter(activity__uuid=activity) if version else None
    placed = placed_activities(placements, edition, ANYBODY) if placements is not None else ()
    if not placed:
        raise Http404
    return _programme(request, edition, events_of(request, version, placed), name=placed[0].title)


def _programme(request: HttpRequest, edition: Edition, events: tuple[CalendarEvent, ...], *, name: str) -> HttpResponse:
    # What only a team reads stays in its own calendar programs, on no shared computer in between.
    return calendar_answer(request, events, name=name, private=not is_public(edition))


def events_of(
    request: HttpRequest, version: TimetableVersion | None, placed: tuple[PlacedActivity, ...]
) -> tuple[CalendarEvent, ...]:
    """Activities of a version as events that lead to their pages; none without a version."""
    if version is None:
        return ()
    return activity_events(
        placed,
        stamp=version.published_at or version.made_at,
        sequence=version.number,
        address=lambda one: request.build_absolute_uri(reverse("programme:activity", args=[one.edition, one.uuid])),
    )


def calendar_answer(
    request: HttpRequest, events: tuple[CalendarEvent, ...], *, name: str, private: bool
) -> HttpResponse:
    """A calendar of these events, or 304 when the reader holds it: its fingerprint is all that the events say.

    No date of last change goes with it: an event that disappears would leave it behind.
    """

    def write() -> HttpResponse:
        return HttpResponse(calendar(events, name=name), content_type="text/calendar; charset=utf-8")

    return fresh_feed(request, name, events, make=write, private=private)
