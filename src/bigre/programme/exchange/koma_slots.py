"""The time slots of a KoMa file laid out on real days and hours, block by block."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .gathering import BandPart, Window, Windows
from .json_parts import Part
from .koma_times import Told, length_told, part_of_day, told_by, weekday_in
from .text import clean_line

MORNING = 9 * 60
MIDNIGHT = 24 * 60
PAUSE = 30
# Between two blocks, at least, so that they stay two.
BREATH = 5


@dataclass(frozen=True, slots=True)
class RawSlot:
    """A slot as the file gives it."""

    key: str
    labels: frozenset[str]
    told: Told


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Consecutive slots, and the block's name (« Donnerstag Vormittag »), empty where it has none."""

    name: str
    slots: tuple[RawSlot, ...]

    @property
    def weekday(self) -> int | None:
        """The weekday on which it takes place, from its slots or its name."""
        told = (slot.told.weekday for slot in self.slots)
        return next((day for day in told if day is not None), weekday_in(self.name))

    @property
    def day(self) -> date | None:
        """Its date, where the file gives dates."""
        return next((slot.told.day for slot in self.slots if slot.told.day), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot on the clock."""

    key: str
    labels: frozenset[str]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """All slots in order, and the bands that their blocks make."""

    slots: tuple[Slot, ...]
    bands: tuple[BandPart, ...]
    grid_minutes: int
    notes: tuple[str, ...]

    def windows(self, labels: frozenset[str]) -> Windows:
        """When slots fulfil all the labels: None when all of them do, an empty tuple when none does."""
        fulfilling = [slot for slot in self.slots if labels <= slot.labels]
        return None if len(fulfilling) == len(self.slots) else _merged(fulfilling)


def _merged(slots: list[Slot]) -> tuple[Window, ...]:
    windows: list[Window] = []
    for slot in slots:
        if windows and windows[-1][1] == slot.starts_at:
            windows[-1] = (windows[-1][0], slot.ends_at)
        else:
            windows.append((slot.starts_at, slot.ends_at))
    return tuple(windows)


def read_calendar(root: Part, *, starts_on: date | None, today: date, zone: ZoneInfo) -> Calendar | None:
    """The calendar of `timeslots`, from `starts_on` or the next day that fits; None when flaws make it meaningless."""
    timeslots = root.object("timeslots")
    blocks = _raw_blocks(timeslots)
    if not any(block.slots for block in blocks):
        root.flaws.add("timeslots.blocks", _("Aucun créneau."), _("Donne au moins un bloc avec un créneau."))
        return None
    grid = _grid_minutes(timeslots, blocks)
    days = _days(blocks, starts_on, today)
    return _laid_out(blocks, days, grid, zone, root)


def _raw_blocks(timeslots: Part) -> list[RawBlock]:
    names = timeslots.object("info").value.get("blocknames")
    names = names if isinstance(names, list) else []
    lists = timeslots.value.get("blocks")
    if not isinstance(lists, list):
        return []
    blocks = []
    for number, items in enumerate(lists):
        holder = Part({"": items}, f"{timeslots.path}blocks[{number}]", timeslots.flaws)
        slots = tuple(_raw_slot(part) for part in holder.objects(""))
        name = names[number] if number < len(names) else ""
        words = name if isinstance(name, list) else [name]
        blocks.append(RawBlock(clean_line(" ".join(clean_line(word) for word in words), 80), slots))
    return [block for block in blocks if block.slots]


def _raw_slot(part: Part) -> RawSlot:
    info = part.object("info")
    told = told_by(info.line("start") or info.line("time"))
    return RawSlot(part.key("id"), part.labels("fulfilled_time_constraints"), told)


def _grid_minutes(timeslots: Part, blocks: list[RawBlock]) -> int:
    """The length of a slot: the usual step between two slots, else what the file tells, else an hour."""
    steps = [
        after.told.starts - before.told.starts
        for block in blocks
        for before, after in pairwise(block.slots)
        if before.told.starts is not None and after.told.starts is not None
    ]
    lengths = [
        slot.told.ends - slot.told.starts
        for block in blocks
        for slot in block.slots
        if slot.told.starts is not None and slot.told.ends is not None
    ]
    likely = [minutes for minutes in (steps or lengths) if 5 <= minutes <= 12 * 60]
    if likely:
        return max(set(likely), key=lambda minutes: (likely.count(minutes), -minutes))
    return length_told(timeslots.object("info").value.get("duration")) or 60


def _days(blocks: list[RawBlock], starts_on: date | None, today: date) -> list[date]:
    """The day of each block: its date, else its weekday from the first day on, else one day after the other."""
    first = blocks[0]
    start = starts_on or first.day or _next_weekday(today, first.weekday)
    days: list[date] = []
    for before, block in pairwise([None, *blocks]):
        if block is None:
            continue
        last = days[-1] if days else start
        if before is None:
            days.append(start)
        elif block.day and first.day:
            days.append(max(last, start + (block.day - first.day)))
        elif block.weekday is None:
            days.append(last + timedelta(days=1))
        else:
            known = before.weekday if before.weekday is not None else block.weekday
            days.append(last + timedelta(days=(block.weekday - known) % 7))
    return days


def _next_weekday(today: date, weekday: int | None) -> date:
    tomorrow = today + timedelta(days=1)
    return tomorrow if weekday is None else tomorrow + timedelta(days=(weekday - tomorrow.weekday()) % 7)


def _laid_out(blocks: list[RawBlock], days: list[date], grid: int, zone: ZoneInfo, root: Part) -> Calendar | None:
    slots: list[Slot] = []
    bands: list[BandPart] = []
    moved = 0
    for number, (block, day) in enumerate(zip(blocks, days, strict=True), start=1):
        free_from = bands[-1].ends_minutes if bands and bands[-1].day == day else 0
        start = _block_start(block, free_from, grid)
        end = start + grid * len(block.slots)
        if end > MIDNIGHT:
            root.flaws.add(
                f"timeslots.blocks[{number - 1}]",
                _("Ce bloc dépasse minuit : %(count)d créneaux de %(minutes)d minutes.")
                % {"count": len(block.slots), "minutes": grid},
                _("Coupe-le en deux blocs, ou donne l’heure de ses créneaux."),
            )
            return None
        moved += any(_elsewhere(slot, start + grid * n) for n, slot in enumerate(block.slots))
        bands.append(BandPart(day, block.name or _("Bloc %(number)d") % {"number": number}, start, end))
        for n, slot in enumerate(block.slots):
            opens = _instant(day, start + grid * n, zone)
            slots.append(Slot(slot.key, slot.labels, opens, _instant(day, start + grid * (n + 1), zone)))
    return Calendar(tuple(slots), tuple(bands), grid, _notes(moved))


def _elsewhere(slot: RawSlot, minutes: int) -> bool:
    return slot.told.starts is not None and slot.told.starts != minutes


def _notes(moved: int) -> tuple[str, ...]:
    if not moved:
        return ()
    return (
        _("Dans %(count)d blocs, les créneaux ont été mis à intervalles réguliers : vérifie leurs heures.")
        % {"count": moved},
    )


def _block_start(block: RawBlock, free_from: int, grid: int) -> int:
    """When the block starts: as told, else by its part of the day, else after the one before; never over it."""
    told = block.slots[0].told.starts
    if told is None:
        told = part_of_day(block.name)
    if told is None:
        # A long day without hours starts early enough to end by midnight.
        told = free_from + PAUSE if free_from else max(0, min(MORNING, MIDNIGHT - grid * len(block.slots)))
    return max(told, free_from + BREATH) if free_from else told


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    return (datetime.combine(day, time.min) + timedelta(minutes=minutes)).replace(tzinfo=zone)
