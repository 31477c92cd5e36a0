"""One meeting as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from bigre.encounters.models import Meeting


def meeting_ics(meeting: Meeting, *, summary: str, url: str, stamp: datetime) -> bytes:
    """The meeting as one event, tentative until both agreed; its UID never changes, its times are in UTC."""
    event = Event()
    event.add("uid", f"{meeting.uuid}@bigre")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("location", ", ".join(part for part in (str(meeting.space or ""), meeting.where) if part))
    event.add("status", "CONFIRMED" if meeting.agreed_at else "TENTATIVE")
    event.add("url", url)
    made = Calendar()
    made.add("prodid", "-//Bigre!//encounters//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(event)
    return bytes(made.to_ical())
