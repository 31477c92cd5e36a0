"""The programme of an edition: a grid on wide screens, a list by hour on phones, with filters and search."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.queries.grid import Day, days
from bigre.programme.queries.mine import kept_by
from bigre.programme.queries.now import NowNext, now_next
from bigre.programme.queries.published import current_version
from bigre.programme.queries.search import Choice, options, search
from bigre.programme.queries.timetable import Timetable, timetable

from .freshness import digest, fresh_page
from .rendered import rendered


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The published programme, whole, or what filters, words and a day leave of it."""
    version = current_version(edition)
    if version is None:
        return render(request, "programme/not_published.html", {"edition": edition})
    person = person_of(request.user)
    page = _page(
        edition,
        timetable(version, edition, viewer_for(person)),
        Choice.of(request.GET),
        kept_by(person, edition),
        clock.now(),
    )
    return fresh_page(request, page.said, make=lambda token: _render(request, page, token))


@dataclass(frozen=True)
class _Page:
    edition: Edition
    timetable: Timetable
    choice: Choice
    kept: frozenset[int]
    strip: NowNext | None

    @property
    def said(self) -> object:
        """Everything that the page shows besides what its address asks for."""
        edition = (self.edition.name, self.edition.life, self.edition.starts_on, self.edition.ends_on)
        return (self.timetable.fingerprint, self.timetable.revision, edition, sorted(self.kept), self.strip)

    @property
    def days(self) -> list[Day]:
        """The days as they are drawn: all, or the one asked for."""
        placed = self.timetable.placed
        return days(self.edition, [one for one in placed if self.choice.day in (None, one.day)])


def _page(edition: Edition, whole: Timetable, choice: Choice, kept: frozenset[int], now: datetime) -> _Page:
    under_way = edition.starts_on <= now.astimezone(edition.zone).date() <= edition.ends_on
    return _Page(edition, whole, choice, kept, now_next(whole.placed, now) if under_way else None)


def _render(request: HttpRequest, page: _Page, token: str) -> HttpResponse:
    everything = page.timetable.placed
    found = search(everything, page.choice)
    facets = options(everything, found, page.choice)
    partial = request.headers.get("HX-Request") == "true"
    context: dict[str, Any] = {
        "partial": partial,
        "favourites": request.user.is_authenticated,
        "csrf_token": token,
        "edition": page.edition,
        "version": page.timetable.version,
        "choice": page.choice,
        "kept": page.kept,
        "days": page.days,
        "all_days": sorted({placed.day for placed in (found.placed if page.choice.is_narrow else everything)}),
        "edition_days": len({placed.day for placed in everything}),
        "total": len(everything),
        "found": found.placed,
        "facets": facets,
        "filters_said": digest(get_language(), request.path, page.choice, partial, len(found.placed), facets),
        "rendered": rendered(everything),
        "strip": None if page.choice.is_narrow else page.strip,
    }
    return render(request, "programme/programme.html#browse" if partial else "programme/programme.html", context)
