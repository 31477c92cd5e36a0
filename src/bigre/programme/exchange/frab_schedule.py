"""A frab schedule as its file words it, the same from XML and from JSON: strings, nothing judged yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """A person as named beside an event."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """An event; every field may be empty. `where` is its path in the file, `day` the date of the day it stands in."""

    where: str
    day: str
    room: str
    title: str
    guid: str = ""
    id: str = ""
    subtitle: str = ""
    kind: str = ""
    track: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    persons: tuple[SaidPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidRoom:
    """A room, in the order of the file."""

    name: str
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class SaidSchedule:
    """The whole schedule."""

    title: str
    acronym: str
    start: str
    end: str
    time_zone: str
    timeslot: str
    rooms: tuple[SaidRoom, ...]
    tracks: tuple[str, ...]
    events: tuple[SaidEvent, ...]
