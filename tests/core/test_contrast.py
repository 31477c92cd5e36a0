"""Every text of the interface can be read on every ground it is laid on, in light and in dark."""

import re
from pathlib import Path

import pytest

import bigre.core

STYLE = (Path(bigre.core.__file__).parent / "static/core/css/bigre.css").read_text()
TOKENS_LAYER = re.search(r"@layer tokens \{(.*?)\n\}\n", STYLE, re.DOTALL)
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
THEMES = range(1, 13)

# Which text is laid on which ground; WCAG 2.2 asks 4.5 to 1.
PAIRS = [
    *(("ink", ground) for ground in ("sand", "sand-deep", "paper", "sky", "now-ground")),
    *(("ink", f"{kind}-ground") for kind in ("info", "success", "warning", "error")),
    *(("ink", f"theme-{theme}-ground") for theme in THEMES),
    *(("muted", ground) for ground in ("sand", "sand-deep", "paper", "now-ground")),
    *(("muted", f"theme-{theme}-ground") for theme in THEMES),
    *(("sea", ground) for ground in ("sand", "sand-deep", "paper", "sky", "info-ground")),
    *(("pine", ground) for ground in ("sand", "paper", "success-ground")),
    *(("coral", ground) for ground in ("sand", "paper", "sky", "now-ground", "error-ground")),
    ("warning", "warning-ground"),
    ("on-sea", "sea-ground"),
    ("sea-ground", "on-sea"),
    ("on-button", "button"),
    ("on-button", "button-hover"),
    ("on-danger", "danger-button"),
    *((f"theme-{theme}-ink", f"theme-{theme}-ground") for theme in THEMES),
]
# Shapes and edges that carry meaning; WCAG 2.2 asks 3 to 1.
DRAWN = [
    *((f"theme-{theme}-ink", ground) for theme in THEMES for ground in ("sand", "paper", "sand-deep")),
    ("field-line", "paper"),
    ("field-line", "sand"),
]


def _tokens(side: int) -> dict[str, str]:
    return {found[0]: found[side] for found in TOKEN.findall(STYLE)}


COLOURS = {"light": _tokens(1), "dark": _tokens(2)}


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _too_close(pairs: list[tuple[str, str]], scheme: str, least: float) -> dict[str, float]:
    colours = COLOURS[scheme]
    ratios = {f"{text} on {ground}": _contrast(colours[text], colours[ground]) for text, ground in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_on_its_grounds(scheme: str) -> None:
    assert _too_close(PAIRS, scheme, 4.5) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_and_edges_are_visible_on_their_grounds(scheme: str) -> None:
    assert _too_close(DRAWN, scheme, 3) == {}


def test_a_pair_that_is_too_close_would_be_reported() -> None:
    assert _too_close([("line", "sand")], "light", 4.5) == {"line on sand": pytest.approx(1.35, abs=0.2)}


def test_every_ground_is_checked_with_the_text_laid_on_it() -> None:
    grounds = {name for name in COLOURS["light"] if name.endswith("-ground")}
    assert grounds <= {ground for _, ground in PAIRS}


def test_colours_are_written_only_among_the_tokens() -> None:
    assert TOKENS_LAYER is not None
    elsewhere = STYLE.replace(TOKENS_LAYER[0], "").split("@layer print {")[0]
    assert re.findall(r"#[0-9a-f]{3,8}\b", elsewhere) == []
