"""From what people tell to whom they are introduced on a day: rows → problem of `matching` → rows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Q, QuerySet

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.models import DIMENSIONS as RESPECTS
from bigre.encounters.models import Introduction, Notice, Openness
from bigre.encounters.queries.introductions import WAYS
from bigre.encounters.queries.knowing import avoiding_pairs, known_pairs
from bigre.people.models import Person
from bigre_solvers.matching import Line, Problem, Reason, Result, Stance, Stances, solve
from bigre_solvers.matching import Person as Somebody
from bigre_solvers.matching.texts import Encoder, Vector, stacked

# « A few each day », of which one is unexpected.
EACH_DAY = 3
# Narrower than the people of the same edition, a part of a profile is not for them.
_HIDDEN = Audience.NOBODY
_ENCODER = Encoder()


def read_notices(notices: QuerySet[Notice]) -> int:
    """Give a vector to every notice that has none (about 1.4 ms each, and 2 s once per process); return how many."""
    waiting = list(notices.filter(vector=b""))
    known = _ENCODER.vectors(one.text for one in waiting)
    for one in waiting:
        one.vector = known[one.text].tobytes()
    Notice.objects.bulk_update(waiting, ["vector"], batch_size=500)
    return len(waiting)


def open_people(edition: Edition, day: date) -> list[Person]:
    """Those who may be introduced on that day: they take part and are there, take suggestions, and show their name."""
    begins = edition.moment(day, 0)
    there = Q(participations__presences__isnull=True) | Q(
        participations__presences__starts_at__lt=begins + timedelta(days=1),
        participations__presences__ends_at__gt=begins,
    )
    coming = Q() if day < edition.starts_on else there
    people = Person.objects.filter(coming, participations__edition=edition, openness__takes_suggestions=True)
    seen = people.exclude(name_audience=_HIDDEN).select_related("openness", "place").distinct()
    return list(seen.prefetch_related("memberships", "occupations__territory", "notices__tags").order_by("pk"))


def introduce(*, edition: Edition, day: date, now: datetime, only: Person | None = None) -> int:
    """Introduce the people of an edition to each other for a day; return how many introductions were written.

    Who has introductions on that day already gets no more, except as the other side of somebody who has none. `only`:
    for one person, who has just told what they look for. Done twice, nothing more happens.
    """
    read_notices(Notice.objects.filter(person__participations__edition=edition).distinct())
    people = open_people(edition, day)
    served = set(edition.introductions.filter(day=day).values_list("person_id", flat=True))
    waiting = {one.pk for one in people if one.pk not in served and (only is None or one == only)}
    if not waiting or len(people) < 2:
        return _searched(waiting, [], now)
    problem = problem_of(people, pairs_introduced(edition), day)
    result = solve(problem, day.toordinal(), _vectors(people, problem))
    return _searched(waiting, _rows(edition, day, people, result, waiting), now)


@transaction.atomic
def _searched(waiting: Iterable[int], rows: list[Introduction], now: datetime) -> int:
    """Write what was found, and that it was looked for."""
    written = Introduction.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    Openness.objects.filter(person__in=list(waiting)).update(searched_at=now)
    return len(written)


def pairs_introduced(edition: Edition) -> set[tuple[int, int]]:
    """The pairs that were introduced in this edition, in the order of their ids."""
    rows = edition.introductions.values_list("person_id", "other_id")
    return {(min(pair), max(pair)) for pair in rows}


def problem_of(people: list[Person], past: Iterable[tuple[int, int]], day: date) -> Problem:
    """The matching problem of these people (as `open_people` loads them), keyed by their ids.

    Only what a person shows to the people of their edition is told to the solver: no reason can betray the rest.
    """
    ids = {one.pk for one in people}
    return Problem(
        people=tuple(_somebody(one) for one in people),
        known=_keys(known_pairs(ids)),
        forbidden=_keys(avoiding_pairs(ids, until=day)),
        past=_keys(pair for pair in past if ids.issuperset(pair)),
        per_person=EACH_DAY,
        fewest=EACH_DAY - 1,
        most=EACH_DAY + 1,
    )


def _keys(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(first), str(second)) for first, second in sorted(pairs))


def _somebody(person: Person) -> Somebody:
    shown = {part: getattr(person, f"{part}_audience") != _HIDDEN for part in ("about", "cooperative", "occupations")}
    occupations = [*person.occupations.all()] if shown["occupations"] else []
    memberships = [*person.memberships.all()] if shown["cooperative"] else []
    place = person.place if person.place_audience != _HIDDEN else None
    return Somebody(
        key=str(person.pk),
        languages=frozenset(person.languages) if shown["about"] else frozenset(),
        point=(place.latitude, place.longitude) if place else None,
        trades=frozenset(one.trade_id for one in occupations if one.trade_id),
        sectors=frozenset(one.sector_id for one in occupations if one.sector_id),
        ways=frozenset(WAYS.index(one.way) for one in occupations),
        cooperatives=frozenset(one.cooperative_id for one in memberships if one.until_on is None),
        stances=Stances(**{name: Stance(getattr(person.openness, name)) for name in RESPECTS}),
        offers=_lines(person, Notice.Kind.OFFER) if shown["about"] else (),
        needs=_lines(person, Notice.Kind.NEED) if shown["about"] else (),
    )


def _lines(person: Person, kind: Notice.Kind) -> tuple[Line, ...]:
    return tuple(Line(one.text, frozenset(tag.pk for tag in one.tags.all())) for one in notices_of(person, kind))


def notices_of(person: Person, kind: Notice.Kind) -> list[Notice]:
    """The person's notices of this kind, in the order in which the solver counts them."""
    return sorted((one for one in person.notices.all() if one.kind == kind), key=lambda one: one.pk)


def _vectors(people: Iterable[Person], problem: Problem) -> Vector:
    """The rows that `solve` asks for, from what the notices keep."""
    kept = {one.text: np.frombuffer(one.vector, np.float32) for person in people for one in person.notices.all()}
    return stacked(problem, kept)


def _rows(edition: Edition, day: date, people: list[Person], result: Result, waiting: set[int]) -> list[Introduction]:
    """Two mirrored introductions for each suggestion that concerns somebody who waits for one."""
    concerned = (one for one in result.suggestions if waiting.intersection(people[side].pk for side in one.pair))
    return [
        Introduction(
            edition=edition,
            day=day,
            person=people[side],
            other=people[one.other(side)],
            reasons=[_fact(reason, people[side], people[one.other(side)]) for reason in one.reasons_for(side)],
            unexpected=one.unexpected,
        )
        for one in concerned
        for side in one.pair
    ]


def _fact(reason: Reason, person: Person, other: Person) -> Mapping[str, Any]:
    """A reason as a row keeps it: notices by their ids instead of their places in a list; nothing that is empty."""
    facts = {name: value for name, value in asdict(reason).items() if value is not None and name != "weight"}
    if reason.offer is not None and reason.need is not None:
        theirs = reason.kind == reason.kind.THEY_OFFER_WHAT_YOU_SEEK
        who_offers, who_seeks = (other, person) if theirs else (person, other)
        facts["offer"] = notices_of(who_offers, Notice.Kind.OFFER)[reason.offer].pk
        facts["need"] = notices_of(who_seeks, Notice.Kind.NEED)[reason.need].pk
    return facts
