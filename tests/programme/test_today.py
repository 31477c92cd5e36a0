"""Today: what is on, what comes next, what is mine of it; before and after, what there is to know."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from bigre.editions.models import Edition
from bigre.programme.models import Favourite
from tests.factories import editions, people
from tests.factories.busy import busy_edition

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2022, 8, 23, 7, 45, tzinfo=UTC)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def read(client: Client) -> str:
    response = client.get("/today/")
    assert response.status_code == 200
    return response.content.decode()


def test_without_any_edition_it_says_so(client: Client) -> None:
    assert "Aucune édition n’est annoncée" in read(client)


def test_before_the_week_it_counts_the_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    editions.edition(life=Edition.Life.PLANNING)
    at(monkeypatch, datetime(2022, 8, 12, 10, tzinfo=UTC))
    html = read(client)
    assert "Dans 10 jours" in html
    assert "Le programme se prépare." in html


def test_on_the_eve_it_says_tomorrow_in_the_edition_s_own_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(1)
    at(monkeypatch, datetime(2022, 8, 20, 22, 30, tzinfo=UTC))
    assert "Demain" in read(client)


def test_during_the_week_it_tells_now_and_next(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(105)
    at(monkeypatch, TUESDAY)
    html = read(client)
    assert "En ce moment" in html
    assert "Ensuite, dans 1 h 30" in html
    assert html.count('<time datetime="2022-08-23T09:30+02:00">') == 3
    assert html.count('<time datetime="2022-08-23T11:15+02:00">') == 3


def test_it_tells_me_what_is_next_for_me_and_not_what_is_over(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = busy_edition(105)
    alice = people.person_with_account("Alice")
    placements = edition.versions.get().placements.order_by("starts_at")
    for placement in (placements[0], placements[104]):
        Favourite.objects.create(person=alice, activity=placement.activity)
    assert alice.account is not None
    client.force_login(alice.account)
    at(monkeypatch, TUESDAY)
    mine = read(client).split("Pour toi ensuite")[1].split("</section>")[0]
    assert placements[104].activity.title in mine
    assert placements[0].activity.title not in mine


def test_after_the_week_it_says_that_it_is_over(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(1, life=Edition.Life.ARCHIVED)
    at(monkeypatch, datetime(2022, 9, 1, tzinfo=UTC))
    html = read(client)
    assert "C’est passé, et ça continue" in html
    assert "En ce moment" not in html


def test_the_programme_of_the_site_is_the_current_edition_s(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(1)
    at(monkeypatch, datetime(2022, 8, 1, tzinfo=UTC))
    assert client.get("/programme/")["Location"] == "/editions/bigre-2022/programme/"
    at(monkeypatch, TUESDAY)
    assert client.get("/programme/")["Location"] == "/editions/bigre-2022/programme/#day-2022-08-23"


def test_without_any_edition_the_programme_leads_home(client: Client) -> None:
    assert client.get("/programme/")["Location"] == "/"
