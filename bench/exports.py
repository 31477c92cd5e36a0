# ruff: noqa: PLC0415  # the site is set up in a folder of its own before anything of it is imported
"""How much the schedules that apps download cost: CPU per request, in units of a million-iteration Python loop.

    python bench/exports.py [--activities 105] [--requests 40]

Makes an edition in a database of its own and asks for `schedule.xml` and `schedule.json` through the whole
site (middleware, views, database), without a network. The best-known peer needs 5.6 (XML) and 4.6 (JSON) with 220
queries; ours is to stay at 0.5 or less. Timed while nothing changes (as apps ask again and again, without an ETag),
just after something changed, and with the ETag of an unchanged schedule (304).
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

PEER = {"schedule.xml": 5.6, "schedule.json": 4.6}
TARGET = 0.5


def unit() -> float:
    """CPU seconds of a loop of a million iterations, the best of five."""

    def loop() -> None:
        total = 0
        for number in range(1_000_000):
            total += number

    return min(cpu(loop) for _n in range(5))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def make_edition(activities: int) -> Any:
    """A week with so many activities in eight spaces, each led by two people whom everybody may see."""
    from bigre.core.models import Audience
    from bigre.people.models import Person
    from tests.factories import editions, programme
    from tests.factories.people import person_who_shows

    week = editions.edition("bench")
    lazaret = editions.venue()
    editions.stop(week, venue=lazaret)
    spaces = [editions.space(lazaret, f"Salle {n}") for n in range(8)]
    themes = [programme.theme(week, f"Thème {n}") for n in range(7)]
    kind = programme.format_of(week)
    people: list[Person] = [person_who_shows(Audience.EVERYONE, f"Personne {n}") for n in range(92)]
    version = programme.version(week)
    for n in range(activities):
        made = programme.activity(
            week,
            f"Activité {n}",
            leaders=[people[n % 92], people[(n + 7) % 92]],
            themes=[themes[n % 7]],
            format=kind,
            summary="En deux phrases, ce qui s’y passe et pour qui.",
            text="Un texte de quelques lignes. " * 12,
        )
        day = week.days[n // 8 % 5]
        programme.placement(version, made, spaces[n % 8], day, 570 + n // 40 % 3 * 105)
    return week


def measure(path: str, requests: int) -> dict[str, float]:
    """CPU seconds of one request when nothing changed, when something did, and for a 304; and the queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bigre.programme.models import Activity

    client = Client(HTTP_HOST="localhost")
    # Counted at once: the log is emptied by the next request.
    with CaptureQueriesContext(connection) as log:
        first = client.get(path)
    cold = len(log)
    assert first.status_code == 200, first.status_code
    with CaptureQueriesContext(connection) as log:
        client.get(path)
    warm = len(log)
    one = Activity.objects.all()[0]
    changed = []
    for _n in range(max(5, requests // 4)):
        one.title += "."
        one.save()
        changed.append(cpu(lambda: client.get(path)))
    etag = client.get(path).headers["ETag"]
    held = {"If-None-Match": etag}
    assert client.get(path, headers=held).status_code == 304
    return {
        "unchanged": median(cpu(lambda: client.get(path)) for _n in range(requests)),
        "changed": median(changed),
        "304": median(cpu(lambda: client.get(path, headers=held)) for _n in range(requests)),
        "queries": warm,
        "queries after a change": cold,
        "bytes": len(first.content),
    }


def main() -> int:
    """Print the figures; exit 0 when every schedule keeps to its target, just after a change too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--activities", type=int, default=105)
    parser.add_argument("--requests", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(BIGRE_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="bigre.settings", BIGRE_DEBUG="0")
        (Path(folder) / "static").mkdir()
        sys.path.insert(0, str(Path(__file__).parent.parent))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        make_edition(asked.activities)
        return report(asked.activities, asked.requests)


def report(activities: int, requests: int) -> int:
    """Measure both schedules and compare them with the target and the peer."""
    one = unit()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, {activities} activities; "
        f"one unit = {one * 1000:.1f} ms"
    )
    slow = 0
    for name, peer in PEER.items():
        found = measure(f"/editions/bench/{name}", requests)
        costs = {key: found[key] / one for key in ("unchanged", "changed", "304")}
        slow += max(costs["unchanged"], costs["changed"]) > TARGET
        print(
            f"{name}: {costs['unchanged']:.2f} units ({costs['changed']:.2f} just after a change, "
            f"{costs['304']:.2f} for a 304); {found['queries']:.0f} queries "
            f"({found['queries after a change']:.0f} the first time), "
            f"{found['bytes'] / 1000:.0f} kB; peer {peer} with 220 queries; target {TARGET}"
        )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
