"""Two people publish at the same moment: each change is told once, and calendars see one programme after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from bigre.core.models import OutgoingMail
from bigre.programme.actions.moves import begin_draft
from bigre.programme.actions.versions import AlreadyPublished, publish
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.published import current_version
from tests.factories.people import account
from tests.factories.planning import MONDAY, Small, published, small_edition
from tests.factories.programme import MADE_AT

pytestmark = pytest.mark.django_db(transaction=True)

NOW = MADE_AT + timedelta(days=1)
FEED = "/editions/bigre-2022/programme/programme.ics"


def drafts() -> tuple[Small, TimetableVersion, TimetableVersion]:
    """Two drafts beside what is published: in each Bob's Chants are elsewhere."""
    small = small_edition()
    small.bob.account = account("bob@example.org")
    small.bob.save()
    base, moment = published(small), small.edition.moment
    first, second = (begin_draft(base=base, by=None, now=NOW) for _ in range(2))
    for draft, start in ((first, 675), (second, 870)):
        draft.placements.filter(activity=small.songs).update(
            starts_at=moment(MONDAY, start), ends_at=moment(MONDAY, start + 90), space=small.beach
        )
    return small, first, second


def publishing(version: TimetableVersion, minute: int) -> Callable[[], int | None]:
    def run() -> int | None:
        try:
            return publish(version=version, by=None, now=NOW + timedelta(minutes=minute))
        except AlreadyPublished:
            return None
        finally:
            connection.close()

    return run


def both(*some: Callable[[], int | None]) -> list[int | None]:
    with ThreadPoolExecutor(len(some)) as pool:
        return [one.result() for one in [pool.submit(run) for run in some]]


def test_the_same_version_is_published_once_and_told_once() -> None:
    _small, first, _second = drafts()
    assert sorted(both(publishing(first, 0), publishing(first, 0)), key=str) == [1, None]
    assert OutgoingMail.objects.count() == 1


def test_two_versions_are_told_one_after_the_other_each_against_what_it_replaced() -> None:
    small, first, second = drafts()
    assert both(publishing(first, 0), publishing(second, 0)) == [1, 1]
    one, two = OutgoingMail.objects.order_by("pk").values_list("body", flat=True)
    assert "et non plus mardi 23 août de 9:30 à 11:00, dans « Oratoire »." in one
    # The second speaks of where the first had put it.
    assert "et non plus lundi 22 août de " in two
    assert current_version(small.edition) in (first, second)


def test_a_calendar_is_read_again_once_for_each_publication() -> None:
    _small, first, _second = drafts()
    before = Client().get(FEED)["ETag"]
    publish(version=first, by=None, now=NOW)
    after = Client().get(FEED)
    assert after["ETag"] != before
    assert Client().get(FEED, headers={"If-None-Match": after["ETag"]}).status_code == 304
