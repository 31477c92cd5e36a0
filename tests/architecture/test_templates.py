"""Templates hold structure: style and behaviour come from files, as the content security policy demands."""

import re

import pytest

from .house import ROOT, tracked

OF_THEIR_OWN = re.compile(
    r"<style\b"
    r"|<[a-z][^>]*\s(?:style|on[a-z]+)\s*="
    r"|<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")"
)
# Mail programs read no style sheet: theirs is in the mail.
MAIL = "mail"


def test_templates_hold_no_style_and_no_behaviour_of_their_own() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked("src/*.html")
        if MAIL not in path.parts
        for match in OF_THEIR_OWN.finditer(path.read_text())
    }
    assert found == set()


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<a href='/' onclick=go()>",
        "<style>",
        "<script>go()</script>",
        '<script type="module">',
    ],
)
def test_style_and_behaviour_are_recognised(markup: str) -> None:
    assert OF_THEIR_OWN.search(markup)


@pytest.mark.parametrize("markup", ['<script src="/a.js" defer></script>', '<script type="application/ld+json">{}'])
def test_files_and_data_are_welcome(markup: str) -> None:
    assert not OF_THEIR_OWN.search(markup)
