"""Day sheets: the programme of a day, printed for the wall."""

from datetime import date

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from bigre.core.access import anonymous_allowed
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of, viewer_for
from bigre.programme.exchange.day_sheet import day_sheet_pdf
from bigre.programme.queries.grid import Day, days
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import timetable

from .freshness import digest, fresh_feed

KEPT_SECONDS = 3_600


@anonymous_allowed(because="a published programme is made to be read by anybody")
@with_edition
def day_sheet(request: HttpRequest, edition: Edition, day: str) -> HttpResponse:
    """The sheet of a day as PDF, with the names that the person who asks may read."""
    version = current_version(edition)
    if version is None or version.published_at is None:
        raise Http404
    whole = timetable(version, edition, viewer_for(person_of(request.user)))
    drawn = _day(days(edition, whole.placed), day)
    key, published_at = digest(get_language(), edition.name, drawn), version.published_at

    def make() -> HttpResponse:
        pdf = cache.get_or_set(f"day-sheet:{key}", lambda: day_sheet_pdf(edition, drawn, published_at), KEPT_SECONDS)
        name = f"{edition.slug}-{day}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)

    return fresh_feed(request, key, make=make, private=request.user.is_authenticated)


def _day(drawn: list[Day], asked: str) -> Day:
    """The day asked for; 404 when it is no date or nothing takes place that day."""
    try:
        wanted = date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None
    found = next((day for day in drawn if day.date == wanted), None)
    if found is None:
        raise Http404
    return found
