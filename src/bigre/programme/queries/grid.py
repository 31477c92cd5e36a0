"""A day of the timetable drawn to scale: spaces in columns, quarters of an hour in rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from bigre.editions.models import Edition, ProtectedTime

from .timetable import PlacedActivity, Room

# As far as the classes of the design system draw; a larger day is shown as a list.
MOST_COLUMNS, MOST_ROWS, LONGEST = 30, 71, 40


@dataclass(frozen=True, slots=True)
class Spot:
    """An activity in the grid: `row` quarters below the first one drawn, in the `column`-th column from 1."""

    placed: PlacedActivity
    row: int
    column: int

    @property
    def classes(self) -> str:
        """Its position for the design system."""
        return f"t{self.row} d{min(self.placed.quarters, LONGEST)} s{self.column}"


@dataclass(frozen=True, slots=True)
class Break:
    """A protected time of the day (a meal), `quarters` long."""

    name: str
    clock: str
    until: str
    quarters: int


@dataclass(slots=True)
class Hour:
    """What starts at one hour of the day."""

    minutes: int
    row: int
    spots: list[Spot] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    @property
    def clock(self) -> str:
        """The hour as people read it."""
        return clock(self.minutes)


@dataclass(frozen=True)
class Day:
    """A day of the programme: its spaces from left to right, and its hours from morning to night."""

    date: date
    rooms: tuple[Room, ...]
    hours: tuple[Hour, ...]

    @property
    def count(self) -> int:
        """How many activities start that day."""
        return sum(len(hour.spots) for hour in self.hours)

    @property
    def fits(self) -> bool:
        """Whether the design system can draw the day to scale."""
        return len(self.rooms) <= MOST_COLUMNS and all(hour.row <= MOST_ROWS for hour in self.hours)


def clock(minutes: int) -> str:
    """Minutes from midnight as an hour of the day: 570 is 9:30, 1500 is 1:00."""
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def days(edition: Edition, placed: Iterable[PlacedActivity]) -> list[Day]:
    """The days with activities, in order, with the protected times between them (1 query)."""
    protected = list(edition.protected_times.order_by("starts_minutes"))
    by_day = groupby(sorted(placed, key=lambda one: one.day), key=lambda one: one.day)
    return [_day(day, list(of_day), protected) for day, of_day in by_day]


def _day(day: date, placed: Sequence[PlacedActivity], protected: Iterable[ProtectedTime]) -> Day:
    # A quarter stays free above the first hour, for its label.
    first = min(_minutes(one, day) for one in placed) // 60 * 60 - 15
    columns, rooms = _columns(placed)
    hours: dict[int, Hour] = {}
    for one in placed:
        hour = _hour(hours, _minutes(one, day), first)
        hour.spots.append(Spot(one, hour.row, columns[one.pk]))
    last = max(hours)
    for time in protected:
        if time.day in (None, day) and first <= time.starts_minutes <= last:
            _hour(hours, time.starts_minutes, first).breaks.append(_break(time))
    return Day(day, rooms, tuple(hours[minutes] for minutes in sorted(hours)))


def _hour(hours: dict[int, Hour], minutes: int, first: int) -> Hour:
    return hours.setdefault(minutes, Hour(minutes, (minutes - first) // 15))


def _break(time: ProtectedTime) -> Break:
    quarters = max(1, (time.ends_minutes - time.starts_minutes) // 15)
    return Break(time.name, clock(time.starts_minutes), clock(time.ends_minutes), min(quarters, LONGEST))


def _minutes(placed: PlacedActivity, day: date) -> int:
    """Minutes on the clock since the midnight that opens the day; more than 1440 in the small hours after it."""
    local = placed.starts_at
    return (local.date() - day).days * 1440 + local.hour * 60 + local.minute


def _columns(placed: Sequence[PlacedActivity]) -> tuple[dict[int, int], tuple[Room, ...]]:
    """The column of each activity, and each column's space; a space gets one more where activities overlap in it."""
    lanes: defaultdict[Room, list[list[PlacedActivity]]] = defaultdict(list)
    for one in placed:
        free = next((lane for lane in lanes[one.room] if not one.overlaps(lane[-1])), None)
        if free is None:
            lanes[one.room].append([one])
        else:
            free.append(one)
    in_order = sorted(lanes, key=lambda room: (room.position, room.name))
    columns = [(room, lane) for room in in_order for lane in lanes[room]]
    found = {one.pk: number for number, (_, lane) in enumerate(columns, start=1) for one in lane}
    return found, tuple(room for room, _ in columns)
