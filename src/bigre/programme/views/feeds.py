"""Calendars: the whole programme, one activity, and a person's own behind a secret address."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.editions.rules import is_public
from bigre.people.rules import ANYBODY
from bigre.programme.exchange.calendar_writer import Address, calendar
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.calendar_feed import feed_behind
from bigre.programme.queries.mine import own_programme
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import PlacedActivity, placed_activities, timetable

from .freshness import fresh_feed


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def programme_ics(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The whole programme as a calendar, with what anybody may read of it."""
    version = current_version(edition)
    placed = timetable(version, edition, ANYBODY).placed if version else ()
    return _answer(request, edition, version, placed, name=edition.name)


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def activity_ics(request: HttpRequest, edition: Edition, activity: UUID) -> HttpResponse:
    """One activity of the published programme, to put in a calendar."""
    version = current_version(edition)
    placements = version.placements.filter(activity__uuid=activity) if version else None
    placed = placed_activities(placements, edition, ANYBODY) if placements is not None else ()
    if not placed:
        raise Http404
    return _answer(request, edition, version, placed, name=placed[0].title)


@anonymous_allowed(because="calendar programs cannot sign in: the secret in the address is the key")
def own_ics(request: HttpRequest, secret: str) -> HttpResponse:
    """The programme of the person to whom the secret was given; 410 once they revoked it."""
    feed = feed_behind(secret)
    if feed is None:
        raise Http404
    if feed.revoked_at is not None:
        said = _("Cette adresse d’agenda a été fermée par la personne à qui elle appartient.")
        return HttpResponse(said, status=410, content_type="text/plain; charset=utf-8")
    feed.mark_read(now=timezone.now())
    version = current_version(feed.edition) if is_public(feed.edition) else None
    viewer = viewer_for(feed.person)
    mine = own_programme(feed.person, feed.edition, version, viewer) if version else []
    name = _("%(edition)s, mon programme") % {"edition": feed.edition.name}
    return _answer(request, feed.edition, version, tuple(one.placed for one in mine), name=name, private=True)


def _answer(
    request: HttpRequest,
    edition: Edition,
    version: TimetableVersion | None,
    placed: tuple[PlacedActivity, ...],
    *,
    name: str,
    private: bool = False,
) -> HttpResponse:
    stamp = (version.published_at if version else None) or edition.created_at
    sequence = version.number if version else 0

    def write() -> HttpResponse:
        body = calendar(name, placed, stamp=stamp, sequence=sequence, address=_address(request))
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response.headers["Last-Modified"] = http_date(stamp.timestamp())
        return response

    # What only a team reads stays in its own calendar programs, on no shared computer in between.
    private = private or not is_public(edition)
    return fresh_feed(request, name, sequence, placed, make=write, private=private)


def _address(request: HttpRequest) -> Address:
    return lambda placed: request.build_absolute_uri(reverse("programme:activity", args=[placed.edition, placed.uuid]))
