"""Matching problems and results as JSON, version 1: written and read without loss."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum

from bigre_solvers.matching.problem import Line, Person, Problem, Stance, Stances, Weights
from bigre_solvers.matching.result import Kind, Lack, Reason, Result, Shortage, Suggestion
from bigre_solvers.timetable.exchange.bigre import expect, plain
from bigre_solvers.timetable.exchange.reading import Json, Malformed, Reader

PROBLEM, RESULT, VERSION = "bigre-matching", "bigre-matching-result", 1
OWN = Problem(())  # what is left out has its value


def problem_to_json(problem: Problem) -> Json:
    """The problem as plain JSON values; sets are sorted lists."""
    return {"format": PROBLEM, "version": VERSION, **plain(problem)}


def result_to_json(result: Result) -> Json:
    """The result as plain JSON values; a reason has only the facts that belong to it."""
    document = {"format": RESULT, "version": VERSION, **plain(result)}
    for suggestion in document["suggestions"]:
        suggestion["reasons"] = [[told(reason) for reason in own] for own in suggestion["reasons"]]
    return document


def told(reason: dict[str, Json]) -> dict[str, Json]:
    """A reason without the facts that it doesn't have."""
    return {name: value for name, value in reason.items() if value is not None}


def problem_from_json(document: Json) -> Problem:
    """The problem that a document describes; `Malformed` says what is wrong and where."""
    top = expect(document, PROBLEM)
    return Problem(
        people=tuple(person(one) for one in top.get("people").items()),
        known=pairs(top.get("known", [])),
        forbidden=pairs(top.get("forbidden", [])),
        past=pairs(top.get("past", [])),
        per_person=top.get("per_person", OWN.per_person).whole(),
        fewest=top.get("fewest", OWN.fewest).whole(),
        most=top.get("most", OWN.most).whole(),
        surprise=top.get("surprise", OWN.surprise).flag(),
        weights=weights(top.get("weights", {})),
        title=top.get("title", "").text(),
    )


def person(one: Reader) -> Person:
    """A person; only the key is needed."""
    return Person(
        key=one.get("key").text(),
        languages=frozenset(one.get("languages", []).texts()),
        point=one.get("point", None).optional(point),
        trades=numbers(one.get("trades", [])),
        sectors=numbers(one.get("sectors", [])),
        ways=numbers(one.get("ways", [])),
        cooperatives=numbers(one.get("cooperatives", [])),
        stances=stances(one.get("stances", {})),
        offers=lines(one.get("offers", [])),
        needs=lines(one.get("needs", [])),
    )


def point(one: Reader) -> tuple[float, float]:
    """Latitude and longitude."""
    found = tuple(number.number() for number in one.items())
    if len(found) != 2:
        raise one.fail("latitude and longitude")
    return found


def numbers(many: Reader) -> frozenset[int]:
    """A set of numbers."""
    return frozenset(one.whole() for one in many.items())


def lines(many: Reader) -> tuple[Line, ...]:
    """Offers or needs; tags may be left out."""
    return tuple(Line(one.get("text").text(), numbers(one.get("tags", []))) for one in many.items())


def stances(one: Reader) -> Stances:
    """Stances; those that aren't named are `either`."""
    known = known_fields(one, Stances, "a dimension")
    return Stances(**{name: among(value, Stance) for name, value in known.items()})


def among[E: StrEnum](one: Reader, kind: type[E]) -> E:
    """One of a few words."""
    word = one.text()
    if word not in set(kind):
        raise one.fail(" or ".join(kind))
    return kind(word)


def weights(one: Reader) -> Weights:
    """Weights; those that aren't named have their usual value."""
    return Weights(**{name: value.number() for name, value in known_fields(one, Weights, "a weight").items()})


def known_fields(one: Reader, kind: type[Stances] | type[Weights], what: str) -> dict[str, Reader]:
    """The fields of an object, all of them names that the class has."""
    known = {field.name for field in fields(kind)}
    for name, value in one.fields():
        if name not in known:
            raise Malformed(f"{value.where} isn't {what}: use some of {', '.join(sorted(known))}")
    return dict(one.fields())


def pairs(many: Reader) -> tuple[tuple[str, str], ...]:
    """Pairs of keys."""
    found = []
    for one in many.items():
        keys = one.texts()
        if len(keys) != 2:
            raise one.fail("two keys")
        found.append((keys[0], keys[1]))
    return tuple(found)


def result_from_json(document: Json) -> Result:
    """The result that a document describes."""
    top = expect(document, RESULT)
    return Result(
        suggestions=tuple(suggestion(one) for one in top.get("suggestions").items()),
        shortages=tuple(
            Shortage(one.get("person").whole(), among(one.get("lack"), Lack)) for one in top.get("shortages").items()
        ),
        value=top.get("value").number(),
        bound=top.get("bound").number(),
        plain_bound=top.get("plain_bound").number(),
        seed=top.get("seed").whole(),
    )


def suggestion(one: Reader) -> Suggestion:
    """A suggestion with the reasons of both."""
    pair = tuple(number.whole() for number in one.get("pair").items())
    own = tuple(tuple(reason(each) for each in side.items()) for side in one.get("reasons").items())
    if len(pair) != 2 or len(own) != 2:
        raise one.fail("a pair, and reasons for each of both")
    return Suggestion(pair, one.get("score").number(), one.get("unexpected").flag(), own)


def reason(one: Reader) -> Reason:
    """A reason with its facts."""
    return Reason(
        kind=among(one.get("kind"), Kind),
        weight=one.get("weight").number(),
        of=one.get("of", None).optional(Reader.whole),
        km=one.get("km", None).optional(Reader.whole),
        language=one.get("language", None).optional(Reader.text),
        offer=one.get("offer", None).optional(Reader.whole),
        need=one.get("need", None).optional(Reader.whole),
        tag=one.get("tag", None).optional(Reader.whole),
    )
