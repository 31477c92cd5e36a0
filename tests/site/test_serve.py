"""What `bigre serve` makes sure of before it answers."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from pytest_django import Settings

from bigre.site.management.readiness import gather_static_files, refuse_a_taken_port


def test_a_port_that_somebody_listens_on_is_refused_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{port}.*PORT={port + 1}"):
            refuse_a_taken_port("127.0.0.1", port)
    refuse_a_taken_port("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(CommandError, match=r"192\.0\.2\.1:8000"):
        refuse_a_taken_port("192.0.2.1", 8000)


def test_static_files_are_gathered_once_and_again_when_one_changes(tmp_path: Path, settings: Settings) -> None:
    source, gathered = tmp_path / "source", tmp_path / "gathered"
    source.mkdir()
    (source / "a.css").write_text("a { color: red }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = gathered
    gather_static_files()
    assert (gathered / "a.css").read_text() == "a { color: red }"

    (gathered / "a.css").write_text("untouched")
    gather_static_files()
    assert (gathered / "a.css").read_text() == "untouched"

    (source / "a.css").write_text("a { color: blue; }")
    gather_static_files()
    assert (gathered / "a.css").read_text() == "a { color: blue; }"


def test_a_new_site_knows_towns_trades_and_tags(tmp_path: Path) -> None:
    told = (
        "from bigre.site.management.readiness import bring_tables_up_to_date; bring_tables_up_to_date();"
        "from bigre.people.models import Place, Trade; from bigre.encounters.models import Tag;"
        "print(Place.objects.count() > 1000, Trade.objects.count() > 50, Tag.objects.count() > 50)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bigre.settings", "BIGRE_DATA_DIR": str(tmp_path)}
    environment.pop("BIGRE_DATABASE_URL", None)
    command = [sys.executable, "-m", "bigre", "shell", "--no-imports", "--verbosity", "0", "-c", told]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True", "True", "True"]
