"""A person's own programme and the secret address of its calendar."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.people.models import Person
from bigre.programme.actions.calendar_feeds import open_calendar_feed, revoke_calendar_feeds
from bigre.programme.queries.calendar_feed import open_feed
from bigre.programme.queries.mine import by_day, clashes, kept_by, kept_unplaced, own_programme
from bigre.programme.queries.published import current_version

from .rendered import rendered

# Where the secret waits, between the moment it is made and the page that shows it once.
ONCE = "calendar-secret"


@never_cache
@with_edition
def mine(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What I keep, what I lead, what the solver proposes from my wishes; and what clashes among them."""
    person = _person(request)
    version = current_version(edition)
    viewer = viewer_for(person)
    own = own_programme(person, edition, version, viewer) if version else []
    context: dict[str, Any] = {
        "edition": edition,
        "version": version,
        "days": by_day(own),
        "clashes": clashes(own),
        "unplaced": kept_unplaced(person, edition, version),
        "favourites": True,
        "kept": kept_by(person, edition),
        "rendered": rendered(one.placed for one in own),
        "feed": open_feed(person, edition),
        "calendar_address": _address_shown_once(request),
    }
    return render(request, "programme/mine.html", context)


def _address_shown_once(request: HttpRequest) -> str:
    secret = request.session.pop(ONCE, "")
    return request.build_absolute_uri(reverse("site:calendar", args=[secret])) if secret else ""


@require_POST
@with_edition
def open_calendar(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Make the secret address of my calendar; a former one closes."""
    now = timezone.now()
    request.session[ONCE] = open_calendar_feed(person=_person(request), edition=edition, now=now)
    return redirect(f"{reverse('programme:mine', args=[edition.slug])}#calendar")


@require_POST
@with_edition
def close_calendar(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Revoke the secret address of my calendar: whoever has it reads nothing any more."""
    revoke_calendar_feeds(person=_person(request), edition=edition, now=timezone.now())
    messages.success(request, _("L’adresse de ton agenda est fermée. Les agendas abonnés n’apprendront plus rien."))
    return redirect("programme:mine", edition.slug)


def _person(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person
