"""The programme page under a stopwatch: processor time, sizes, queries, and a phone on a slow network.

`python -m bench.programme_page` makes editions of 105 and 1,000 activities, starts the real server on each, and prints
what it measured beside what the best-known peer took for such a page.
"""

import argparse
import contextlib
import gzip
import http.client
import os
import platform
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, sync_playwright

ADDRESS = "/editions/bigre-2022/programme/"
TICKS = os.sysconf("SC_CLK_TCK")
# A phone on a slow network: 1.6 Mbit/s, 150 ms away, a processor four times slower.
NETWORK = {"offline": False, "downloadThroughput": 200_000, "uploadThroughput": 93_750, "latency": 150}


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--make", type=int, help=argparse.SUPPRESS)
    asked.add_argument("--activities", type=int, nargs="*", default=[105, 1_000])
    asked.add_argument("--requests", type=int, default=200)
    chosen = asked.parse_args()
    if chosen.make:
        print(make_edition(chosen.make))
        return
    loop = million_loop()
    print(f"{platform.machine()}, {os.cpu_count()} processors, CPython {platform.python_version()}")
    print(f"a loop of a million additions: {loop * 1000:.1f} ms of processor")
    for count in chosen.activities:
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder), chosen.requests)


def million_loop() -> float:
    """Seconds of processor for a million additions: the unit that makes figures of different machines comparable."""

    def once() -> float:
        started, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number
        return time.process_time() - started

    return sorted(once() for _ in range(7))[3]


def make_edition(count: int) -> int:
    """Fill the database of this process's settings; return how many queries the page takes when nothing is cached."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bigre.settings"
    django.setup()
    # Models can be imported once Django is set up, and only in the process that makes the edition.
    busy_edition = import_module("tests.factories.busy").busy_edition
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        busy_edition(count)
    with CaptureQueriesContext(connection) as queries:
        Client(headers={"Host": "localhost"}).get(ADDRESS)
    return len(queries)


@dataclass(frozen=True)
class Server:
    """The real server, answering on its own port, and how to read its processor time."""

    pid: int
    port: int

    def seconds(self) -> float:
        """Processor seconds used so far by the server and its workers."""
        return sum(cpu_seconds(pid) for pid in family(self.pid))

    def get(self, line: http.client.HTTPConnection, **headers: str) -> tuple[int, bytes, str]:
        """Status, body as sent and ETag of the page."""
        line.request("GET", ADDRESS, headers={"Accept-Encoding": "gzip", "Accept-Language": "fr", **headers})
        response = line.getresponse()
        return response.status, response.read(), response.headers.get("ETag", "")


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def cpu_seconds(pid: int) -> float:
    """Processor seconds of one process, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The site of this folder, served by one worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "1", "--workers-kill-timeout", "3"]
    command = [sys.executable, "-m", "granian", *options, "bigre.wsgi:application"]
    process = subprocess.Popen(command, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(20)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a site that keeps everything in this folder."""
    return {**os.environ, "BIGRE_DATA_DIR": str(folder), "PYTHONPATH": os.pathsep.join(["src", "."])}


def wait_for(port: int) -> None:
    """Return once the server answers; give up after a minute."""
    for _ in range(300):
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as one:
            one.request("GET", ADDRESS)
            one.getresponse().read()
            return
        time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def measure(count: int, folder: Path, requests: int) -> None:
    """Make an edition, serve it, and print its table."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.programme_page", "--make", str(count)],
        env=environment(folder),
        check=True,
        capture_output=True,
        text=True,
    )
    with serving(folder) as server:
        rows = [*processor_rows(server, folder, requests), ("queries when nothing is cached", made.stdout.strip(), "")]
        rows += size_rows(server) + browser_rows(server)
    print(f"\n{count} activities, one worker".ljust(58) + "ours".rjust(16) + "  peer")
    for name, ours, peer in rows:
        print(f"  {name:<54}{ours:>16}  {peer}")


def processor_rows(server: Server, folder: Path, requests: int) -> list[tuple[str, str, str]]:
    """Processor per answer: unchanged, after each change, and when the browser holds the page."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port)) as line:
        _, _, etag = server.get(line)

        def after_a_change(number: int) -> None:
            retitle(folder, number)
            server.get(line)

        kept = per_request(server, requests, lambda _: server.get(line))
        held = per_request(server, requests, lambda _: server.get(line, **{"If-None-Match": etag}))
        changed = per_request(server, max(requests // 5, 10), after_a_change)
    unit = million_loop()
    return [
        ("processor, nothing changed (× million loop)", f"{kept / unit:.2f}", "2.57"),
        ("processor, a title changed before each request", f"{changed / unit:.2f}", "2.57"),
        ("processor, 304 to a browser that holds the page", f"{held / unit:.2f}", "never sent"),
        (
            "the same in milliseconds, and the unit",
            f"{kept * 1e3:.1f}/{changed * 1e3:.1f}/{held * 1e3:.1f}",
            f"{unit * 1e3:.1f}",
        ),
    ]


def per_request(server: Server, requests: int, ask: Callable[[int], object]) -> float:
    """Processor seconds of the server per request, after a few to warm up."""
    for number in range(5):
        ask(number)
    before = server.seconds()
    for number in range(requests):
        ask(number + 5)
    return (server.seconds() - before) / requests


def retitle(folder: Path, number: int) -> None:
    """Somebody changes a title: nothing that was cached of the page holds any more."""
    with contextlib.closing(sqlite3.connect(folder / "bigre.sqlite3")) as database, database:
        database.execute(
            "UPDATE programme_activity SET title = ? WHERE id = (SELECT min(id) FROM programme_activity)",
            [f"Titre {number}"],
        )


def size_rows(server: Server) -> list[tuple[str, str, str]]:
    """The size of the page itself."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port)) as line:
        _, sent, _ = server.get(line)
    plain = gzip.decompress(sent)
    return [("HTML, compressed (and plain), kB", f"{len(sent) / 1000:.1f} ({len(plain) / 1000:.0f})", "")]


def browser_rows(server: Server) -> list[tuple[str, str, str]]:
    """A first visit in a real browser: everything it fetches, and when a phone shows the first title."""
    chromium = "/usr/bin/chromium"
    with sync_playwright() as playwright:
        path = chromium if Path(chromium).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        fetched, weight = first_visit(browser, server.port)
        seconds = sorted(first_title(browser, server.port) for _ in range(3))[1]
        browser.close()
    return [
        ("first visit, everything, kB", f"{weight / 1000:.1f}", "392"),
        ("first visit, requests", str(fetched), "24"),
        ("first title on a throttled phone, seconds", f"{seconds:.2f}", "8.9"),
    ]


def first_visit(browser: Browser, port: int) -> tuple[int, int]:
    """How many answers a first visit fetches, and their bytes on the wire."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-FR")
    sizes: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(f"http://127.0.0.1:{port}{ADDRESS}", wait_until="networkidle")
    page.close()
    return len(sizes), sum(sizes)


def first_title(browser: Browser, port: int) -> float:
    """Seconds until a phone paints the first title of the programme, from the tap on its link."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-FR")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(
        "const look = () => document.querySelector('.activity a') ? requestAnimationFrame(() =>"
        " setTimeout(() => { window.firstTitle = performance.now(); })) : requestAnimationFrame(look); look();"
    )
    page.goto(f"http://127.0.0.1:{port}{ADDRESS}", wait_until="load")
    page.wait_for_function("window.firstTitle")
    milliseconds: float = page.evaluate("window.firstTitle")
    page.close()
    return milliseconds / 1000


if __name__ == "__main__":
    main()
