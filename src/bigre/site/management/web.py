"""The web server and its companion, in one command."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

from django.utils import timezone

from bigre.programme.actions.runs import ask_to_stop
from bigre.programme.models import SolverRun

from .companion import Companion

# A stopping server waits this long for its worker to keep the best of a running search.
GRACE_SECONDS = 10.0
# Pages under way may end within this time.
PAGES_GRACE_SECONDS = 5.0
THREADS = 4


def serve(*, host: str, port: int, workers: int, with_companion: bool, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM, or until the web server dies; `on_ready` is called once pages are answered."""
    asked_to_end = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: asked_to_end.set())
    companion = Companion() if with_companion else None

    def greet_then_work() -> None:
        # The worker loads the solver: pages come first, on a machine that has few cores.
        if companion:
            companion.start()
        on_ready()

    web = _launch(host, port, workers)
    Thread(target=_announce, args=(host, port, greet_then_work, asked_to_end), daemon=True).start()
    while not asked_to_end.wait(0.2) and web.poll() is None:
        pass
    _end(web)
    if companion:
        stop_running_searches()
        companion.stop(grace=GRACE_SECONDS)


def _launch(host: str, port: int, workers: int) -> subprocess.Popen[bytes]:
    """Start granian in a process group of its own, so that Ctrl-C in a terminal reaches us alone.

    It reads a pipe of ours, which closes when we die; nothing is ever written there.
    """
    settings = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": workers,
        "--blocking-threads": THREADS,
        "--log-level": "error",
        "--workers-kill-timeout": 3,
    }
    options = [str(word) for option in settings.items() for word in option]
    granian = [sys.executable, "-m", "bigre.site.management.pages"]
    command = [*granian, *options, "--respawn-failed-workers", "bigre.wsgi:application"]
    return subprocess.Popen(command, process_group=0, stdin=subprocess.PIPE)  # noqa: S603  # our own words


def _end(web: subprocess.Popen[bytes]) -> None:
    """End the web server and all its processes; one told to end while it still imports may never do so by itself."""
    web.terminate()
    with suppress(subprocess.TimeoutExpired):
        web.wait(PAGES_GRACE_SECONDS)
    # Whatever is left: it did not end in time, or it died and left its workers behind.
    with suppress(ProcessLookupError):
        os.killpg(web.pid, signal.SIGKILL)
    web.wait()


def stop_running_searches() -> None:
    """Ask the searches of this machine's worker to stop and keep their best."""
    for run in SolverRun.objects.filter(state=SolverRun.State.RUNNING):
        ask_to_stop(run=run, now=timezone.now())


def _announce(host: str, port: int, on_ready: Callable[[], None], asked_to_end: Event) -> None:
    """Wait for a first answer: the port listens well before pages do."""
    while not asked_to_end.wait(0.1):
        with suppress(OSError, HTTPException):
            connection = HTTPConnection(host, port, timeout=10)
            connection.request("HEAD", "/about/", headers={"Host": "localhost"})
            connection.getresponse()
            connection.close()
            on_ready()
            return
