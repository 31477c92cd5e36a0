"""KoMa's (AKPlanning's) JSON: a problem from an input file, results in its `scheduled_aks` format."""

from __future__ import annotations

from dataclasses import dataclass

from bigre_solvers.timetable.criteria import wishes
from bigre_solvers.timetable.exchange.reading import Json, Malformed, Reader
from bigre_solvers.timetable.problem import Activity, Person, Precedence, Problem, Space, Weights, Window
from bigre_solvers.timetable.result import Placement, Result, Status

SLOT_MINUTES = 60
Labels = frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the file: its id and the labels that it fulfils; ticks number slots in the order of the file."""

    id: int
    fulfilled: Labels


@dataclass(frozen=True, slots=True)
class KomaCase:
    """A problem and the slot ids by tick, which the result format needs; keys are the file's ids as text."""

    problem: Problem
    slots: tuple[Slot, ...]


def labels(value: Reader, name: str) -> Labels:
    """A list of labels, empty when left out."""
    return frozenset(value.get(name, []).texts())


def key(value: Reader) -> str:
    """An id as text."""
    return str(value.whole())


def read_case(document: Json) -> KomaCase:
    """The case that a KoMa document describes; `Malformed` says what is wrong and where."""
    top = Reader(document)
    slots: list[Slot] = []
    blocks: list[Window] = []
    for block in top.get("timeslots").get("blocks").items():
        first = len(slots)
        slots += [Slot(one.get("id").whole(), labels(one, "fulfilled_time_constraints")) for one in block.items()]
        if len(slots) > first:
            blocks.append(Window(first, len(slots)))
    if len({slot.id for slot in slots}) < len(slots):
        raise Malformed("timeslots.blocks: two slots share an id; give each its own")
    aks = list(top.get("aks").items())
    problem = Problem(
        tick_minutes=SLOT_MINUTES,
        blocks=tuple(blocks),
        activities=tuple(activity(one, slots) for one in aks),
        spaces=tuple(space(one, slots) for one in top.get("rooms").items()),
        people=tuple(person(one, slots) for one in top.get("participants").items()),
        precedences=tuple(
            Precedence(key(other), key(one.get("id"))) for one in aks for other in listed(one, "dependencies")
        ),
        conflicts=tuple((key(one.get("id")), key(other)) for one in aks for other in listed(one, "conflicts")),
        weights=Weights(wishes=1.0, theme_spread=0.0, late_then_early=0.0, room_fit=0.0),
        all_required=True,
        title=title(top),
    )
    return KomaCase(problem, tuple(slots))


def title(top: Reader) -> str:
    """The title of the gathering, where the file tells it."""
    info = top.get("info", "").value
    found = info.get("title") or info.get("name") if isinstance(info, dict) else info
    return found if isinstance(found, str) else ""


def named(value: Reader, identifier: str) -> str:
    """The name in `info`, or the id."""
    found = value.get("info", {}).get("name", "").value
    return found if isinstance(found, str) and found else identifier


def listed(ak: Reader, name: str) -> tuple[Reader, ...]:
    """Ids in the activity's properties."""
    return tuple(ak.get("properties", {}).get(name, []).items())


def when(needed: Labels, slots: list[Slot]) -> tuple[Window, ...] | None:
    """Windows of the slots that fulfil all labels; None when there are none to fulfil."""
    if not needed:
        return None
    return tuple(Window(tick, tick + 1) for tick, slot in enumerate(slots) if needed <= slot.fulfilled)


def activity(ak: Reader, slots: list[Slot]) -> Activity:
    """An activity: attendance is limited by the room alone."""
    return Activity(
        key=key(ak.get("id")),
        label=named(ak, key(ak.get("id"))),
        duration=ak.get("duration").whole(),
        features=labels(ak, "room_constraints"),
        availability=when(labels(ak, "time_constraints"), slots),
    )


def space(room: Reader, slots: list[Slot]) -> Space:
    """A room; capacity -1 means without limit."""
    capacity = room.get("capacity").whole()
    return Space(
        key=key(room.get("id")),
        label=named(room, key(room.get("id"))),
        capacity=None if capacity == -1 else capacity,
        features=labels(room, "fulfilled_room_constraints"),
        availability=when(labels(room, "time_constraints"), slots),
    )


def person(participant: Reader, slots: list[Slot]) -> Person:
    """A participant: score -1 or `required` must attend, scores above 0 are wishes, 0 is none."""
    wishes: dict[str, float] = {}
    required: list[str] = []
    for preference in participant.get("preferences").items():
        ak, score = key(preference.get("ak_id")), preference.get("preference_score").number()
        if preference.get("required", False).flag() or score == -1:
            required.append(ak)
        elif score > 0:
            wishes[ak] = score
        elif score < 0:
            raise preference.get("preference_score").fail("-1, 0, 1 or 2")
    identifier = key(participant.get("id"))
    return Person(
        key=identifier,
        label=named(participant, identifier),
        availability=when(labels(participant, "time_constraints"), slots),
        features=labels(participant, "room_constraints"),
        wishes=wishes,
        required=tuple(required),
    )


def objective(problem: Problem, costs_of_wishes: float) -> float:
    """What KoMa maximises: all wishes, each person's over their number, less the cost of those missed."""
    return wishes(problem, {}, {}) - costs_of_wishes


def write_result(case: KomaCase, result: Result) -> Json:
    """The result in KoMa's format."""
    attendees: dict[str, list[int]] = {activity: [] for activity in result.assignment}
    for participant, attended in result.attendance.items():
        for ak in attended:
            attendees[ak].append(int(participant))
    durations = {one.key: one.duration for one in case.problem.activities}
    return {
        "scheduled_aks": [
            {
                "ak_id": int(ak),
                "room_id": int(placed.space),
                "timeslot_ids": [slot.id for slot in case.slots[placed.start : placed.start + durations[ak]]],
                "participant_ids": sorted(attendees[ak]),
            }
            for ak, placed in result.assignment.items()
        ]
    }


def read_result(case: KomaCase, document: Json) -> Result:
    """A result in KoMa's format; slots must follow one another, as many as the activity lasts."""
    ticks = {slot.id: tick for tick, slot in enumerate(case.slots)}
    durations = {one.key: one.duration for one in case.problem.activities}
    assignment: dict[str, Placement] = {}
    attendance: dict[str, list[str]] = {one.key: [] for one in case.problem.people}
    for one in Reader(document).get("scheduled_aks").items():
        ak = key(one.get("ak_id"))
        if ak not in durations or ak in assignment:
            raise one.get("ak_id").fail("the id of an activity of the problem, each once")
        slots = one.get("timeslot_ids")
        taken = sorted(ticks.get(slot.whole(), -1) for slot in slots.items())
        if not taken or taken[0] < 0 or taken != list(range(taken[0], taken[0] + durations[ak])):
            raise slots.fail(f"{durations[ak]} consecutive slot ids of the problem")
        assignment[ak] = Placement(taken[0], key(one.get("room_id")))
        for participant in one.get("participant_ids").items():
            attendance.setdefault(key(participant), []).append(ak)
    complete = len(assignment) == len(durations)
    return Result(
        status=Status.COMPLETE if complete else Status.PARTIAL,
        assignment=assignment,
        attendance={one: tuple(aks) for one, aks in attendance.items()},
        costs={},
        unplaced=(),
        seed=0,
        iterations=0,
    )
