"""How long a second `make demo` takes, from the command to the first page answered; asked: under five seconds.

`python -m bench.second_start [--times 3]` makes the demo once in a folder of its own (a minute or so, planning
included), ends it as Ctrl-C does, and starts it again as often as asked. Exit status 0 when every start keeps to the
limit.
"""

import argparse
import contextlib
import http.client
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

LIMIT_SECONDS = 5.0
# Loading, compiling the solver and planning, on a machine that has other things to do.
FIRST_START_SECONDS = 600.0
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    print(f"{platform.machine()}, {os.cpu_count()} processors, CPython {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        print(f"first start {start_once(Path(folder)):.1f} s, planning included")
        taken = [start_once(Path(folder)) for _n in range(times)]
    for seconds in taken:
        print(f"second start {seconds:.1f} s (limit {LIMIT_SECONDS:.0f} s; load {os.getloadavg()[0]:.1f})")
    return int(max(taken) > LIMIT_SECONDS)


def start_once(folder: Path) -> float:
    """Seconds from `make demo` on this folder's database to its first page; the site is ended afterwards."""
    port = free_port()
    with running(folder, port) as started:
        return first_page(port) - started


@contextlib.contextmanager
def running(folder: Path, port: int) -> Iterator[float]:
    """`make demo` in a process group of its own, until Ctrl-C; yields when it was started."""
    environment = {**os.environ, "BIGRE_DATA_DIR": str(folder), "PORT": str(port)}
    started = monotonic()
    process = subprocess.Popen(["make", "demo"], cwd=ROOT, env=environment, process_group=0, stdout=subprocess.DEVNULL)
    try:
        yield started
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def first_page(port: int) -> float:
    """When the site's first page has been answered whole."""
    end = monotonic() + FIRST_START_SECONDS
    while monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            with contextlib.closing(line):
                line.request("GET", "/")
                response = line.getresponse()
                if response.status == http.client.OK and response.read():
                    return monotonic()
        sleep(0.05)
    raise TimeoutError("the site does not answer")


if __name__ == "__main__":
    sys.exit(main())
