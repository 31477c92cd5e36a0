"""Today: what is on, what comes next, what is mine of it; before and after, what there is to know."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from bigre.editions.models import Edition
from bigre.programme.models import CalendarFeed, Favourite
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


def test_in_a_demo_it_is_always_the_demo_s_day(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    edition = busy_edition(105)
    settings.DEMO = True
    # 9:45 in Sète, by winter time.
    at(monkeypatch, datetime(2026, 11, 23, 8, 45, tzinfo=UTC))
    html = read(client)
    assert "nous sommes le mardi 23 août 2022." in html
    assert "En ce moment" in html
    assert "Ensuite, dans 1 h 30" in html
    programme = client.get(f"/editions/{edition.slug}/programme/").content.decode()
    assert "En ce moment" in programme
    assert client.get("/programme/")["Location"] == "/editions/bigre-2022/programme/#day-2022-08-23"


def test_outside_a_demo_the_same_moment_is_long_after(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(105)
    at(monkeypatch, datetime(2026, 11, 23, 8, 45, tzinfo=UTC))
    html = read(client)
    assert "C’est passé, et ça continue" in html
    assert "nous sommes le" not in html
    assert "En ce moment" not in html


def test_what_i_keep_in_a_demo_comes_next_for_me_and_is_written_down_by_the_real_clock(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    edition = busy_edition(105)
    settings.DEMO = True
    alice = people.person_with_account("Alice")
    last = edition.versions.get().placements.order_by("starts_at").reverse()[0]
    Favourite.objects.create(person=alice, activity=last.activity)
    assert alice.account is not None
    client.force_login(alice.account)
    at(monkeypatch, datetime(2026, 11, 23, 8, 45, tzinfo=UTC))
    assert last.activity.title in read(client).split("Pour toi ensuite")[1].split("</section>")[0]
    client.post(f"/editions/{edition.slug}/programme/mine/calendar/open/")
    assert CalendarFeed.objects.get().created_at == datetime(2026, 11, 23, 8, 45, tzinfo=UTC)


def test_the_programme_of_the_site_is_the_current_edition_s(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(1)
    at(monkeypatch, datetime(2022, 8, 1, tzinfo=UTC))
    assert client.get("/programme/")["Location"] == "/editions/bigre-2022/programme/"
    at(monkeypatch, TUESDAY)
    assert client.get("/programme/")["Location"] == "/editions/bigre-2022/programme/#day-2022-08-23"


def test_without_any_edition_the_programme_leads_home(client: Client) -> None:
    assert client.get("/programme/")["Location"] == "/"
