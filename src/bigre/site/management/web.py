"""The web server and its companion, in one command."""

import socket
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep

from django.db import connections
from django.utils import timezone
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from bigre.programme.actions.runs import ask_to_stop
from bigre.programme.models import SolverRun

from .companion import Companion

# A stopping server waits this long for its worker to keep the best of a running search.
GRACE_SECONDS = 10.0
THREADS = 8


def serve(*, host: str, port: int, workers: int, with_companion: bool, on_ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `on_ready` is called once pages can be asked for."""
    companion = Companion() if with_companion else None
    if companion:
        companion.start()
    Thread(target=_announce, args=(host, port, on_ready), daemon=True).start()
    connections.close_all()
    server = MPServer(
        "bigre.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        # A worker told to end while it still imports would never do so.
        workers_kill_timeout=3,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    finally:
        if companion:
            stop_running_searches()
            companion.stop(grace=GRACE_SECONDS)


def stop_running_searches() -> None:
    """Ask the searches of this machine's worker to stop and keep their best."""
    for run in SolverRun.objects.filter(state=SolverRun.State.RUNNING):
        ask_to_stop(run=run, now=timezone.now())


def _announce(host: str, port: int, on_ready: Callable[[], None]) -> None:
    patience = monotonic() + 60
    while monotonic() < patience:
        try:
            socket.create_connection((host, port), timeout=1).close()
            break
        except OSError:
            sleep(0.05)
    on_ready()
