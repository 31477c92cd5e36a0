"""The site starts light: what computes is loaded by who computes, in the background worker."""

import subprocess
import sys

HEAVY = ("numba", "ortools", "pandas")
START = (
    "import django; django.setup(); import sys, bigre.urls; print(*(name for name in {names} if name in sys.modules))"
)


def loaded_by(start: str) -> str:
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip()


def test_starting_the_site_loads_nothing_heavy() -> None:
    assert loaded_by(START.format(names=HEAVY)) == ""


def test_what_is_loaded_is_noticed() -> None:
    assert loaded_by(START.format(names=("sqlite3",))) == "sqlite3"
