"""ITC-2007 track 2 (post-enrolment): problems from `.tim` files, results as the competition's solution files."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path

from bigre_solvers.timetable.check import Report
from bigre_solvers.timetable.exchange.reading import Malformed
from bigre_solvers.timetable.problem import Activity, Person, Precedence, Problem, Space, Weights, Window
from bigre_solvers.timetable.result import Placement, Result, Status

DAYS, SLOTS_PER_DAY, TICKS_PER_DAY = 5, 9, 24
SLOTS = DAYS * SLOTS_PER_DAY
FIRST_TICK = 9
WEIGHTS = Weights(0.0, 0.0, 0.0, 0.0, end_of_day=1.0, long_runs=1.0, lonely_days=1.0)


@dataclass
class Numbers:
    """The whole numbers of a text one after the other, each with the line it stands on."""

    text: str
    name: str
    line: int = 0
    found: Iterator[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        lines = enumerate(self.text.splitlines(), 1)
        self.found = ((number, word) for number, line in lines for word in line.split())

    def take(self, what: str, least: int, most: int) -> int:
        """The next number, which must lie between `least` and `most`."""
        self.line, word = next(self.found, (self.line, ""))
        if not word:
            raise Malformed(f"{self.name}, line {self.line}: the file ends before {what}; get the complete file")
        if not word.lstrip("-").isdecimal() or not least <= int(word) <= most:
            raise Malformed(f"{self.name}, line {self.line}: {what} is {word!r}: write a number from {least} to {most}")
        return int(word)

    def rows(self, what: str, number: int, length: int, least: int = 0) -> list[tuple[int, ...]]:
        """A matrix of so many rows, its values from `least` to 1."""
        values = (self.take(what, least, 1) for _ in range(number * length))
        return list(batched(values, length)) if length else [()] * number

    def end(self) -> None:
        """Nothing is left."""
        self.line, word = next(self.found, (self.line, ""))
        if word:
            raise Malformed(f"{self.name}, line {self.line}: {word!r} comes after the end; remove what follows it")


def tick_of(slot: int) -> int:
    """The tick (hours from midnight of day 0) of one of the 45 slots."""
    return slot // SLOTS_PER_DAY * TICKS_PER_DAY + FIRST_TICK + slot % SLOTS_PER_DAY


SLOT_OF = {tick_of(slot): slot for slot in range(SLOTS)}


def load_problem(path: Path) -> Problem:
    """The problem in a `.tim` file, unpacked first when its name ends in `.xz`."""
    return read_problem(load_text(path), path.stem)


def load_text(path: Path) -> str:
    """The text of a file, unpacked first when its name ends in `.xz`."""
    try:
        raw = path.read_bytes()
        return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("ascii")
    except OSError as error:
        raise Malformed(f"{path}: can't be opened ({error.strerror}); check the path") from error
    except (lzma.LZMAError, EOFError) as error:
        raise Malformed(f"{path}: is named .xz and isn't xz-compressed; rename it or compress it again") from error
    except UnicodeDecodeError as error:
        raise Malformed(f"{path}: holds more than plain numbers; check that it is the right file") from error


def problem_in_archive(archive: Path, number: int) -> Problem:
    """Instance `number` (1 to 24) out of the competition's archive."""
    name = f"comp-2007-2-{number}.tim"
    try:
        with tarfile.open(archive) as opened:
            entry = next((one for one in opened.getmembers() if Path(one.name).name == name), None)
            found = opened.extractfile(entry) if entry else None
            if found is None:
                raise Malformed(f"{archive}: holds no {name}; check the archive and the number")
            return read_problem(found.read().decode("ascii"), Path(name).stem)
    except OSError as error:
        raise Malformed(f"{archive}: can't be opened ({error.strerror}); check the path") from error
    except (tarfile.TarError, lzma.LZMAError) as error:
        raise Malformed(f"{archive}: isn't a tar archive that can be unpacked ({error}); get it again") from error


