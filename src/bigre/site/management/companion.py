"""The background worker that lives and dies with the web server."""

import os
import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread
from time import monotonic

# The worker reads it, and ends when that process is gone, even killed outright.
PARENT = "OX_SUPERVISOR_PID"
SHORT_LIFE = 60.0
LONGEST_PAUSE = 30.0


class Companion:
    """Keeps one `bigre worker` running beside this process: starts it again when it dies, ends it on `stop`."""

    def __init__(self) -> None:
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep_running, name="companion", daemon=True)

    def start(self) -> None:
        """Start the worker in the background."""
        self._thread.start()

    def stop(self, *, grace: float) -> None:
        """Let the worker finish what it does for `grace` seconds at most; its task is taken up again if it can't."""
        self._stopping.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(grace)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _keep_running(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            started = monotonic()
            self._process = self._launch()
            self._process.wait()
            pause = 1.0 if monotonic() - started > SHORT_LIFE else min(2 * pause, LONGEST_PAUSE)
            self._stopping.wait(pause)

    def _launch(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl-C in a terminal reaches the web server alone, which then ends its companion properly.
        return subprocess.Popen(
            [sys.executable, "-m", "bigre", "worker", "--worker-index", "0", "--verbosity", "0"],
            env={**os.environ, PARENT: str(os.getpid())},
            process_group=0,
        )


def lower_priority() -> None:
    """Let pages go before computations on a machine that has few cores."""
    with suppress(OSError):
        os.nice(5)
