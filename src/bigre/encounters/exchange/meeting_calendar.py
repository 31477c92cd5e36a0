"""A meeting as an event of one of the two people's calendars."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from bigre.encounters.models import Meeting
from bigre.people.models import Person
from bigre.programme.exchange.calendar_writer import CalendarEvent

type Absolute = Callable[[str], str]


def meeting_event(meeting: Meeting, *, other: Person, absolute: Absolute) -> CalendarEvent:
    """The meeting with the `other`, tentative until both agreed; another time is another meeting, with its own UID.

    It names the other, wherever the calendar is kept: both said yes to meeting, and one has to know whom one meets.
    `absolute` makes a whole address of a path.
    """
    return CalendarEvent(
        uid=f"{meeting.uuid}@bigre",
        summary=_("Rendez-vous avec %(name)s") % {"name": other.name},
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        url=absolute(reverse("encounters:meeting", args=[meeting.edition.slug, other.uuid])),
        stamp=meeting.agreed_at or meeting.proposed_at,
        location=", ".join(part for part in (str(meeting.space or ""), meeting.where) if part),
        status="CONFIRMED" if meeting.agreed_at else "TENTATIVE",
    )
