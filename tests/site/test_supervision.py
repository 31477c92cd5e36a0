"""`bigre serve` replaces what dies, and leaves nobody behind when it ends, asked to or not."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from select import select
from threading import Timer
from time import monotonic
from typing import NamedTuple

import pytest

PATIENCE = 120.0


class Site(NamedTuple):
    """A running `bigre serve`; whoever it starts holds the other end of `process.stdout`."""

    process: subprocess.Popen[bytes]
    port: int

    def status(self) -> int | None:
        """The status of a page; None while nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("HEAD", "/about/", headers={"Host": "localhost"})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()

    def everybody_is_gone(self) -> bool:
        """Wait until no process holds the output any more, and tell whether nobody listens on the port."""
        assert self.process.stdout is not None
        output = self.process.stdout.fileno()
        while select([output], [], [], PATIENCE)[0]:
            if not os.read(output, 4096):
                break
        else:
            return False
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0


class Staff(NamedTuple):
    """The processes that `bigre serve` looks after."""

    pages: int
    answering: int
    companion: int


def staff_of(site: Site) -> Staff | None:
    """Who works for the site, once all of them do."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    processes = [
        (int(pid), int(parent), words) for pid, parent, words in (line.split(None, 2) for line in listed.splitlines())
    ]
    pages = _child(processes, site.process.pid, "management.pages")
    answering = _child(processes, pages, "management.pages")
    companion = _child(processes, site.process.pid, "bigre worker")
    return Staff(pages, answering, companion) if pages and answering and companion else None


def _child(processes: list[tuple[int, int, str]], parent: int | None, words: str) -> int | None:
    return next((pid for pid, of, said in processes if of == parent and words in said), None)


def wait_for[T](look: Callable[[], T | None]) -> T:
    """Look until it is found."""
    deadline = monotonic() + PATIENCE
    while (found := look()) is None:
        assert monotonic() < deadline
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a site; its tables are made by the first start."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """A site that answers, on a free port; with DEBUG, so that no static file is compressed first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"DJANGO_SETTINGS_MODULE": "bigre.settings", "BIGRE_DATA_DIR": str(folder), "BIGRE_DEBUG": "1"}
    environment = {name: value for name, value in os.environ.items() if name != "BIGRE_DATABASE_URL"} | settings
    command = [sys.executable, "-m", "bigre", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        too_long = Timer(2 * PATIENCE, process.kill)
        too_long.start()
        assert process.stdout is not None
        assert f":{port}" in process.stdout.readline().decode()
        yield Site(process, port)
        too_long.cancel()
        process.kill()


def test_whoever_dies_is_replaced_and_ctrl_c_ends_everybody(site: Site) -> None:
    before = wait_for(lambda: staff_of(site))
    os.kill(before.answering, signal.SIGKILL)
    os.kill(before.companion, signal.SIGKILL)
    after = wait_for(lambda: (now := staff_of(site)) and (None if set(now[1:]) & set(before[1:]) else now))
    assert after.pages == before.pages
    assert wait_for(site.status) == 200

    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(PATIENCE) == 0
    assert site.everybody_is_gone()


def test_killed_outright_it_leaves_nobody_behind(site: Site) -> None:
    wait_for(lambda: staff_of(site))
    site.process.kill()
    assert site.everybody_is_gone()
