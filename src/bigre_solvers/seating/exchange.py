"""Seating problems and results as JSON, version 1: written and read without loss."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from bigre_solvers.seating.problem import Person, Pin, Problem, Round, Table, Weights
from bigre_solvers.seating.result import Bound, Result
from bigre_solvers.timetable.exchange.bigre import expect, plain
from bigre_solvers.timetable.exchange.reading import Json, Malformed, Reader

PROBLEM, RESULT, VERSION = "bigre-seating", "bigre-seating-result", 1


def problem_to_json(problem: Problem) -> Json:
    """The problem as plain JSON values; sets are sorted lists."""
    return {"format": PROBLEM, "version": VERSION, **plain(problem)}


def result_to_json(result: Result) -> Json:
    """The result as plain JSON values."""
    return {"format": RESULT, "version": VERSION, **plain(result)}


def problem_from_json(document: Json) -> Problem:
    """The problem that a document describes; `Malformed` says what is wrong and where."""
    top = expect(document, PROBLEM)
    usual = top.get("tables", None)
    return Problem(
        people=tuple(person(one) for one in top.get("people").items()),
        rounds=tuple(meal(one, usual) for one in top.get("rounds").items()),
        together=tuple(one.texts() for one in top.get("together", []).items()),
        apart=pairs(top.get("apart", [])),
        pins=tuple(
            Pin(one.get("person").text(), one.get("round").text(), one.get("table").text())
            for one in top.get("pins", []).items()
        ),
        met=pairs(top.get("met", [])),
        suggested=pairs(top.get("suggested", [])),
        weights=weights(top.get("weights", {})),
        title=top.get("title", "").text(),
    )


def person(one: Reader) -> Person:
    """A person; only the key is needed."""
    return Person(
        one.get("key").text(),
        one.get("label", "").text(),
        one.get("group", "").text(),
        frozenset(one.get("needs", []).texts()),
    )


def meal(one: Reader, usual: Reader) -> Round:
    """A round, with tables of its own or the usual ones."""
    own = one.get("tables", usual.value)
    if own.value is None:
        raise Malformed(f"{one.where} has no 'tables', nor has the document: add them to either")
    return Round(
        one.get("key").text(),
        tuple(table(seat) for seat in own.items()),
        frozenset(one.get("absent", []).texts()),
        one.get("label", "").text(),
    )


def table(one: Reader) -> Table:
    """A table; key and seats are needed."""
    seats = one.get("seats").whole()
    return Table(
        one.get("key").text(),
        seats,
        one.get("fewest", min(2, seats)).whole(),
        frozenset(one.get("features", []).texts()),
        one.get("label", "").text(),
    )


def pairs(many: Reader) -> tuple[tuple[str, str], ...]:
    """Pairs of keys."""
    found = []
    for one in many.items():
        keys = one.texts()
        if len(keys) != 2:
            raise one.fail("two keys")
        found.append((keys[0], keys[1]))
    return tuple(found)


def weights(one: Reader) -> Weights:
    """Weights; those that aren't named have their usual value."""
    known = {field.name for field in fields(Weights)}
    given = {name: value.number() for name, value in one.fields() if name in known}
    for name, value in one.fields():
        if name not in known:
            raise Malformed(f"{value.where} isn't a weight: use some of {', '.join(sorted(known))}")
    return Weights(**given)


def result_from_json(document: Json, problem: Problem) -> Result:
    """The result that a document describes, or any that only has `rounds`; tables left out at the end are empty."""
    top = Reader(document)
    rounds = [
        tuple(tuple(seat.whole() for seat in table.items()) for table in one.items())
        for one in top.get("rounds").items()
    ]
    for k, one in enumerate(problem.rounds[: len(rounds)]):
        rounds[k] += ((),) * (len(one.tables) - len(rounds[k]))
    stated = top.get("bound", None)
    endless = Bound(1 << 40, float("inf"), "not stated")
    return Result(
        rounds=tuple(rounds),
        pairs=top.get("pairs", -1).whole(),
        value=top.get("value", 0.0).number(),
        costs={name: cost.number() for name, cost in top.get("costs", {}).fields()},
        bound=stated.optional(bound) or endless,
        explanation=top.get("explanation", []).texts(),
        seed=top.get("seed", 0).whole(),
        iterations=int(top.get("iterations", 0).number()),
    )


def bound(one: Reader) -> Bound:
    """A bound."""
    return Bound(one.get("pairs").whole(), one.get("value").number(), one.get("reason").text())


def without_empty_tables(document: dict[str, Any]) -> dict[str, Any]:
    """A result's document without tables at which nobody sits: for tables that have no names."""
    return {**document, "rounds": [[table for table in tables if table] for tables in document["rounds"]]}