def read_problem(text: str, name: str = "problem") -> Problem:
    """The problem that a `.tim` text describes; events, rooms and students are numbered from 0, their keys.

    In the order of the file: counts of events, rooms, features, students; seats of each room; who attends what;
    features of each room; features that each event needs; slots of each event; which event precedes which.
    """
    numbers = Numbers(text, name)
    counted = [numbers.take(f"the number of {what}", 1, 100_000) for what in ("events", "rooms")]
    counted += [numbers.take(f"the number of {what}", 0, 100_000) for what in ("features", "students")]
    events, rooms, features, students = counted
    seats = [numbers.take(f"the size of room {room}", 0, 1_000_000) for room in range(rooms)]
    attends = numbers.rows("an attendance", students, events)
    offers = numbers.rows("a feature of a room", rooms, features)
    needs = numbers.rows("a feature of an event", events, features)
    available = numbers.rows("an available slot", events, SLOTS)
    order = numbers.rows("a precedence", events, events, least=-1)
    numbers.end()
    sizes = [sum(column) for column in zip(*attends, strict=True)] or [0] * events
    return Problem(
        tick_minutes=60,
        blocks=tuple(
            Window(tick_of(day * SLOTS_PER_DAY), tick_of((day + 1) * SLOTS_PER_DAY - 1) + 1) for day in range(DAYS)
        ),
        activities=tuple(event(number, sizes[number], needs[number], available[number]) for number in range(events)),
        spaces=tuple(Space(str(room), f"Room {room}", seats[room], ones(offers[room])) for room in range(rooms)),
        people=tuple(student(number, attends[number]) for number in range(students)),
        precedences=tuple(dict.fromkeys(precedences(order))),
        weights=WEIGHTS,
        all_required=True,
        title=name,
    )


def ones(row: tuple[int, ...]) -> frozenset[str]:
    """The places of a row that hold 1, as keys."""
    return frozenset(str(place) for place, value in enumerate(row) if value == 1)


def event(number: int, size: int, needs: tuple[int, ...], available: tuple[int, ...]) -> Activity:
    """An event: an hour, with a seat for each of its students."""
    starts = tuple(tick_of(slot) for slot, value in enumerate(available) if value == 1)
    return Activity(str(number), f"Event {number}", 1, starts=starts, seats=size, features=ones(needs))


def student(number: int, attends: tuple[int, ...]) -> Person:
    """A student, who must be at all of their events."""
    required = tuple(str(event) for event, value in enumerate(attends) if value == 1)
    return Person(str(number), f"Student {number}", required=required)


def precedences(order: list[tuple[int, ...]]) -> Iterator[Precedence]:
    """1 in row i, column j: i comes before j; -1: after."""
    for one, row in enumerate(order):
        for other, value in enumerate(row):
            if value:
                yield Precedence(str(one), str(other)) if value == 1 else Precedence(str(other), str(one))


def write_result(problem: Problem, result: Result) -> str:
    """A line per event: slot and room, -1 -1 where it was left out."""
    placed = (result.assignment.get(activity.key) for activity in problem.activities)
    return "".join(f"{SLOT_OF[one.start]} {one.space}\n" if one else "-1 -1\n" for one in placed)


def read_result(problem: Problem, text: str, name: str = "solution") -> Result:
    """The result that a solution file describes."""
    numbers = Numbers(text, name)
    assignment: dict[str, Placement] = {}
    for activity in problem.activities:
        slot = numbers.take(f"the slot of event {activity.key}", -1, SLOTS - 1)
        room = numbers.take(f"the room of event {activity.key}", -1, len(problem.spaces) - 1)
        if (slot < 0) != (room < 0):
            raise Malformed(f"{name}, line {numbers.line}: {slot} {room}: write both slot and room, or -1 -1")
        if slot >= 0:
            assignment[activity.key] = Placement(tick_of(slot), str(room))
    numbers.end()
    complete = len(assignment) == len(problem.activities)
    return Result(
        status=Status.COMPLETE if complete else Status.PARTIAL,
        assignment=assignment,
        attendance={p.key: tuple(key for key in p.required if key in assignment) for p in problem.people},
        costs={},
        unplaced=(),
        seed=0,
        iterations=0,
    )


def distance_to_feasibility(problem: Problem, unplaced: tuple[str, ...]) -> int:
    """How many students attend the events left out, each counted once per event."""
    sizes = {activity.key: activity.seats or 0 for activity in problem.activities}
    return sum(sizes[key] for key in unplaced)


def judged(problem: Problem, report: Report) -> str:
    """The competition's two numbers."""
    distance = distance_to_feasibility(problem, report.unplaced)
    return f"distance to feasibility {distance}, soft cost {sum(report.costs.values()):.0f}"
