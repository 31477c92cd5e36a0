"""Two people import at the same moment: both come in, or the second is told why not; on SQLite they take turns."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection

from bigre.editions.models import Edition, Equipment
from bigre.programme.actions.imports import Counts, import_file
from bigre.programme.exchange.flaws import FileRefused
from tests.factories.editions import edition
from tests.factories.files import koma, koma_document, xlsx

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Meeting:
    """Makes each importer wait, before its first row of one table, until the other is about to write there too.

    They cannot meet where one waits for the other to end: then nobody is waited for longer than a second.
    """

    def __init__(self, table: str) -> None:
        self.statement = f'INSERT INTO "{table}"'
        # SQLite lets one write at a time: nobody can be met there.
        self.others = Barrier(2 if connection.vendor == "postgresql" else 1)

    def importing(self, content: bytes, **options: Any) -> Callable[[], Counts | list[str]]:
        """An import whose outcome is what came in, or why it was refused."""

        def importing() -> Counts | list[str]:
            try:
                with connection.execute_wrapper(self._waiting()):
                    return import_file(content=content, name="x", by=None, now=NOW, **options).counts
            except FileRefused as refusal:
                return [flaw.what for flaw in refusal.flaws]
            finally:
                connection.close()

        return importing

    def _waiting(self) -> Callable[..., Any]:
        met: Iterator[None] = iter([None])

        def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith(self.statement) and next(met, self) is None:
                with suppress(BrokenBarrierError):
                    self.others.wait(timeout=1)
            return run(sql, *rest)

        return execute


def outcomes(*importing: Callable[[], Counts | list[str]]) -> list[Counts | list[str]]:
    """What became of imports that ran at the same moment, what came in first."""
    with ThreadPoolExecutor(len(importing)) as pool:
        return sorted(pool.map(lambda one: one(), importing), key=lambda one: isinstance(one, list))


def koma_needing(label: str) -> bytes:
    document = koma_document()
    document["aks"][0]["room_constraints"] = document["rooms"][0]["fulfilled_room_constraints"] = [label]
    return koma(document)


def test_two_editions_of_the_same_name_leave_one_and_a_sentence() -> None:
    meeting = Meeting("editions_edition")
    came_in, refused = outcomes(meeting.importing(koma()), meeting.importing(koma()))
    assert came_in == Counts(proposals=2, activities=2, spaces=2, people=2, wishes=3)
    assert refused == ["L’édition « koma-test » existe déjà."]
    assert Edition.objects.get().activities.count() == 2


def test_two_editions_that_bring_the_same_equipment_share_it() -> None:
    meeting = Meeting("editions_equipment")
    both = outcomes(*(meeting.importing(koma_needing("Piano"), slug=slug) for slug in ("one", "two")))
    assert both == [Counts(proposals=2, activities=2, spaces=2, people=2, wishes=3)] * 2
    assert Equipment.objects.filter(label_fr="Piano").count() == 1
    assert Edition.objects.filter(stops__venue__spaces__equipment__label_fr="Piano").count() == 2


def test_a_sheet_sent_twice_at_once_enters_once() -> None:
    here = edition()
    sheet = xlsx(("Titre", "Durée"), ("Lire", 90))
    meeting = Meeting("proposals_proposal")
    came_in, refused = outcomes(meeting.importing(sheet, into=here), meeting.importing(sheet, into=here))
    assert came_in == Counts(proposals=1)
    assert refused == ["Une proposition porte déjà ce titre."]
    assert list(here.proposals.values_list("title", flat=True)) == ["Lire"]
