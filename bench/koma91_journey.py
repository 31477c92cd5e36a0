# ruff: noqa: PLC0415  # the site is set up in a folder of its own before anything of it is imported
"""The team's journey with the real koma91 file, in a real browser on the real server, timed step by step.

    python -m bench.koma91_journey --data ../shared/data [--seconds 30]

`--data` is a folder that holds `koma/koma91.json.xz`, `frab/schedule.xml.xsd` and `frab/schema.json`. Imports the file
from the web page, plans with progress shown, publishes, plans again from another seed, reads the changes, publishes,
reads the programme as anybody, and validates `schedule.xml`, `schedule.json` and what the team's page exports.
`bigre check` has the last word. Exit 0 when every step went well.
"""

import argparse
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from .programme_page import environment
from .validate_exports import errors_in_json, errors_in_xml

PLANNING = "/editions/koma91/programme/planning/"
# In the page: how many activities koma91 has.
ACTIVITIES = 31
READY = 180
STEP = 120_000


def main() -> int:
    """Walk the journey in a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--port", type=int, default=8391)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        asked.make.write_text(make_planner())
        return 0
    print(f"{platform.machine()}, {os.cpu_count()} processors, CPython {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "bench.koma91_journey", "--data", ".", "--make", str(folder / "session")]
        subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.DEVNULL)
        with serving(folder, asked.port) as address, browsing(address, (folder / "session").read_text()) as page:
            journey(page, address, asked.data, asked.seconds)
            wrong = validated(page, address, asked.data, folder)
        check = subprocess.run([sys.executable, "-m", "bigre", "check", "koma91"], env=environment(folder), check=False)
    return 1 if wrong or check.returncode else 0


def make_planner() -> str:
    """A database with one person of a programme team; the session that signs her in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bigre.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.factories import editions, people

    call_command("migrate", verbosity=0)
    chloe = people.person_with_account("Chloé")
    editions.team_member(editions.edition(), chloe)
    client = Client()
    assert chloe.account is not None
    client.force_login(chloe.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """The site of this folder with its background worker, once it answers."""
    command = [sys.executable, "-m", "bigre", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment(folder), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        next(line for line in process.stdout if str(port) in line)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


@contextlib.contextmanager
def browsing(address: str, session: str) -> Iterator[Page]:
    """A desk's browser in which the planner has signed in."""
    chromium = "/usr/bin/chromium"
    with sync_playwright() as playwright:
        path = chromium if Path(chromium).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        expect.set_options(timeout=STEP)
        yield context.new_page()
        browser.close()


@contextlib.contextmanager
def step(told: str) -> Iterator[None]:
    """Print how long a step took."""
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:7.1f} s  {told}", flush=True)


def journey(page: Page, address: str, data: Path, seconds: int) -> None:
    """From the file to the programme that anybody reads, twice."""
    with step("import koma91 from the page"):
        page.goto(f"{address}/import/")
        page.get_by_label("Fichier", exact=True).set_input_files(data / "koma" / "koma91.json.xz")
        page.get_by_role("button", name="Importer", exact=True).click()
        expect(page.get_by_text("Le fichier est importé en entier.")).to_be_visible()
    for seed in (1, 2):
        with step(f"plan for {seconds} s from seed {seed}, progress shown"):
            plan(page, address, seconds, seed)
        report(page)
        with step(f"look at version {seed} and publish it"):
            publish(page, seed)
    with step("read the programme as anybody"):
        anybody = page.context.browser
        assert anybody is not None
        visitor = anybody.new_page(locale="fr-FR")
        visitor.goto(f"{address}/editions/koma91/programme/")
        expect(visitor.locator("article.activity")).to_have_count(ACTIVITIES)


def plan(page: Page, address: str, seconds: int, seed: int) -> None:
    """Start the solver and wait for its end on the page that shows how far it is."""
    page.goto(address + PLANNING)
    page.get_by_label("Durée du calcul, en secondes").fill(str(seconds))
    page.get_by_label("Numéro du tirage").fill(str(seed))
    page.get_by_role("button", name="Calculer une grille").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("Calcul en cours")).to_be_visible(timeout=READY * 1000)
    expect(page.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=(READY + seconds) * 1000)


def report(page: Page) -> None:
    """What the page says of the result."""
    print(f"           {page.get_by_role('status').first.inner_text()}")
    for line in page.locator("table.bars tr").all_inner_texts():
        print(f"           {' '.join(line.split())}")


def publish(page: Page, number: int) -> None:
    """Read what would change, then publish."""
    page.get_by_role("link", name=f"Regarder la version {number}").click()
    changes = page.locator("#changes li").all_text_contents()
    print(f"           {len(changes)} changes", *(f"· {' '.join(one.split())}" for one in changes[:3]))
    page.get_by_role("link", name="Publier cette version").click()
    page.get_by_role("button", name="Publier pour tout le monde").click()
    expect(page.get_by_text("est publiée : tout le monde la voit.")).to_be_visible()


def validated(page: Page, address: str, data: Path, folder: Path) -> int:
    """How many errors the published schemas find in the four files."""
    wrong = 0
    for name in ("schedule.xml", "schedule.json", "programme/export/frab-xml/", "programme/export/frab-json/"):
        file = folder / ("file.json" if "json" in name else "file.xml")
        file.write_bytes(page.request.get(f"{address}/editions/koma91/{name}").body())
        errors = (
            list(errors_in_json(data / "frab" / "schema.json", file))
            if "json" in name
            else list(errors_in_xml(data / "frab" / "schedule.xml.xsd", file))
        )
        print(f"{name}: {'valid' if not errors else errors[:3]}")
        wrong += len(errors)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
