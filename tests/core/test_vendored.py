"""What browsers fetch from us is ours or has its version and licence beside it, and stays small."""

import gzip
import re
from pathlib import Path

import pytest

import bigre
import bigre.core

STATIC = Path(bigre.core.__file__).parent / "static/core"
STYLE = STATIC / "css/bigre.css"
ICONS = (STATIC / "icons.svg").read_text()
TEMPLATES = sorted(Path(bigre.__file__).parent.glob("*/templates/**/*.html"))
SPRITE_NAMES = set(re.findall(r'<symbol id="([\w-]+)"', ICONS))
# Sizes in bytes, as sent.
LARGEST_STYLE = 10 * 1024
LARGEST_FONTS = 60_000
# A page may weigh 60 kB of the 150 kB of a first visit.
LARGEST_FIRST_VISIT = 90_000


def _listed(folder: Path) -> dict[str, list[str]]:
    """Rows of the table in a folder's README: file name → package, version, licence and more."""
    rows = re.findall(r"^\| (\S+\.\w+) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}


def _kept(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.suffix not in {".md", ".LICENSE"}}


def _compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


@pytest.mark.parametrize("folder", ["fonts", "vendor"])
def test_each_vendored_file_is_listed_with_its_version_and_licence(folder: str) -> None:
    listed = _listed(STATIC / folder)
    assert set(listed) == _kept(STATIC / folder)
    for _package, version, licence, *_rest in listed.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert licence in {"OFL-1.1", "0BSD", "MIT"}


@pytest.mark.parametrize("folder", ["fonts", "vendor"])
def test_each_vendored_file_has_the_text_of_its_licence_beside_it(folder: str) -> None:
    for name in _kept(STATIC / folder):
        assert (STATIC / folder / f"{name.split('.')[0]}.LICENSE").stat().st_size > 400


def test_the_style_sheet_asks_nothing_of_other_sites() -> None:
    assert re.findall(r"url\([\"']?(?:https?:)?//|@import", STYLE.read_text()) == []


def test_the_style_sheet_stays_small() -> None:
    assert _compressed(STYLE) <= LARGEST_STYLE


def test_a_first_visit_leaves_room_for_the_page_itself() -> None:
    fonts = sum(file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2"))
    others = sum(_compressed(file) for file in (STYLE, STATIC / "icons.svg", STATIC / "favicon.svg"))
    scripts = sum(_compressed(file) for file in (STATIC / "vendor").glob("*.js"))
    assert fonts <= LARGEST_FONTS
    assert fonts + others + scripts <= LARGEST_FIRST_VISIT


def test_every_drawing_that_a_page_names_exists() -> None:
    named = {name for page in TEMPLATES for name in re.findall(r'icons \}\}#([a-z0-9-]+)"', page.read_text())}
    assert len(named) > 20
    assert named <= SPRITE_NAMES


def test_each_of_the_twelve_themes_has_a_shape_of_its_own() -> None:
    shapes = [re.search(rf'id="theme-{theme}".*?>(.+?)</symbol>', ICONS) for theme in range(1, 13)]
    assert len({shape[1] for shape in shapes if shape}) == 12
