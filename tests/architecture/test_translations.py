"""Dutch and English say everything that French says, with the same blanks, and are compiled."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

import pytest
from babel.messages.catalog import Message
from django.utils.formats import date_format
from django.utils.translation import override

from bin.messages import LANGUAGES, catalogue_file, catalogue_of, compiled, forms, interface, is_translated

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def blanks(text: str | Sequence[str] | None) -> set[str]:
    """The values that a sentence leaves room for, in any of its forms."""
    return set(chain.from_iterable(BLANK.findall(form) for form in forms(text)))


def messages(language: str) -> list[Message]:
    return [message for message in catalogue_of(language) if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    catalogue = catalogue_of(language)
    missing = [
        message.id
        for message in interface()
        if message.id and ((known := catalogue.get(message.id, message.context)) is None or not is_translated(known))
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_leaves_the_same_blanks(language: str) -> None:
    assert [message.id for message in messages(language) if blanks(message.id) != blanks(message.string)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_django_loads_is_what_people_translated(language: str) -> None:
    assert catalogue_file(language).with_suffix(".mo").read_bytes() == compiled(catalogue_of(language))


def test_sentences_are_found_in_templates_and_in_python() -> None:
    places = {
        suffix for message in interface() for file, _ in message.locations for suffix in [file.rpartition(".")[2]]
    }
    assert {"html", "py"} <= places


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "23 août 2026 9:30"), ("nl", "23 augustus 2026 9:30"), ("en", "23 August 2026 9:30")],
)
def test_a_moment_is_written_day_first_on_a_24_hour_clock(language: str, written: str) -> None:
    with override(language):
        assert date_format(datetime(2026, 8, 23, 9, 30), "DATETIME_FORMAT") == written  # noqa: DTZ001  # a wall clock
