"""What the programme's templates need besides Django's own tags."""

from datetime import datetime

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.programme.queries.search import language_name as name_of
from bigre.programme.queries.timetable import PlacedActivity

register = template.Library()


@register.simple_tag(takes_context=True)
def article(context: Context, placed: PlacedActivity, position: str = "", note: str = "") -> SafeString:
    """The activity as an `<article>`: its words, rendered beforehand, and the button of those who signed in.

    `position` holds the classes of its place in the grid; in a list only its length is drawn.
    `note` says why it is there.
    """
    words = context["rendered"][placed.pk]
    button = words.kept if placed.pk in context["kept"] else words.keep
    favourite = f'<span class="favourite">{button}</span>' if button else ""
    theme = f" theme-{placed.colour}" if placed.colour else ""
    classes = f"activity{theme} {position or f'd{placed.quarters}'}"
    why = f'<p class="tags"><span class="tag offers">{escape(note)}</span></p>' if note else ""
    # In the grid, activities stand under the heading of their hour.
    inside = words.inside.replace("<h3>", "<h4>").replace("</h3>", "</h4>") if position else words.inside
    text = f'<article class="{classes}">{inside}{why}{favourite}</article>'
    return mark_safe(text)  # noqa: S308  # classes are numbers of ours; words and buttons were escaped when rendered


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
