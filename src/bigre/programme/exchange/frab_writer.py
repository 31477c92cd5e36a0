"""Writes a published programme as frab schedule: the same events for XML and JSON, with what one viewer may see.

Format: github voc/schedule, `schedule.xml.xsd` and `schedule.json` schema.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.metadata import version
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from django.urls import reverse
from django.utils.text import slugify

from bigre.editions.models import Edition
from bigre.programme.queries.programme_texts import ProgrammeText
from bigre.programme.queries.timetable import PlacedActivity, Room, Timetable

from .text import clean, clean_line

_ANY = UUID(int=0)
_SILENT = ProgrammeText()


@dataclass(frozen=True)
class Schedule:
    """A programme to be written: the timetable as its reader may see it, its texts, and the site's own address."""

    edition: Edition
    timetable: Timetable
    texts: Mapping[int, ProgrammeText]
    base_url: str

    @property
    def said(self) -> object:
        """Everything that the file is written from."""
        edition = self.edition
        told = (edition.name, edition.slug, edition.starts_on, edition.ends_on, edition.time_zone, edition.grid_minutes)
        hours = (edition.opens_minutes, edition.closes_minutes)
        # As plain tuples: they are written out on every request, three times faster than objects.
        texts = [(activity, text.summary, text.text) for activity, text in self.texts.items()]
        return (told, hours, self.timetable.fingerprint, texts, self.base_url)

    @cached_property
    def acronym(self) -> str:
        """The edition's slug in the letters that both schemas allow, four at least."""
        return self.edition.slug.replace("-", "_").ljust(4, "_")

    @cached_property
    def address(self) -> str:
        """The programme's page."""
        return self.base_url + reverse("programme:programme", args=[self.edition.slug])

    @cached_property
    def _activity_address(self) -> str:
        return self.base_url + reverse("programme:activity", args=[self.edition.slug, _ANY])

    def address_of(self, placed: PlacedActivity) -> str:
        """The activity's page; one address is worked out for all."""
        return self._activity_address.replace(str(_ANY), str(placed.uuid))

    def event(self, placed: PlacedActivity) -> "Event":
        """The activity as an event, to be written."""
        return Event(placed, self.texts.get(placed.pk, _SILENT), self.acronym, self.address_of(placed))

    def days(self) -> Iterator[tuple[int, date, dict[str, list[PlacedActivity]]]]:
        """Every day from 1 on, with the events of each room in use."""
        by_day: defaultdict[date, dict[str, list[PlacedActivity]]] = defaultdict(dict)
        for placed in self.timetable.placed:
            by_day[placed.day].setdefault(_room_name(placed.room), []).append(placed)
        for index, day in enumerate(sorted({*self.edition.days, *by_day}), start=1):
            yield index, day, by_day[day]

    def rooms(self) -> dict[str, PlacedActivity]:
        """The rooms in use by name, each with one of its events, in the order of the grid."""
        order = sorted(self.timetable.placed, key=lambda placed: (placed.room.position, placed.room.name))
        return {_room_name(placed.room): placed for placed in reversed(order)}

    def room_guid(self, slug: str) -> str:
        """An identifier that follows from the room's name at this edition."""
        return str(uuid5(NAMESPACE_URL, f"{self.address}#{slug}"))

    def tracks(self) -> dict[str, str]:
        """Labels of the themes in use, by slug."""
        return {theme.slug: theme.label for placed in self.timetable.placed for theme in placed.themes}


class Event(NamedTuple):
    """All that is written of an activity: equal ones are written alike, whatever else has changed."""

    placed: PlacedActivity
    text: ProgrammeText
    acronym: str
    address: str

    @property
    def slug(self) -> str:
        """A readable name that never changes as long as the title doesn't."""
        return f"{self.acronym}-{self.placed.pk:05}-{slugify(self.placed.title)}"[:120].strip("-_")


@lru_cache(maxsize=1_000)
def _room_name(room: Room) -> str:
    return clean_line(room.name)


