"""The programme page: everything in the HTML, filters without scripts, kept by browsers until something changes."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import Activity
from tests.factories import editions, people, programme
from tests.factories.busy import busy_edition

pytestmark = pytest.mark.django_db
ADDRESS = "/editions/bigre-2022/programme/"


def signed_in(name: str = "Alice") -> Client:
    person = people.person_with_account(name)
    client = Client()
    assert person.account is not None
    client.force_login(person.account)
    return client


def page(client: Client, address: str = ADDRESS, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_every_activity_is_in_the_page_with_its_hour_space_and_people(client: Client) -> None:
    edition = busy_edition(105)
    html = page(client)
    assert [one.title for one in edition.activities.all() if f">{one.title.replace('?', '?')}</a>" not in html] == []
    assert html.count('<article class="activity') == 105
    assert '<time datetime="2022-08-22T07:00+02:00">7:00</time>' in html
    assert "Alba Amandier" in html


def test_before_publication_it_says_that_the_programme_will_come(client: Client) -> None:
    edition = editions.edition(life=Edition.Life.PLANNING)
    programme.activity(edition, "Secret encore")
    html = page(client)
    assert "Il se prépare encore" in html
    assert "Secret encore" not in html


def test_a_draft_shows_nothing_of_itself(client: Client) -> None:
    edition = busy_edition(1)
    draft = programme.version(edition, published_at=None)
    space = edition.versions.get(number=1).placements.get().space
    programme.placement(draft, programme.activity(edition, "Secret encore"), space, editions.FRIDAY)
    assert "Secret encore" not in page(client)


def test_an_edition_in_preparation_is_not_found(client: Client) -> None:
    busy_edition(1, life=Edition.Life.PREPARATION)
    assert client.get(ADDRESS).status_code == 404


def test_words_and_filters_work_by_address_alone(client: Client) -> None:
    busy_edition(7)
    html = page(client, f"{ADDRESS}?q=composts")
    assert "Composter à plusieurs (3)" in html
    assert html.count('<article class="activity') == 1
    assert page(client, f"{ADDRESS}?language=en").count('<article class="activity') == 1


def test_nothing_found_says_what_to_do(client: Client) -> None:
    busy_edition(1)
    html = page(client, f"{ADDRESS}?q=zygomatique")
    assert "Rien trouvé" in html
    assert "Essaie un mot plus court" in html


def test_a_day_can_be_asked_for(client: Client) -> None:
    busy_edition(7)
    html = page(client, f"{ADDRESS}?day=2022-08-23")
    assert html.count('<article class="activity') == 2
    assert 'id="day-2022-08-23"' in html
    assert 'id="day-2022-08-22"' not in html


def test_htmx_receives_the_filters_and_their_results_only(client: Client) -> None:
    busy_edition(3)
    html = page(client, f"{ADDRESS}?q=bilan", **{"HX-Request": "true"})
    assert html.lstrip().startswith('<div class="stack" id="browse">')
    assert "<html" not in html
    assert html.count('<article class="activity') == 1


def test_what_people_type_is_shown_as_text(client: Client) -> None:
    edition = editions.edition()
    bad = '<script>alert("x")</script>'
    theme = programme.theme(edition, bad)
    bob = people.person_who_shows(Audience.EVERYONE, bad)
    space = editions.space(editions.venue(), bad, slug="bad")
    version = programme.version(edition)
    programme.placement(
        version, programme.activity(edition, bad, leaders=[bob], themes=[theme]), space, editions.MONDAY
    )
    for html in (page(client, f"{ADDRESS}?q=script"), page(client), page(signed_in())):
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


def test_strangers_read_no_name_that_is_shown_to_the_edition_only(client: Client) -> None:
    edition = busy_edition(3, shown_to=Audience.EDITION)
    html = page(client)
    assert [person.name for person in Person.objects.all() if person.name in html] == []
    assert "Coop Amandier" not in html
    alice = signed_in()
    for person in Person.objects.all():
        editions.participation(person, edition)
    assert "Alba Amandier" in page(alice)


def test_now_and_next_are_shown_during_the_week_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    busy_edition(105)
    assert "En ce moment" not in page(client)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2022, 8, 23, 7, 45, tzinfo=UTC))
    html = page(client)
    assert "En ce moment" in html
    assert "Ensuite, dans 1 h 30" in html


@pytest.mark.parametrize("activities", [1, 3])
def test_the_page_takes_as_many_queries_whatever_the_number_of_activities(
    client: Client, activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    busy_edition(activities)
    # Edition, version, 7 that tell whether anything changed, 6 that read it, protected times.
    with django_assert_num_queries(16):
        page(client)
    with django_assert_num_queries(9):
        page(client)


@pytest.mark.parametrize("activities", [1, 3])
def test_the_page_of_somebody_signed_in_takes_as_many_queries_too(
    activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    busy_edition(activities)
    alice = signed_in()
    # The same, and: session, account, person, what their circle is (2), favourites.
    with django_assert_num_queries(22):
        page(alice)


def test_a_browser_that_holds_the_page_is_told_so_until_something_changes(client: Client) -> None:
    edition = busy_edition(3)
    held = client.get(ADDRESS)
    assert client.get(ADDRESS, headers={"If-None-Match": held["ETag"]}).status_code == 304
    Activity.objects.filter(pk=edition.activities.all()[0].pk).update(title="Nouveau titre")
    changed = client.get(ADDRESS, headers={"If-None-Match": held["ETag"]})
    assert changed.status_code == 200
    assert "Nouveau titre" in changed.content.decode()


def test_a_page_kept_for_all_carries_each_visitor_s_own_form_token() -> None:
    busy_edition(1)
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client in (first, second, first):
        html = page(client)
        token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answer = client.post("/language/setlang/", {"language": "nl", "csrfmiddlewaretoken": token, "next": "/"})
        assert answer.status_code == 302


def test_pages_are_kept_by_the_visitor_s_own_browser_only(client: Client) -> None:
    busy_edition(1)
    response = client.get(ADDRESS)
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request", "Accept-Language"} <= set(response["Vary"].split(", "))


def test_each_language_has_its_own_page(client: Client) -> None:
    busy_edition(1)
    french = client.get(ADDRESS, headers={"Accept-Language": "fr"})
    dutch = client.get(ADDRESS, headers={"Accept-Language": "nl", "If-None-Match": french["ETag"]})
    assert (dutch.status_code, dutch["Content-Language"]) == (200, "nl")


def test_more_spaces_than_the_grid_can_draw_become_a_list(client: Client) -> None:
    edition = editions.edition()
    venue, version = editions.venue(), programme.version(edition)
    for number in range(31):
        activity, space = programme.activity(edition, f"Activité {number}"), editions.space(venue, f"Salle {number}")
        programme.placement(version, activity, space, editions.MONDAY)
    html = page(client)
    assert html.count('<article class="activity') == 31
    assert "slots-frame" not in html


def test_a_narrowed_page_opens_on_what_was_found_and_on_the_days_that_hold_it(client: Client) -> None:
    busy_edition(7)
    html = page(client, f"{ADDRESS}?q=composts")
    assert html.index('<p role="status"><strong>1 activité</strong>') < html.index('id="facets"')
    assert "Tout mettre dans mon agenda</span>" not in html
    assert html.count('<a href="#day-') == 1
    assert page(client).count('<a href="#day-') == 5


def test_a_day_and_words_are_asked_for_together(client: Client) -> None:
    busy_edition(7)
    html = page(client, f"{ADDRESS}?q=composts&day=2022-08-22")
    assert '<a href="?q=composts">' in html
