"""Does a client that we did not write read our schedule? Installs pyfahrplan from PyPI apart, and asks it.

    python bench/real_client.py schedule.json

The client (1.1.0) knows its conferences' addresses by heart and reads them over HTTP: the file is served on the
loopback interface, and the client's list of addresses is replaced by that one before its own code downloads, flattens,
filters and prints. It keeps a cache beside its code, hence the environment in a temporary folder. Exit 0 when it lists
every activity.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import venv
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CLIENT = "pyfahrplan==1.1.0"
# It asks for a requests-cache (0.8) that breaks on Python ≥ 3.11: newer ones have the same functions.
NEEDS = ["click>=8,<9", "python-dateutil>=2.8.1,<3", "requests>=2.26,<3", "requests-cache>=1.2,<2", "rich>=10.16"]
# Runs inside the client's environment.
ASK = """
import sys
from pyfahrplan.lib import Fahrplan, filter_talk, print_formatted_talks
client = object.__new__(Fahrplan)
client.urls, client.update_cache = [sys.argv[1]], True
client._get_fahrplans()
client.flatten_fahrplans()
talks = [talk for talk in client.flat_plans if filter_talk(talk)]
print_formatted_talks(talks, show_abstract=False, show_description=False, sort_by="talk_start", reverse=False)
print(len(talks), "talks,", sum(bool(talk["speakers"]) for talk in talks), "with speakers")
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a line per request."""

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> ThreadingHTTPServer:
    """A server of this folder on a free port of the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def listed_by_client(schedule: Path, folder: Path) -> str:
    """What the client prints of the schedule."""
    venv.create(folder / "client", with_pip=True)
    python = folder / "client" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *NEEDS], check=True)
    subprocess.run([*pip, "--no-deps", CLIENT], check=True)
    (folder / "served").mkdir()
    (folder / "served" / "schedule.json").write_bytes(schedule.read_bytes())
    server = serve(folder / "served")
    address = f"http://127.0.0.1:{server.server_port}/schedule.json"
    asked = subprocess.run([python, "-c", ASK, address], check=True, stdout=subprocess.PIPE, text=True)
    server.shutdown()
    return asked.stdout


def main() -> int:
    """Install the client, serve the file, compare what it lists with what the file holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schedule", type=Path)
    asked = parser.parse_args()
    days = json.loads(asked.schedule.read_text())["schedule"]["conference"]["days"]
    events = sum(len(events) for day in days for events in day["rooms"].values())
    with tempfile.TemporaryDirectory() as folder:
        said = listed_by_client(asked.schedule, Path(folder))
    print(said[-3000:])
    complete = f"{events} talks," in said
    print(f"{CLIENT}: {'reads all' if complete else 'does not read all'} {events} activities")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