def duration(minutes: int) -> str:
    """Hours and minutes: 01:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=2_000)
def _told(event: Event) -> dict[str, Any]:
    """An event with the fields that both formats share, in the words of the JSON one; nobody changes it."""
    placed, text = event.placed, event.text
    return {
        "guid": str(placed.uuid),
        "id": placed.pk,
        "date": placed.starts_at.isoformat(),
        "start": f"{placed.starts_at:%H:%M}",
        "duration": duration(placed.minutes),
        "room": _room_name(placed.room),
        "slug": event.slug,
        "url": event.address,
        "title": clean_line(placed.title),
        "subtitle": "",
        "track": clean_line(placed.themes[0].label) if placed.themes else "",
        "type": clean_line(placed.format.label) if placed.format else "",
        "language": placed.languages[0] if placed.languages else "",
        "abstract": clean(text.summary),
        "description": clean(text.text),
        "persons": [
            {"guid": face.uuid, "name": clean_line(face.name), "public_name": clean_line(face.name)}
            for face in placed.seen_faces
        ],
        "links": [],
        "attachments": [],
    }


def frab_json(schedule: Schedule) -> bytes:
    """`schedule.json`, valid against its published JSON schema."""
    edition = schedule.edition
    days = [
        {
            "index": index,
            "date": day.isoformat(),
            "day_start": edition.moment(day, edition.opens_minutes).isoformat(),
            "day_end": edition.moment(day, edition.closes_minutes).isoformat(),
            "rooms": {name: [_told(schedule.event(placed)) for placed in events] for name, events in rooms.items()},
        }
        for index, day, rooms in schedule.days()
    ]
    document = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "bigre", "version": version("bigre"), "url": schedule.base_url},
        "schedule": {
            "version": str(schedule.timetable.version.number),
            "base_url": schedule.address,
            "conference": _conference(schedule) | {"daysCount": len(days), "days": days},
        },
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _conference(schedule: Schedule) -> dict[str, Any]:
    edition = schedule.edition
    return {
        "acronym": schedule.acronym,
        "title": clean_line(edition.name),
        "start": edition.starts_on.isoformat(),
        "end": edition.ends_on.isoformat(),
        "timeslot_duration": duration(edition.grid_minutes),
        "time_zone_name": edition.time_zone,
        "url": schedule.address,
        "tracks": [{"name": clean_line(label)} for label in schedule.tracks().values()],
        "rooms": [
            {"name": name, "guid": schedule.room_guid(placed.room.slug), "capacity": placed.room.capacity}
            for name, placed in reversed(schedule.rooms().items())
        ],
    }


def frab_xml(schedule: Schedule) -> bytes:
    """`schedule.xml`, valid against its published XSD; written as text, since a tree costs three times as much."""
    told = _conference(schedule)
    guids = {room["name"]: room["guid"] for room in told["rooms"]}
    days = list(schedule.days())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>',
        f'<generator name="bigre" version={quoteattr(version("bigre"))}/>',
        _tag("url", schedule.address),
        _tag("version", str(schedule.timetable.version.number)),
        "<conference>",
        *(_tag(name, told[name]) for name in ("title", "acronym", "start", "end")),
        _tag("days", str(len(days))),
        *(_tag(name, told[name]) for name in ("timeslot_duration", "url", "time_zone_name")),
        *(f"<track name={quoteattr(track['name'])}>{escape(track['name'])}</track>" for track in told["tracks"]),
        "</conference>",
        *(part for index, day, rooms in days for part in _day_xml(schedule, index, day, rooms, guids)),
        "</schedule>\n",
    ]
    return "".join(lines).encode()


def _day_xml(
    schedule: Schedule, index: int, day: date, rooms: dict[str, list[PlacedActivity]], guids: dict[str, str]
) -> Iterator[str]:
    edition = schedule.edition
    start, end = edition.moment(day, edition.opens_minutes), edition.moment(day, edition.closes_minutes)
    yield f'\n<day index="{index}" date="{day}" start="{start.isoformat()}" end="{end.isoformat()}">'
    for name, events in rooms.items():
        yield f'<room name={quoteattr(name)} guid="{guids[name]}">'
        for placed in events:
            yield _event_xml(schedule.event(placed))
        yield "</room>"
    yield "</day>"


_EVENT_TEXTS = (
    "room",
    "title",
    "subtitle",
    "type",
    "date",
    "start",
    "duration",
    "abstract",
    "slug",
    "track",
    "language",
    "description",
    "url",
)


@lru_cache(maxsize=2_000)
def _event_xml(event: Event) -> str:
    told = _told(event)
    texts = "".join([_tag(name, told[name]) for name in _EVENT_TEXTS])
    persons = "".join(f'<person guid="{one["guid"]}">{escape(one["name"])}</person>' for one in told["persons"])
    return (
        f'\n<event guid="{told["guid"]}" id="{told["id"]}">{texts}<persons>{persons}</persons>'
        "<links/><attachments/></event>"
    )


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"
