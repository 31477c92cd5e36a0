"""The demo edition, loaded and timetabled for the simulated week."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bench.week_gathering import DAY, Gathering, Guest, Morning, Session, Slot, mixers_of
from bigre_solvers import matching, timetable

if TYPE_CHECKING:
    from bigre.editions.models import Edition

# Full board of four nights: from Monday's dinner to Friday's lunch.
MEALS = 12
ITERATIONS_OF_TIMETABLE = 60_000


def demo_gathering() -> Gathering:
    """The demo edition, loaded into a database of its own and timetabled by our solver (seed 1)."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BIGRE_DATA_DIR": folder, "BIGRE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bigre.settings"}
        # ruff: noqa: PLC0415  # Django reads its settings from the environment when it is imported
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from bigre.site.demo import load_demo

        call_command("migrate", verbosity=0)
        return _gathering(load_demo(now=timezone.now()))


def _gathering(edition: Edition) -> Gathering:
    from bigre.programme.planning import prepared

    problem = prepared(edition)[2]
    planned = timetable.solve(problem, timetable.MaxIterations(ITERATIONS_OF_TIMETABLE), 1)
    people = _people(edition)
    sessions = _sessions(edition, problem, planned, people)
    bands = tuple(Slot(day * DAY + start, day * DAY + end) for day, start, end in _bands(edition))
    held, mixers = tuple(sessions.values()), mixers_of(bands, tuple(sessions.values()))
    wishes = np.zeros((len(people), len(held) + len(mixers)), np.float32)
    keys = {key: number for number, key in enumerate(sessions)}
    for person, somebody in zip(people, _in_order(people, problem), strict=True):
        for key, weight in somebody.wishes.items():
            if key in keys:
                wishes[people[person], keys[key]] = weight
    mornings = tuple(_morning(edition, number) for number in range(len(edition.days)))
    guests = {guest.key: number for guest, number in people.items()}
    return Gathering(
        people=tuple(people),
        sessions=(*held, *mixers),
        mixers=frozenset(range(len(held), len(held) + len(mixers))),
        bands=bands,
        meals=_meals(edition),
        mornings=mornings,
        wishes=wishes,
        fits=_fits(mornings, guests),
    )


def _in_order(people: dict[Guest, int], problem: timetable.Problem) -> list[timetable.Person]:
    from bigre.people.models import Person

    uuids = {str(pk): str(uuid) for pk, uuid in Person.objects.values_list("pk", "uuid")}
    asked = {one.key: one for one in problem.people}
    return [asked.get(uuids[guest.key], timetable.Person("", "")) for guest in people]


def _people(edition: Edition) -> dict[Guest, int]:
    """Guest → number, in the order of their ids."""
    rows = edition.participations.order_by("person_id").select_related("person")
    opens, closes = edition.opens_minutes, (len(edition.days) - 1) * DAY + edition.closes_minutes
    found = {}
    for number, row in enumerate(rows.prefetch_related("presences", "person__memberships", "person__participations")):
        stays = [(_minutes(edition, one.starts_at), _minutes(edition, one.ends_at)) for one in row.presences.all()]
        guest = Guest(
            key=str(row.person_id),
            cooperative=row.person.memberships.all()[0].cooperative_id,
            languages=frozenset(row.person.languages),
            first_time=row.first_time,
            # An edition still to come has brought nobody together yet.
            past=frozenset(
                one.edition_id for one in row.person.participations.all() if one.edition_id in _before(edition)
            ),
            arrives=min((start for start, _end in stays), default=opens),
            leaves=max((end for _start, end in stays), default=closes),
        )
        found[guest] = number
    return found


def _before(edition: Edition) -> set[int]:
    from bigre.editions.models import Edition as Editions

    return set(Editions.objects.filter(ends_on__lt=edition.starts_on).values_list("pk", flat=True))


def _minutes(edition: Edition, moment: datetime) -> int:
    return round((moment - edition.moment(edition.starts_on, 0)).total_seconds() / 60)


def _sessions(
    edition: Edition, problem: timetable.Problem, planned: timetable.Result, people: dict[Guest, int]
) -> dict[str, Session]:
    """Key of the activity → session, by start."""
    numbers = {guest.key: number for guest, number in people.items()}
    asked = {one.key: one for one in problem.activities}
    rooms = {one.key: one.capacity or len(people) for one in problem.spaces}
    tick, found = problem.tick_minutes, {}
    for row in edition.activities.select_related("format").prefetch_related("leads"):
        place, activity = planned.assignment.get(str(row.uuid)), asked.get(str(row.uuid))
        if place is not None and activity is not None:
            room = rooms[place.space]
            found[str(row.uuid)] = Session(
                start=place.start * tick,
                end=(place.start + activity.duration) * tick,
                seats=min(room, activity.seats or room),
                format=row.format.slug if row.format else "",
                languages=frozenset(row.languages),
                leaders=tuple(numbers[str(lead.person_id)] for lead in row.leads.all()),
            )
    return dict(sorted(found.items(), key=lambda one: (one[1].start, one[0])))


def _bands(edition: Edition) -> list[tuple[int, int, int]]:
    rows = edition.bands.order_by("day", "starts_minutes")
    return [((row.day - edition.starts_on).days, row.starts_minutes, row.ends_minutes) for row in rows if row.day]


def _meals(edition: Edition) -> tuple[Slot, ...]:
    times = edition.protected_times.order_by("starts_minutes").values_list("starts_minutes", "ends_minutes")
    every = [Slot(day * DAY + a, day * DAY + b) for day in range(len(edition.days)) for a, b in times]
    # Nobody eats together before the first dinner, nor after the last lunch.
    return tuple(every[len(times) - 1 :][:MEALS])


def _morning(edition: Edition, number: int) -> Morning:
    from bigre.encounters.planning.introductions import open_people, problem_of

    problem = problem_of(open_people(edition, edition.days[number]), (), edition.days[number])
    texts = matching.Encoder().vectors(line.text for line in matching.lines_of(problem))
    return Morning(problem, matching.stacked(problem, texts))


def _fits(mornings: tuple[Morning, ...], numbers: dict[str, int]) -> NDArray[np.bool_]:
    """Where one offers under the very tag under which the other looks for something."""
    people = {one.key: one for morning in mornings for one in morning.problem.people}
    tags = {
        numbers[key]: ({tag for line in one.offers for tag in line.tags}, {t for line in one.needs for t in line.tags})
        for key, one in people.items()
    }
    fits = np.zeros((len(numbers), len(numbers)), np.bool_)
    for person, (offers, _needs) in tags.items():
        for other, (_offers, needs) in tags.items():
            if person != other and offers & needs:
                fits[person, other] = fits[other, person] = True
    return fits
