"""What no file of the project may hold: places of one machine, real addresses, unfinished work."""

import re
from pathlib import Path

import pytest

from .house import ROOT, tracked

OTHERS_TEXT = (".lock", ".po", ".mo", "LICENSE", ".min.js", ".svg", ".woff2", ".png", ".jpg", ".ico", ".xlsx", ".xz")
# Written in pieces, so that this file may be searched like the others.
MACHINE = re.compile("(?<![\\w.<>:/])/(?:" + "|".join(["home", "root", "work", "farm", "tmp", "Users"]) + ")/\\w")
PRIVATE_HOST = re.compile("https?://[\\w.-]+\\.(?:" + "|".join(["internal", "intranet", "lan", "corp"]) + ")\\b")
INDEX = re.compile("(?:extra-)?index" + "-url|find" + "-links")
MAILBOX = re.compile(r"[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})\b")
INVENTED = re.compile(r"(?:^|\.)(?:example\.(?:org|com|net)|example|test|invalid)$", re.IGNORECASE)
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error"]))
EVASIVE = re.compile("|".join(["mark\\." + "skip", "mark\\." + "xfail", "pytest\\." + "skip", "time\\." + "sleep"]))


def offences(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Where the pattern occurs, as `file:line: text`."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def our_text() -> list[Path]:
    return [path for path in tracked() if not path.name.endswith(OTHERS_TEXT) and "vendor" not in path.parts]


def test_no_file_names_a_place_of_one_machine() -> None:
    assert offences(MACHINE, our_text()) == []


def test_no_file_names_a_private_host_or_where_packages_came_from() -> None:
    assert offences(PRIVATE_HOST, our_text()) == []
    assert offences(INDEX, [*our_text(), *tracked("*.lock")]) == []


def test_every_mail_address_is_invented() -> None:
    real = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in our_text()
        for found in MAILBOX.finditer(path.read_text(errors="replace"))
        if not INVENTED.search(found["domain"])
    ]
    assert real == []


def test_nothing_is_left_unfinished() -> None:
    assert offences(UNFINISHED, our_text()) == []


def test_tests_neither_skip_nor_sleep() -> None:
    assert offences(EVASIVE, tracked("tests/*.py")) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, "open('/" + "home/alice/plan.json')"),
        (PRIVATE_HOST, "https://mirror.example." + "internal/simple"),
        (INDEX, "--index" + "-url elsewhere"),
        (UNFINISHED, "# TO" + "DO later"),
        (EVASIVE, "@pytest.mark." + "skip"),
    ],
)
def test_each_search_finds_what_it_looks_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_a_web_address_is_not_a_place_of_a_machine() -> None:
    assert not MACHINE.search("https://example.org/" + "home/page")
