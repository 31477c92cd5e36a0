# ruff: noqa: PLC0415  # the site is set up in a folder of its own before anything of it is imported
"""What a drag at the desk costs the server: where an activity may go, then moving it there.

    python -m bench.desk_drag [--activities 400] [--spaces 30] [--people 1000] [--drags 30]

Makes an edition in a database of its own and asks through the whole site (middleware, views, database), without a
network: another card is picked each time, and every third one is moved. Asked for: less than 100 ms of server time.
The first pick states the edition as a problem, which is then kept for a minute; it is told apart, as is the first move,
which loads what moves need.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from bench.timetable_machine import machine

DAYS, STARTS = 5, (9 * 60 + 30, 11 * 60 + 15, 14 * 60 + 30, 16 * 60 + 15)
TARGET = 0.1


def make_edition(activities: int, spaces: int, people: int) -> Any:
    """A week with so many activities, each led by one person and wished by some; the draft places all that fit."""
    from bigre.people.models import Person
    from bigre.programme.models import Activity, Lead, Placement
    from bigre.proposals.models import Proposal, Wish
    from tests.factories import editions, programme

    chance = Random(1)
    week = editions.edition("bench", closes_minutes=19 * 60)
    for name, start in zip(("Matin", "Midi", "Après-midi", "Fin de journée"), STARTS, strict=True):
        editions.band(week, name, start, start + 90)
    venue = editions.venue()
    editions.stop(week, venue=venue)
    rooms = [editions.space(venue, f"Salle {n:02}", position=n, capacity=20 + n) for n in range(spaces)]
    crowd = Person.objects.bulk_create(Person(name=f"Personne {n}") for n in range(people))
    proposals = Proposal.objects.bulk_create(
        Proposal(edition=week, title=f"Activité {n}", duration_minutes=60, state="confirmed") for n in range(activities)
    )
    made = Activity.objects.bulk_create(
        Activity(edition=week, proposal=one, title=one.title, duration_minutes=60, max_size=15) for one in proposals
    )
    Lead.objects.bulk_create(Lead(activity=one, person=crowd[n % people]) for n, one in enumerate(made))
    Wish.objects.bulk_create(
        Wish(person=one, proposal=wished, level=1) for one in crowd for wished in chance.sample(proposals, 10)
    )
    version = programme.version(week, published_at=None)
    slots = [(day, start, room) for day in week.days[:DAYS] for start in STARTS for room in rooms]
    placements = []
    for one, (day, start, room) in zip(made, slots, strict=False):
        starts_at = week.moment(day, start)
        ends_at = starts_at + timedelta(minutes=60)
        placements.append(Placement(version=version, activity=one, space=room, starts_at=starts_at, ends_at=ends_at))
    Placement.objects.bulk_create(placements)
    return week, version


def planner(edition: Any) -> Any:
    """A browser in which somebody of the team is signed in."""
    from tests.factories.editions import team_member
    from tests.factories.people import person_with_account, signed_in

    chloe = person_with_account("Chloé")
    team_member(edition, chloe)
    return signed_in(chloe)


def timed(ask: Any) -> tuple[float, float, Any]:
    """CPU seconds and seconds of the clock of one request, and its answer."""
    began, wall = time.process_time(), time.perf_counter()
    answer = ask()
    assert answer.status_code == 200, answer.content
    return time.process_time() - began, time.perf_counter() - wall, answer


def drags(browser: Any, edition: Any, version: Any, count: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds of each first pick, later pick and move."""
    from bigre.programme.models import Activity

    desk = f"/editions/{edition.slug}/programme/planning/desk/{version.number}/"
    found: dict[str, list[tuple[float, float]]] = {"first pick": [], "first move": [], "pick": [], "move": []}
    for number, activity in enumerate(Activity.objects.order_by("?")[:count]):
        address = f"{desk}activities/{activity.uuid}/"
        cpu, wall, answer = timed(lambda at=f"{address}places/": browser.get(at))
        found["pick" if number else "first pick"].append((cpu, wall))
        if number % 3 == 0 and (free := first_free(answer.json())):
            version.refresh_from_db()
            sent = free | {"seen": version.revision}
            cpu, wall, _answer = timed(
                lambda at=f"{address}move/", s=sent: browser.post(at, s, headers={"X-Desk": "1"})
            )
            found["move" if found["first move"] else "first move"].append((cpu, wall))
    return found


def first_free(told: Any) -> dict[str, Any] | None:
    """A free place in an answer."""
    for row, start in zip(told["forbidden"], told["starts"], strict=True):
        for why, space in zip(row, told["spaces"], strict=True):
            if not why:
                return {"starts_at": start["at"], "space": space["pk"]}
    return None


def tell(name: str, seconds: list[tuple[float, float]]) -> None:
    """One line: how often, and the CPU and clock milliseconds."""
    if not seconds:
        return
    cpu, wall = zip(*seconds, strict=True)
    worst = quantiles(cpu, n=20)[-1] if len(cpu) > 1 else cpu[0]
    within = sum(one < TARGET for one in cpu)
    print(
        f"{name:11}{len(cpu):5}  CPU ms: median {1000 * median(cpu):6.1f}, 95 % under {1000 * worst:6.1f}; "
        f"clock, median {1000 * median(wall):6.1f}; under {1000 * TARGET:.0f} ms of CPU: {within} of {len(cpu)}"
    )


def main() -> None:
    """Makes the edition, drags, and prints a line for each kind of request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("activities", 400), ("spaces", 30), ("people", 1000), ("drags", 30)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BIGRE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "bigre.settings"}
        os.environ["BIGRE_ALLOWED_HOSTS"] = "testserver"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        edition, version = make_edition(given.activities, given.spaces, given.people)
        browser = planner(edition)
        # Addresses and the sign-in are loaded once, by whatever comes first.
        browser.get(f"/editions/{edition.slug}/programme/planning/desk/{version.number}/since/99/")
        # What was made for the measurement is no garbage of the server's to look through.
        gc.collect()
        gc.freeze()
        print(f"{machine()}; {given.activities} activities, {given.spaces} spaces, {given.people} people")
        for name, seconds in drags(browser, edition, version, given.drags).items():
            tell(name, seconds)
        size = Path(folder, "bigre.sqlite3").stat().st_size / 1e6
        print(f"database: {size:.0f} MB")


if __name__ == "__main__":
    main()
