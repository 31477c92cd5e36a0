"""What a frab `schedule.json` says."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .flaws import Flaws
from .frab_schedule import SaidEvent, SaidPerson, SaidRoom, SaidSchedule
from .json_parts import Part
from .received import too_many
from .text import clean


def read_frab_json(content: dict[str, Any], flaws: Flaws) -> SaidSchedule:
    """The schedule of the document; a part of the wrong shape is a flaw, a missing one is empty."""
    root = Part(content, "", flaws)
    schedule = root.object("schedule") if "schedule" in content else root
    head = schedule.object("conference")
    days = head if "days" in head.value else schedule
    events = tuple(_events(days))
    if len(events) > settings.IMPORT_MAX_ACTIVITIES:
        raise too_many(len(events))
    named = [_room(part) for part in head.objects("rooms")] if "rooms" in head.value else []
    known = {room.name: room for room in (*named, *(SaidRoom(event.room) for event in events)) if room.name}
    return SaidSchedule(
        title=head.line("title"),
        acronym=head.line("acronym"),
        start=head.line("start"),
        end=head.line("end"),
        time_zone=head.line("time_zone_name"),
        timeslot=head.line("timeslot_duration"),
        rooms=tuple({**known, **{room.name: room for room in named if room.name}}.values()),
        tracks=tuple(
            filter(None, (part.line("name") for part in head.objects("tracks"))) if "tracks" in head.value else ()
        ),
        events=events,
    )


def _room(part: Part) -> SaidRoom:
    capacity = part.value.get("capacity")
    known = isinstance(capacity, int) and not isinstance(capacity, bool) and 0 < capacity < 1_000_000
    return SaidRoom(part.line("name", 120), capacity if known else None)


def _events(days: Part) -> Iterator[SaidEvent]:
    for day in days.objects("days"):
        rooms = day.value.get("rooms", {})
        if not isinstance(rooms, dict):
            what = _("Un objet { … } est attendu ici.")
            day.flaws.add(f"{day.path}rooms", what, _("Donne une liste d’événements par espace."))
            continue
        holder = Part(rooms, f"{day.path}rooms.", day.flaws)
        for name in rooms:
            for event in holder.objects(name):
                yield _event(event, day.line("date"), clean(name, 120))


def _event(part: Part, day: str, room: str) -> SaidEvent:
    return SaidEvent(
        where=part.path.rstrip("."),
        day=day,
        room=room or part.line("room", 120),
        title=part.line("title"),
        guid=part.line("guid"),
        id=part.line("code", 80) or part.line("id", 80),
        subtitle=part.line("subtitle"),
        kind=part.line("type"),
        track=part.line("track"),
        language=part.line("language"),
        abstract=clean(part.value.get("abstract")),
        description=clean(part.value.get("description")),
        date=part.line("date"),
        start=part.line("start"),
        end=part.line("end"),
        duration=part.line("duration"),
        persons=tuple(_person(person) for person in part.objects("persons")) if part.value.get("persons") else (),
    )


def _person(part: Part) -> SaidPerson:
    name = part.line("public_name", 120) or part.line("name", 120) or part.line("full_public_name", 120)
    return SaidPerson(part.line("guid") or part.line("code") or part.line("id") or name, name)
