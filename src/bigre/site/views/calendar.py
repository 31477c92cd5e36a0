"""A person's own calendar, behind a secret address: what they keep and lead, their meetings, their tables."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bigre.core.access import anonymous_allowed
from bigre.editions.queries import viewer_for
from bigre.editions.rules import is_public
from bigre.encounters.actions.meetings import other_of
from bigre.encounters.exchange.meeting_calendar import meeting_event
from bigre.encounters.exchange.table_calendar import table_event
from bigre.encounters.queries.meetings import agreed_meetings
from bigre.encounters.queries.seating import own_seats
from bigre.people.rules import language_for_mail
from bigre.programme.exchange.calendar_writer import CalendarEvent
from bigre.programme.models import CalendarFeed
from bigre.programme.queries.calendar_feed import feed_behind
from bigre.programme.queries.mine import own_programme
from bigre.programme.queries.published import current_version
from bigre.programme.views.feeds import calendar_answer, events_of


@anonymous_allowed(because="calendar programs cannot sign in: the secret in the address is the key")
def own_ics(request: HttpRequest, secret: str) -> HttpResponse:
    """The week of the person to whom the secret was given, in their language; 410 once they revoked it."""
    feed = feed_behind(secret)
    if feed is None:
        raise Http404
    if feed.revoked_at is not None:
        said = _("Cette adresse d’agenda a été fermée par la personne à qui elle appartient.")
        return HttpResponse(said, status=410, content_type="text/plain; charset=utf-8")
    feed.mark_read(now=timezone.now())
    # Calendar programs ask in the language of the machine on which they run, if in any.
    with translation.override(language_for_mail(feed.person)):
        name = _("%(edition)s, mon programme") % {"edition": feed.edition.name}
        return calendar_answer(request, _events(request, feed), name=name, private=True)


def _events(request: HttpRequest, feed: CalendarFeed) -> tuple[CalendarEvent, ...]:
    """Everything that the person's pages of a public edition tell them of their week; nothing of any other edition.

    A meeting that is cancelled and a table that is withdrawn are no longer told, as activities are that leave the
    programme.
    """
    if not is_public(feed.edition):
        return ()
    return (
        *_activities(request, feed),
        *(
            meeting_event(one, other=other_of(one, feed.person), absolute=request.build_absolute_uri)
            for one in agreed_meetings(feed.person, feed.edition)
        ),
        *(table_event(one, absolute=request.build_absolute_uri) for one in own_seats(feed.person, feed.edition)),
    )


def _activities(request: HttpRequest, feed: CalendarFeed) -> tuple[CalendarEvent, ...]:
    version = current_version(feed.edition)
    if version is None:
        return ()
    own = own_programme(feed.person, feed.edition, version, viewer_for(feed.person))
    return events_of(request, version, tuple(one.placed for one in own))
