"""When the time slots of a KoMa file take place: what their texts tell, in the languages people write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime

# Monday is 0. German, English, French, Dutch; « di » and « do » are read as Dienstag/dinsdag and Donnerstag/donderdag.
_WEEKDAYS = {
    0: "mo mon monday montag lun lundi ma maandag",
    1: "di tue tues tuesday die dienstag mar mardi dinsdag",
    2: "mi wed wednesday mit mittwoch mer mercredi wo woensdag",
    3: "do thu thur thurs thursday don donnerstag jeu jeudi donderdag",
    4: "fr fri friday fre freitag ven vendredi vr vrijdag",
    5: "sa sat saturday sam samstag sonnabend samedi za zaterdag",
    6: "so sun sunday son sonntag dim dimanche zo zondag",
}
WEEKDAYS = {word: number for number, words in _WEEKDAYS.items() for word in words.split()}
# Where a block says only a part of the day, in minutes from midnight.
_PARTS_OF_DAY = {
    9 * 60: ("vormittag", "morgen", "morning", "matin", "ochtend"),
    14 * 60: ("nachmittag", "afternoon", "après-midi", "apres-midi", "middag"),
    19 * 60: ("abend", "evening", "soir", "avond"),
}
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])\s*(?:[:.h]\s*([0-5]\d)|uhr\b|h\b)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|min|minute|minutes|minuten)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells of a moment; None where it is silent. Minutes count from midnight."""

    day: date | None = None
    weekday: int | None = None
    starts: int | None = None
    ends: int | None = None


def told_by(text: str) -> Told:
    """Read « Thu 08:30-Thu 09:30 », « Dienstag, 8 Uhr », « do 9:00 » or an ISO instant."""
    exact = _iso(text)
    if exact is not None:
        return Told(day=exact.date(), starts=exact.hour * 60 + exact.minute)
    clocks = [int(hour) * 60 + int(minute or 0) for hour, minute in _CLOCK.findall(text)]
    return Told(weekday=weekday_in(text), starts=clocks[0] if clocks else None, ends=clocks[1] if clocks[1:] else None)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def weekday_in(text: str) -> int | None:
    """The first weekday named in the text, Monday being 0."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)


def part_of_day(text: str) -> int | None:
    """When a part of the day (« Nachmittag ») begins."""
    folded = text.lower()
    return next((at for at, names in _PARTS_OF_DAY.items() if any(name in folded for name in names)), None)


def length_told(duration: object) -> int | None:
    """The length of a slot in minutes: 1.0 and « 2 hour blocks » are hours, « 50 min » minutes."""
    found = _LENGTH.search(str(duration)) if isinstance(duration, str | int | float) else None
    if found is None or isinstance(duration, bool):
        return None
    number = float(found[1].replace(",", "."))
    minutes = round(number if found[2] else number * 60)
    return minutes if 5 <= minutes <= 12 * 60 else None
