"""iCalendar (RFC 5545): events that calendar programs keep up to date, among them placed activities."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bigre.programme.queries.timetable import PlacedActivity

type Address = Callable[[PlacedActivity], str]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that takes place; its `uid` never changes, and a greater `sequence` is newer.

    `stamp` is when it was told. `modified_at` is left out when it isn't known: a date that stays while the event
    moves would keep some programs from reading it again.
    """

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    url: str
    stamp: datetime
    modified_at: datetime | None = None
    sequence: int | None = None
    location: str = ""
    description: str = ""
    status: str = ""
    categories: tuple[str, ...] = ()


def calendar(events: Iterable[CalendarEvent], *, name: str = "") -> bytes:
    """A calendar of these events, its times in UTC; one with a name is made to be subscribed to."""
    made = Calendar()
    made.add("prodid", "-//Bigre!//programme//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", name)
        made.add("name", name)
        made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT1H")
    for one in events:
        made.add_component(_component(one))
    return bytes(made.to_ical())


def _component(one: CalendarEvent) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.stamp.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("summary", one.summary)
    event.add("url", one.url)
    if one.modified_at is not None:
        event.add("last-modified", one.modified_at.astimezone(UTC))
    said = {
        "sequence": one.sequence,
        "location": one.location,
        "description": one.description,
        "status": one.status,
        "categories": list(one.categories),
    }
    for field, value in said.items():
        if value not in (None, "", []):
            event.add(field, value)
    return event


def activity_events(
    placed: Iterable[PlacedActivity], *, stamp: datetime, sequence: int, address: Address
) -> tuple[CalendarEvent, ...]:
    """Placed activities as events, the UID of each from its activity.

    `stamp` is when the timetable was published and `sequence` its version's number. `address` gives an activity's page.
    """
    return tuple(_activity_event(one, stamp, sequence, address(one)) for one in placed)


def _activity_event(placed: PlacedActivity, stamp: datetime, sequence: int, url: str) -> CalendarEvent:
    names = ", ".join(face.name for face in placed.seen_faces)
    return CalendarEvent(
        uid=f"{placed.uuid}@bigre",
        summary=placed.title,
        starts_at=placed.starts_at,
        ends_at=placed.ends_at,
        url=url,
        stamp=stamp,
        modified_at=stamp,
        sequence=sequence,
        location=placed.room.name,
        description="\n".join(part for part in (names, url) if part),
        categories=tuple(theme.label for theme in placed.themes),
    )
