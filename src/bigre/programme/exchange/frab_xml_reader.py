"""What a frab `schedule.xml` says."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.conf import settings

from .frab_schedule import SaidEvent, SaidPerson, SaidRoom, SaidSchedule
from .received import too_many
from .text import clean, clean_line


def read_frab_xml(root: Element) -> SaidSchedule:
    """The schedule under a `schedule` element; whatever is missing is empty."""
    count = sum(1 for _event in root.iter("event"))
    if count > settings.IMPORT_MAX_ACTIVITIES:
        raise too_many(count)
    conference = root.find("conference")
    head = conference if conference is not None else Element("conference")
    rooms = dict.fromkeys(clean_line(room.get("name"), 120) for room in root.iter("room") if room.get("name"))
    return SaidSchedule(
        title=_line(head, "title"),
        acronym=_line(head, "acronym"),
        start=_line(head, "start"),
        end=_line(head, "end"),
        time_zone=_line(head, "time_zone_name"),
        timeslot=_line(head, "timeslot_duration"),
        rooms=tuple(SaidRoom(name) for name in rooms),
        tracks=tuple(filter(None, (clean_line(track.get("name")) for track in head.iter("track")))),
        events=tuple(_events(root)),
    )


def _line(element: Element, name: str) -> str:
    return clean_line(element.findtext(name))


def _events(root: Element) -> Iterator[SaidEvent]:
    for d, day in enumerate(root.iter("day"), start=1):
        for room in day.iter("room"):
            name = clean_line(room.get("name"), 120)
            for e, event in enumerate(room.findall("event"), start=1):
                label = f"id={event.get('id')}" if event.get("id") else str(e)
                yield _event(event, f"day[{d}]/room[{name}]/event[{label}]", clean_line(day.get("date")), name)


def _event(event: Element, where: str, day: str, room: str) -> SaidEvent:
    return SaidEvent(
        where=where,
        day=day,
        room=room or _line(event, "room")[:120],
        title=_line(event, "title"),
        guid=clean_line(event.get("guid")),
        id=clean_line(event.get("id"), 80),
        subtitle=_line(event, "subtitle"),
        kind=_line(event, "type"),
        track=_line(event, "track"),
        language=_line(event, "language"),
        abstract=clean(event.findtext("abstract")),
        description=clean(event.findtext("description")),
        date=_line(event, "date"),
        start=_line(event, "start"),
        duration=_line(event, "duration"),
        persons=tuple(_persons(event)),
    )


def _persons(event: Element) -> Iterator[SaidPerson]:
    for person in event.iter("person"):
        name = clean_line(person.text, 120)
        yield SaidPerson(key=person.get("guid") or person.get("id") or name, name=name)
