"""The real background worker, in a process of its own, on the database of the test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def at_work() -> Iterator[None]:
    """`bigre worker` for as long as the block lasts."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bigre.settings",
        "BIGRE_DATA_DIR": str(settings.DATA_DIR),
        "BIGRE_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
    }
    process = subprocess.Popen([sys.executable, "-m", "bigre", "worker", "--verbosity", "0"], env=environment)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
