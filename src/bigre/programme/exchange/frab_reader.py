"""Turns what a frab schedule says into a gathering: missing parts are filled in and said, wrong ones are refused.

Format: github voc/schedule. An event's guid is kept as the activity's identifier.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .flaws import Flaws
from .frab_schedule import SaidEvent, SaidSchedule
from .gathering import ActivityPart, BandPart, EditionPart, Gathering, PersonPart, PlacementPart, SpacePart

ZONE = "Europe/Paris"
USUAL_MINUTES = 60
# An edition's day ends at six in the morning at the latest.
LATEST = 30 * 60


@dataclass(frozen=True, slots=True)
class Event:
    """An event that was understood; `starts_at` is None where the file doesn't say. `day` is the one it stands in."""

    said: SaidEvent
    key: str
    uuid: UUID | None
    day: date | None
    starts_at: datetime | None
    minutes: int

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, if it is known when it starts (elapsed time)."""
        return self.starts_at and self.starts_at + timedelta(minutes=self.minutes)


class Reading:
    """The reading of one schedule: its time zone, the flaws, and how often something was filled in."""

    def __init__(self, said: SaidSchedule, flaws: Flaws) -> None:
        self.said = said
        self.flaws = flaws
        self.filled: Counter[str] = Counter()
        self.zone = self._zone()

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.said.time_zone or ZONE)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.filled["zone"] += 1
            return ZoneInfo(ZONE)

    def day(self, text: str, where: str, column: str) -> date | None:
        """A date, of a date or an instant; None where there is none."""
        try:
            return self._local(datetime.fromisoformat(text)).date() if text else None
        except (ValueError, OverflowError):
            self._wrong_date(text, where, column)
            return None

    def instant(self, event: SaidEvent, day: date | None) -> datetime | None:
        """When the event starts: its `date`, else its `start` on its day."""
        column, text = ("date", event.date) if event.date else ("start", event.start)
        if not text or (column == "start" and day is None):
            self.filled["time"] += 1
            return None
        try:
            if column == "date":
                return self._local(datetime.fromisoformat(text))
            return datetime.combine(day or date.min, time.fromisoformat(text), self.zone)
        except (ValueError, OverflowError):
            self._wrong_date(text, event.where, column)
            return None

    def _local(self, moment: datetime) -> datetime:
        """The instant in the schedule's zone; years are kept within what calendars of people hold."""
        local = moment.astimezone(self.zone) if moment.tzinfo else moment.replace(tzinfo=self.zone)
        if not 1970 <= local.year <= 2200:
            raise ValueError
        return local

    def _wrong_date(self, text: str, where: str, column: str) -> None:
        what = _("« %(text)s » n’est pas une date ou une heure.") % {"text": text[:60]}
        self.flaws.add(where, what, _("Écris-la comme 2022-08-23T09:30:00+02:00."), column=column)

    def minutes(self, event: SaidEvent) -> int:
        """How long the event lasts; an hour where the file doesn't say."""
        if not event.duration:
            self.filled["duration"] += 1
            return USUAL_MINUTES
        hours, _colon, rest = event.duration.partition(":")
        minute = rest.partition(":")[0]
        if hours.isdecimal() and minute.isdecimal() and 0 < int(hours[:4]) * 60 + int(minute[:4]) <= 7 * 24 * 60:
            return int(hours) * 60 + int(minute)
        what = _("« %(text)s » n’est pas une durée.") % {"text": event.duration[:60]}
        self.flaws.add(event.where, what, _("Écris-la en heures et minutes, comme 01:30."), column="duration")
        return USUAL_MINUTES


def read_frab(said: SaidSchedule, flaws: Flaws, *, slug: str) -> Gathering:
    """The gathering; `FileRefused` with every flaw. `slug` replaces the acronym of the file."""
    reading = Reading(said, flaws)
    events = _events(reading)
    if not events:
        flaws.add("", _("Ce fichier ne contient aucune activité."), _("Vérifie que c’est le bon fichier."))
    _dates_are_known(reading, events)
    flaws.refuse_if_any()
    return _gathering(reading, events, slug)


def _events(reading: Reading) -> list[Event]:
    events, seen = [], set()
    for number, said in enumerate(reading.said.events):
        uuid = _uuid(reading, said)
        if uuid in seen:
            what = _("L’identifiant %(guid)s est utilisé deux fois.") % {"guid": uuid}
            reading.flaws.add(said.where, what, _("Donne à chaque activité le sien."), column="guid")
        if uuid:
            seen.add(uuid)
        day = reading.day(said.day, said.where, "day")
        starts_at = reading.instant(said, day)
        events.append(Event(said, str(number), uuid, day, starts_at, reading.minutes(said)))
    return events


def _uuid(reading: Reading, said: SaidEvent) -> UUID | None:
    try:
        return UUID(said.guid)
    except ValueError:
        reading.filled["guid"] += 1
        return None


def _dates_are_known(reading: Reading, events: list[Event]) -> None:
    told = reading.day(reading.said.start, "conference", "start") or any(event.starts_at for event in events)
    reading.day(reading.said.end, "conference", "end")
    if events and not told:
        what = _("Ce fichier ne donne aucune date.")
        reading.flaws.add("conference", what, _("Ajoute la date de début de la rencontre."), column="start")


def _gathering(reading: Reading, events: list[Event], slug: str) -> Gathering:
    people = {person.key: person.name for event in events for person in event.said.persons if person.name}
    bands = tuple(_bands(events))
    spaces = _spaces(reading, events)
    return Gathering(
        edition=_edition(reading, bands, slug),
        proposed=False,
        activities=tuple(_activity(reading, event) for event in events),
        spaces=spaces,
        bands=bands,
        people=tuple(PersonPart(key, name) for key, name in people.items()),
        placements=tuple(
            PlacementPart(event.key, _space_name(event), event.starts_at, event.ends_at)
            for event in events
            if event.starts_at and event.ends_at
        ),
        notes=tuple(_notes(reading.filled)),
    )


