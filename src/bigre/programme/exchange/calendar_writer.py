"""iCalendar (RFC 5545): placed activities as events that calendars keep up to date."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bigre.programme.queries.timetable import PlacedActivity

type Address = Callable[[PlacedActivity], str]


def calendar(name: str, placed: Iterable[PlacedActivity], *, stamp: datetime, sequence: int, address: Address) -> bytes:
    """A calendar of these activities, its times in UTC.

    `stamp` is when the timetable was published and `sequence` its version's number, so that calendars know what is
    newer; an event's UID comes from the activity and never changes. `address` gives an activity's page.
    """
    made = Calendar()
    made.add("prodid", "-//Bigre!//programme//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", timedelta(hours=1))
    for one in placed:
        made.add_component(_event(one, stamp, sequence, address(one)))
    return bytes(made.to_ical())


def _event(placed: PlacedActivity, stamp: datetime, sequence: int, url: str) -> Event:
    event = Event()
    event.add("uid", f"{placed.uuid}@bigre")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", stamp.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("dtstart", placed.starts_at.astimezone(UTC))
    event.add("dtend", placed.ends_at.astimezone(UTC))
    event.add("summary", placed.title)
    event.add("location", placed.room.name)
    event.add("url", url)
    event.add("description", _description(placed, url))
    if placed.themes:
        event.add("categories", [theme.label for theme in placed.themes])
    return event


def _description(placed: PlacedActivity, url: str) -> str:
    names = ", ".join(face.name for face in placed.seen_faces)
    return "\n".join(part for part in (names, url) if part)
