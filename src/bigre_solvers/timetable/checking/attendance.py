"""Clauses on who is where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from bigre_solvers.timetable.checking.placement import Rule
from bigre_solvers.timetable.checking.view import View, Violation, ticks_in


def only_what_is_held(view: View) -> Iterator[Violation]:
    """Nobody attends an activity that was left out."""
    for person, keys in view.result.attendance.items():
        for key in keys:
            if key not in view.held:
                yield Violation("only_what_is_held", (person, key), f"{person!r} attends {key!r}, which has no place")


def those_who_must_attend_do(view: View) -> Iterator[Violation]:
    """Leaders and required people attend."""
    for key, held in view.held.items():
        for person in sorted(view.must[key] - held.attendees):
            yield Violation("those_who_must_attend_do", (person, key), f"{person!r} must be at {key!r} and isn't")


def only_what_they_wish(view: View) -> Iterator[Violation]:
    """Nobody attends what they neither wish, lead, nor are required for."""
    for key, held in view.held.items():
        for person in sorted(held.attendees - view.must[key]):
            if key not in view.people[person].wishes:
                yield Violation("only_what_they_wish", (person, key), f"{person!r} attends {key!r} without wishing it")


def one_activity_per_person(view: View) -> Iterator[Violation]:
    """A person is at one activity at a time, those where they must be included."""
    at: dict[tuple[str, int], str] = {}
    reported = set()
    for key, held in view.held.items():
        for person in sorted(held.attendees | view.must[key]):
            for tick in sorted(held.ticks):
                other = at.setdefault((person, tick), key)
                if other != key and (person, other, key) not in reported:
                    reported.add((person, other, key))
                    sentence = f"{person!r} is at {other!r} and {key!r} at tick {tick}"
                    yield Violation("one_activity_per_person", (person, other, key), sentence)


def time_to_travel(view: View) -> Iterator[Violation]:
    """Between activities on different sites, a person has the time that it takes to go there."""
    for travel in view.problem.travels:
        here, there = (places_by_person(view, site) for site in (travel.one, travel.other))
        for person in sorted(here.keys() & there.keys()):
            for one, other in product(here[person], there[person]):
                first, second = sorted((one, other), key=lambda key: view.held[key].start)
                arrival = max(view.held[first].ticks) + travel.ticks
                if arrival >= view.held[second].start:
                    sentence = f"{person!r} can't be at {second!r} in time: {travel.ticks} ticks from {first!r}"
                    yield Violation("time_to_travel", (person, first, second), sentence)


def places_by_person(view: View, site: str) -> dict[str, list[str]]:
    """Person → what they attend or must attend on the site."""
    found: dict[str, list[str]] = {}
    for key, held in view.held.items():
        for person in held.attendees | view.must[key] if held.space.site == site else ():
            found.setdefault(person, []).append(key)
    return found


def one_of_the_repeats(view: View) -> Iterator[Violation]:
    """Nobody who leads none of some repeats attends two of them."""
    for group in view.problem.repeats:
        held = [view.held[key] for key in group if key in view.held]
        leading = {person for one in held for person in one.activity.leaders}
        present = Counter(person for one in held for person in one.attendees | view.must[one.activity.key])
        for person in sorted(present.keys() - leading):
            if present[person] > 1:
                keys = tuple(one.activity.key for one in held if person in one.attendees)
                sentence = f"{person!r} attends {' and '.join(map(repr, keys))}, which are repeats"
                yield Violation("one_of_the_repeats", (person, *keys), sentence)


def people_are_there(view: View) -> Iterator[Violation]:
    """A person attends only while available."""
    for key, held in view.held.items():
        for person in sorted(held.attendees | view.must[key]):
            windows = view.people[person].availability
            if windows is not None and not held.ticks <= ticks_in(windows):
                yield Violation("people_are_there", (person, key), f"{person!r} is absent during {key!r}")


def spaces_suit_people(view: View) -> Iterator[Violation]:
    """A person attends only in spaces that offer what they need."""
    for key, held in view.held.items():
        for person in sorted(held.attendees | view.must[key]):
            if not view.people[person].features <= held.space.features:
                sentence = f"{held.space.key!r}, where {key!r} is held, doesn't suit {person!r}"
                yield Violation("spaces_suit_people", (person, key, held.space.key), sentence)


def no_more_than_seats(view: View) -> Iterator[Violation]:
    """No more people attend than the activity has seats."""
    for key, held in view.held.items():
        present, seats = len(held.attendees | view.must[key]), held.activity.seats
        if seats is not None and present > seats:
            yield Violation("no_more_than_seats", (key,), f"{present} attend {key!r}, which has {seats} seats")


ATTENDANCE_RULES: tuple[Rule, ...] = (
    only_what_is_held,
    those_who_must_attend_do,
    only_what_they_wish,
    one_activity_per_person,
    time_to_travel,
    one_of_the_repeats,
    people_are_there,
    spaces_suit_people,
    no_more_than_seats,
)