def _space_name(event: Event) -> str:
    return event.said.room or _("Espace à préciser")


def _spaces(reading: Reading, events: list[Event]) -> tuple[SpacePart, ...]:
    capacities = {room.name: room.capacity for room in reading.said.rooms}
    names = dict.fromkeys((*capacities, *(_space_name(event) for event in events)))
    reading.filled["room"] += sum(not event.said.room for event in events)
    return tuple(SpacePart(key=name, name=name, capacity=capacities.get(name)) for name in names)


def _day_of(event: Event) -> date:
    """The day it counts for: the file's own, as long as the event starts by six the next morning."""
    assert event.starts_at is not None  # asked only of events that start
    own = event.starts_at.date()
    return event.day if event.day and event.day == own - timedelta(days=1) and event.starts_at.hour < 6 else own


def _minutes(moment: datetime, day: date) -> int:
    return (moment.date() - day).days * 24 * 60 + moment.hour * 60 + moment.minute


def _bands(events: list[Event]) -> Iterable[BandPart]:
    """One band a day, as long as its events."""
    placed = sorted((event for event in events if event.starts_at), key=_day_of)
    for day, group in groupby(placed, _day_of):
        ends = [(event.starts_at, event.ends_at) for event in group]
        starts_minutes = min(_minutes(start, day) for start, _end in ends if start)
        ends_minutes = min(LATEST, max(_minutes(end, day) for _start, end in ends if end))
        yield BandPart(day, _("Programme"), starts_minutes, max(ends_minutes, starts_minutes + 1))


def _edition(reading: Reading, bands: tuple[BandPart, ...], slug: str) -> EditionPart:
    said = reading.said
    days = [band.day for band in bands]
    told = [day for day in (reading.day(said.start, "", ""), reading.day(said.end, "", "")) if day]
    starts_on, ends_on = min(days + told), max(days + told)
    if (ends_on - starts_on).days > 366:
        starts_on, ends_on = min(days or told), max(days or told[:1])
        reading.filled["dates"] += 1
    return EditionPart(
        slug=slug or said.acronym,
        name=said.title[:120].rstrip() or said.acronym[:120].rstrip(),
        starts_on=starts_on,
        ends_on=ends_on,
        time_zone=reading.zone.key,
        opens_minutes=min((band.starts_minutes for band in bands), default=9 * 60) // 60 * 60,
        closes_minutes=min(LATEST, -(-max((band.ends_minutes for band in bands), default=18 * 60) // 60) * 60),
        grid_minutes=_grid(said.timeslot),
    )


def _grid(timeslot: str) -> int:
    hours, _colon, minutes = timeslot[:8].partition(":")
    if hours.isdecimal() and minutes[:2].isdecimal() and 1 <= int(hours) * 60 + int(minutes[:2]) <= 120:
        return int(hours) * 60 + int(minutes[:2])
    return 15


def _activity(reading: Reading, event: Event) -> ActivityPart:
    said = event.said
    reading.filled["title"] += not said.title
    reading.filled["cut"] += len(said.title) > 200
    reading.filled["person"] += sum(not person.name for person in said.persons)
    language = said.language[:2].lower()
    return ActivityPart(
        key=event.key,
        title=said.title[:200].rstrip() or _("Sans titre"),
        duration_minutes=event.minutes,
        summary=said.abstract or said.subtitle,
        text=said.description,
        format=said.kind[:120],
        themes=(said.track[:120],) if said.track else (),
        languages=(language,) if len(language) == 2 and language.isascii() and language.isalpha() else (),
        leaders=tuple(dict.fromkeys(person.key for person in said.persons if person.name)),
        uuid=event.uuid,
    )


def _notes(filled: Counter[str]) -> Iterable[str]:
    """What was filled in or left aside, most consequential first."""
    n = filled
    sentences = {
        "time": ngettext(
            "%(count)d activité sans date est importée sans horaire.",
            "%(count)d activités sans date sont importées sans horaire.",
            n["time"],
        ),
        "title": ngettext(
            "%(count)d activité sans titre s’appelle « Sans titre ».",
            "%(count)d activités sans titre s’appellent « Sans titre ».",
            n["title"],
        ),
        "cut": ngettext(
            "%(count)d titre trop long a été coupé.", "%(count)d titres trop longs ont été coupés.", n["cut"]
        ),
        "duration": ngettext(
            "%(count)d activité sans durée dure une heure.",
            "%(count)d activités sans durée durent une heure.",
            n["duration"],
        ),
        "room": ngettext(
            "%(count)d activité sans espace est mise dans « Espace à préciser ».",
            "%(count)d activités sans espace sont mises dans « Espace à préciser ».",
            n["room"],
        ),
        "person": ngettext(
            "%(count)d personne sans nom n’a pas été reprise.",
            "%(count)d personnes sans nom n’ont pas été reprises.",
            n["person"],
        ),
        "guid": ngettext(
            "%(count)d activité sans identifiant en a reçu un nouveau.",
            "%(count)d activités sans identifiant en ont reçu un nouveau.",
            n["guid"],
        ),
        "zone": _("Le fuseau horaire n’est pas connu : celui de Paris est pris."),
        "dates": _("Les dates de la rencontre couvraient plus d’un an : celles des activités sont prises."),
    }
    return [sentence % {"count": n[name]} for name, sentence in sentences.items() if n[name]]
