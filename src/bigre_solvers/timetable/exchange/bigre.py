"""The `bigre` JSON format, version 1: problems and results, written and read without loss."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from bigre_solvers.timetable import reasons
from bigre_solvers.timetable.exchange.reading import Json, Malformed, Reader
from bigre_solvers.timetable.problem import (
    Activity,
    Named,
    Person,
    Pool,
    Precedence,
    Problem,
    Space,
    Travel,
    Weights,
    Window,
)
from bigre_solvers.timetable.reasons import Reason
from bigre_solvers.timetable.result import Placement, Result, Status, Unplaced

PROBLEM, RESULT, VERSION = "bigre-timetable", "bigre-timetable-result", 1
REASONS: dict[str, type[Any]] = {
    one.kind: one for one in vars(reasons).values() if isinstance(one, type) and hasattr(one, "kind")
}


def problem_to_json(problem: Problem) -> Json:
    """The problem as plain JSON values; windows are `[start, end]`, sets are sorted lists."""
    values = {field.name: plain(getattr(problem, field.name)) for field in fields(problem)}
    return {"format": PROBLEM, "version": VERSION, **values}


def result_to_json(result: Result) -> Json:
    """The result as plain JSON values; each reason carries its `kind`."""
    values = {field.name: plain(getattr(result, field.name)) for field in fields(result)}
    values["unplaced"] = [
        {"activity": one.activity, "reasons": [{"kind": r.kind, **plain(r)} for r in one.reasons]}
        for one in result.unplaced
    ]
    return {"format": RESULT, "version": VERSION, **values}


def plain(value: Any) -> Json:
    """Data classes, tuples and sets as objects and lists."""
    if isinstance(value, Window):
        return [value.start, value.end]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def problem_from_json(document: Json) -> Problem:
    """The problem that a document describes; `Malformed` says what is wrong and where."""
    top = expect(document, PROBLEM)
    return Problem(
        tick_minutes=top.get("tick_minutes").whole(),
        blocks=windows(top.get("blocks")),
        activities=tuple(activity(one) for one in top.get("activities").items()),
        spaces=tuple(space(one) for one in top.get("spaces").items()),
        people=tuple(person(one) for one in top.get("people", []).items()),
        precedences=tuple(precedence(one) for one in top.get("precedences", []).items()),
        conflicts=tuple(pair(one) for one in top.get("conflicts", []).items()),
        repeats=tuple(one.texts() for one in top.get("repeats", []).items()),
        alternatives=tuple(one.texts() for one in top.get("alternatives", []).items()),
        pools=tuple(pool(one) for one in top.get("pools", []).items()),
        travels=tuple(travel(one) for one in top.get("travels", []).items()),
        weights=weights(top.get("weights", {})),
        protected=tuple(named(one) for one in top.get("protected", []).items()),
        opening=tuple(named(one) for one in top.get("opening", []).items()),
        late_minute=top.get("late_minute", 22 * 60).whole(),
        early_minute=top.get("early_minute", 10 * 60).whole(),
        all_required=top.get("all_required", False).flag(),
        title=top.get("title", "").text(),
    )


def expect(document: Json, kind: str) -> Reader:
    """The document, if it is of this format and version."""
    top = Reader(document)
    found = top.get("format").text()
    if found != kind:
        raise Malformed(f"format is {found!r}: this file isn't a {kind!r} document; check which file you give")
    if top.get("version").whole() != VERSION:
        raise Malformed(f"version is {top.get('version').value}: only version {VERSION} can be read; convert the file")
    return top


def window(value: Reader) -> Window:
    """`[start, end]` in ticks."""
    ends = [one.whole() for one in value.items()]
    if len(ends) != 2:
        raise value.fail("[start, end] in ticks")
    return Window(ends[0], ends[1])


def windows(value: Reader) -> tuple[Window, ...]:
    """A list of windows."""
    return tuple(window(one) for one in value.items())


def named(value: Reader) -> Named:
    """A window with a name."""
    return Named(value.get("name").text(), window(value.get("window")))


def activity(value: Reader) -> Activity:
    """An activity; only `key` and `duration` are needed."""
    key = value.get("key").text()
    return Activity(
        key=key,
        label=value.get("label", key).text(),
        duration=value.get("duration").whole(),
        starts=value.get("starts", None).optional(lambda starts: tuple(one.whole() for one in starts.items())),
        seats=value.get("seats", None).optional(Reader.whole),
        features=frozenset(value.get("features", []).texts()),
        leaders=value.get("leaders", []).texts(),
        themes=frozenset(value.get("themes", []).texts()),
        audience=value.get("audience", None).optional(Reader.whole),
        pinned_start=value.get("pinned_start", None).optional(Reader.whole),
        pinned_space=value.get("pinned_space", None).optional(Reader.text),
        availability=value.get("availability", None).optional(windows),
        equipment={name: units.whole() for name, units in value.get("equipment", {}).fields()},
    )


def space(value: Reader) -> Space:
    """A space; only `key` is needed."""
    key = value.get("key").text()
    return Space(
        key=key,
        label=value.get("label", key).text(),
        capacity=value.get("capacity", None).optional(Reader.whole),
        features=frozenset(value.get("features", []).texts()),
        availability=value.get("availability", None).optional(windows),
        site=value.get("site", "").text(),
    )


def pool(value: Reader) -> Pool:
    """A pool of equipment; `key` and `units` are needed."""
    key = value.get("key").text()
    return Pool(key, value.get("label", key).text(), value.get("units").whole())


def travel(value: Reader) -> Travel:
    """`one`, `other` and `ticks`."""
    return Travel(value.get("one").text(), value.get("other").text(), value.get("ticks").whole())


def person(value: Reader) -> Person:
    """A person; only `key` is needed."""
    key = value.get("key").text()
    return Person(
        key=key,
        label=value.get("label", key).text(),
        availability=value.get("availability", None).optional(windows),
        features=frozenset(value.get("features", []).texts()),
        wishes={name: weight.number() for name, weight in value.get("wishes", {}).fields()},
        required=value.get("required", []).texts(),
        group=value.get("group", "").text(),
    )


def precedence(value: Reader) -> Precedence:
    """`before` and `after`."""
    return Precedence(value.get("before").text(), value.get("after").text())


def pair(value: Reader) -> tuple[str, str]:
    """Two activity keys."""
    keys = value.texts()
    if len(keys) != 2:
        raise value.fail("two activity keys")
    return keys[0], keys[1]


def weights(value: Reader) -> Weights:
    """Criterion → weight; those left out keep their usual weight."""
    known = asdict(Weights())
    for name, weight in value.fields():
        if name not in known:
            raise Malformed(f"weights.{name} isn't a criterion: use {', '.join(known)}")
        known[name] = weight.number()
    return Weights(**known)


def result_from_json(document: Json) -> Result:
    """The result that a document describes; `Malformed` says what is wrong and where."""
    top = expect(document, RESULT)
    status = top.get("status")
    if status.value not in tuple(Status):
        raise status.fail(" or ".join(Status))
    return Result(
        status=Status(status.value),
        assignment={key: placement(one) for key, one in top.get("assignment").fields()},
        attendance={key: one.texts() for key, one in top.get("attendance").fields()},
        costs={key: one.number() for key, one in top.get("costs").fields()},
        unplaced=tuple(unplaced(one) for one in top.get("unplaced").items()),
        seed=top.get("seed").whole(),
        iterations=int(top.get("iterations").number()),
        bound=top.get("bound", None).optional(Reader.number),
    )


def placement(value: Reader) -> Placement:
    """`start` and `space`."""
    return Placement(value.get("start").whole(), value.get("space").text())


def unplaced(value: Reader) -> Unplaced:
    """An activity left out, with its reasons."""
    return Unplaced(value.get("activity").text(), tuple(reason(one) for one in value.get("reasons").items()))


def reason(value: Reader) -> Reason:
    """A reason of the class that its `kind` names."""
    kind = value.get("kind")
    if kind.value not in REASONS:
        raise kind.fail(f"one of {', '.join(sorted(REASONS))}")
    built = REASONS[kind.value]
    given: dict[str, Any] = {}
    for field in fields(built):
        one = value.get(field.name)
        if field.name == "windows":
            given[field.name] = windows(one)
        else:
            given[field.name] = one.texts() if isinstance(one.value, list) else one.value
    reason: Reason = built(**given)
    return reason
