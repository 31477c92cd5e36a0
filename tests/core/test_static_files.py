"""Served files are named by what they contain, modules that import each other as well."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([^"']+)["']""")


@pytest.fixture
def served(settings: Settings, tmp_path: Path) -> Path:
    """The folder that a site serves, as a real one fills it."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "bigre.core.static_files.HashedFiles"}}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_module_imports_others_by_names_that_change_when_they_do(served: Path) -> None:
    imported = {
        (module.parent / name).relative_to(served)
        for module in served.glob("programme/desk*.????????????.js")
        for name in IMPORTED.findall(module.read_text(encoding="utf-8"))
    }

    assert {path.name.split(".")[0] for path in imported} >= {"desk_keys", "desk_hold", "desk_talk", "desk_news"}
    assert [path for path in imported if not re.search(r"\.[0-9a-f]{12}\.js$", path.name)] == []
    assert [path for path in imported if not (served / path).exists()] == []
