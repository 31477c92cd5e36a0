"""What the programme's templates need besides Django's own tags."""

from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.calculations import Calculations, calculations_of
from bigre.programme.queries.grid import Day, Hour
from bigre.programme.queries.search import language_name as name_of
from bigre.programme.queries.timetable import PlacedActivity, Room

register = template.Library()


@register.simple_tag(takes_context=True)
def article(context: Context, placed: PlacedActivity, note: str = "") -> SafeString:
    """The activity as an `<article>` in a list, its length drawn; `note` says why it is there."""
    why = f'<span class="tag offers">{escape(note)}</span>' if note else ""
    text = _article(_Page.of(context), placed, f"d{placed.quarters}", why)
    return mark_safe(text)  # noqa: S308  # numbers of ours around what was escaped when rendered, and the note just now


@register.simple_tag
def calculations(draft: TimetableVersion) -> Calculations:
    """What a working draft's page says of calculations that start from it."""
    return calculations_of(draft, timezone.now())


@register.simple_tag
def spaces(day: Day) -> SafeString:
    """The heading of each column of the day's grid: its space, and how many people that holds."""
    return _headings(day.rooms, get_language())


@lru_cache(maxsize=256)
def _headings(rooms: tuple[Room, ...], _language: str | None) -> SafeString:
    text = "\n".join(_heading(room, column) for column, room in enumerate(rooms, start=1))
    return mark_safe(text)  # noqa: S308  # numbers of ours around names escaped in `_heading`


def _heading(room: Room, column: int) -> str:
    holds = f" <small>{escape(places(room.capacity))}</small>" if room.capacity else ""
    return f'<p class="space s{column}">{escape(room.name)}{holds}</p>'


@register.simple_tag(takes_context=True)
def hours(context: Context, day: Day) -> SafeString:
    """The hours of a day, each with its protected times and its activities at their place in the grid.

    Written by Python for the same reason as the words of activities (see `views/rendered.py`).
    """
    page = _Page.of(context)
    text = "\n".join(line for hour in day.hours for line in _hour(page, hour))
    return mark_safe(text)  # noqa: S308  # numbers of ours around what was escaped when rendered; names escaped here


class _Page(NamedTuple):
    """What every activity of a page needs: its words by primary key, and the reader's favourites if they keep any."""

    rendered: Mapping[int, Any]
    kept: Container[int]
    favourites: bool

    @classmethod
    def of(cls, context: Context) -> "_Page":
        return cls(context["rendered"], context["kept"], context["favourites"])


def _hour(page: _Page, hour: Hour) -> Iterator[str]:
    yield f'<h3 class="hour t{hour.row}"><span>{hour.clock}</span></h3>'
    for time in hour.breaks:
        name = f"<span>{escape(time.name)} · {escape(until(time.until))}</span>"
        yield f'<p class="break t{hour.row} d{time.quarters}">{name}</p>'
    for spot in hour.spots:
        # In the grid, activities stand under the heading of their hour.
        yield _article(page, spot.placed, spot.classes).replace("<h3>", "<h4>").replace("</h3>", "</h4>")


def _article(page: _Page, placed: PlacedActivity, position: str, why: str = "") -> str:
    words = page.rendered[placed.pk]
    button = words.kept if placed.pk in page.kept else words.keep
    favourite = f'<span class="favourite">{button}</span>' if page.favourites else ""
    theme = f" theme-{placed.colour}" if placed.colour else ""
    tags = f'<p class="tags">{why}{words.tags}</p>' if why or words.tags else ""
    return f'<article class="activity{theme} {position}">{words.inside}{tags}{favourite}</article>'


@register.filter
def lasting(minutes: int) -> str:
    """A length of time as people say it: 45 min, 2 h, 1 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02}"}


@register.filter
def clock(moment: datetime) -> str:
    """The hour of a moment, in its own time zone, as in a printed programme: 9:30."""
    return f"{moment.hour}:{moment.minute:02}"


@register.filter
def iso(moment: datetime) -> str:
    """A moment for machines, with its offset, to the minute."""
    return moment.isoformat(timespec="minutes")


@register.filter
def language_name(code: str) -> str:
    """A language in its own words."""
    return name_of(code)


@register.filter
def places(capacity: int) -> str:
    """How many people a space holds."""
    return ngettext("%(places)s place", "%(places)s places", capacity) % {"places": capacity}


@register.filter
def until(clock: str) -> str:
    """Until when something lasts."""
    return _("jusqu’à %(until)s") % {"until": clock}
