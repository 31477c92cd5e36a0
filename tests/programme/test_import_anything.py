"""Whatever somebody sends, it is imported or refused in sentences: no file makes the readers fail."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigre.editions.models import Edition
from bigre.programme.actions.imports import import_file
from bigre.programme.exchange.flaws import FileRefused
from bigre.programme.exchange.gathering import Gathering
from bigre.programme.exchange.reading import Asked, read_gathering
from bigre.programme.exchange.received import Kind, recognise
from bigre.programme.exchange.sheet_reader import Sheet, read_sheet
from bigre.programme.queries.imports import Known
from tests.factories.files import FRAB_XML, frab_json, koma, koma_document, xlsx

ANYTHING_GOES = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
NOTHING_KNOWN = Known({}, {}, {}, {}, frozenset())
SHEET = xlsx(("Titre", "Durée"), ("Lire", 90))
FILES = [koma(), FRAB_XML.encode(), json.dumps(frab_json()).encode(), SHEET, b"Titre;Dur\xc3\xa9e\nLire;90\n"]
WEIRD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**30), max_value=10**30),
    st.floats(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.sampled_from(["\ud800", "\x00", "9999-12-31T23:59:59-12:00", "0001-01-01", "99:99", "-1:30", "1e999", "９０"]),
)


def read(content: bytes) -> Gathering | Sheet | FileRefused:
    try:
        received = recognise(content)
        if received.kind in (Kind.XLSX, Kind.CSV):
            return read_sheet(received, NOTHING_KNOWN)
        return read_gathering(received, Asked(), today=date(2026, 11, 23))
    except FileRefused as refusal:
        return explained(refusal)


def explained(refusal: FileRefused) -> FileRefused:
    """Every flaw says what is wrong and what to do."""
    assert refusal.flaws
    assert all(flaw.what and flaw.remedy for flaw in refusal.flaws)
    return refusal


def paths(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of a document."""
    if isinstance(value, dict):
        found = [path for key, one in value.items() for path in paths(one, (*here, key))]
    elif isinstance(value, list):
        found = [path for key, one in enumerate(value) for path in paths(one, (*here, key))]
    else:
        found = []
    return [here, *found] if here else found


def with_value(document: Any, path: tuple[str | int, ...], value: Any) -> Any:
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def test_the_files_that_are_spoilt_here_are_whole_before() -> None:
    assert not any(isinstance(read(content), FileRefused) for content in FILES)


@ANYTHING_GOES
@given(st.sampled_from(FILES), st.data())
def test_a_file_cut_anywhere_is_read_or_refused(content: bytes, data: st.DataObject) -> None:
    read(content[: data.draw(st.integers(0, len(content)))])


@ANYTHING_GOES
@given(st.sampled_from(FILES), st.data())
def test_a_file_with_a_changed_byte_is_read_or_refused(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    read(content[:place] + data.draw(st.binary(min_size=1, max_size=3)) + content[place + 1 :])


@ANYTHING_GOES
@given(st.sampled_from(paths(koma_document())), WEIRD)
def test_a_koma_file_with_anything_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: Any) -> None:
    read(json.dumps(with_value(koma_document(), path, value)).encode())


@ANYTHING_GOES
@given(st.sampled_from(paths(frab_json())), WEIRD)
def test_a_frab_file_with_anything_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: Any) -> None:
    read(json.dumps(with_value(frab_json(), path, value)).encode())


@ANYTHING_GOES
@given(st.lists(st.lists(st.one_of(st.text(max_size=12), st.integers(-5, 10**6)), max_size=4), max_size=4))
def test_a_csv_of_anything_is_read_or_refused(rows: list[list[Any]]) -> None:
    read("\n".join(["Titre;Durée", *(";".join(map(str, row)) for row in rows)]).encode("utf-8", "surrogatepass"))


@ANYTHING_GOES
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read(content)


@pytest.mark.django_db
@settings(ANYTHING_GOES, max_examples=80)
@given(st.sampled_from([koma_document, frab_json]), st.data())
def test_whatever_is_read_can_be_stored(make: Callable[[], Any], data: st.DataObject) -> None:
    document = with_value(make(), data.draw(st.sampled_from(paths(make()))), data.draw(WEIRD))
    with transaction.atomic():
        try:
            made = import_file(content=json.dumps(document).encode(), name="x", by=None, now=NOW)
            assert Edition.objects.get() == made.edition
        except FileRefused as refusal:
            explained(refusal)
            assert not Edition.objects.exists()
        transaction.set_rollback(True)
