import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition, Involvement
from bigre.people.models import Cooperative, PooledService
from tests.factories.editions import edition, involvement
from tests.factories.people import cooperative, membership, person_who_shows, place

pytestmark = pytest.mark.django_db


def test_the_map_and_the_list_tell_the_same(client: Client) -> None:
    sete = place("Sète", code="34301")
    cooperative("Les Pins", place=sete)
    cooperative("Les Dunes", place=sete)
    cooperative("Sans lieu")
    page = client.get("/people/cooperatives/").content.decode()
    assert 'href="#place-34301"' in page
    assert 'id="place-34301"' in page
    assert [name for name in ("Les Pins", "Les Dunes", "Sans lieu") if f">{name}</a>" in page] == [
        "Les Pins",
        "Les Dunes",
        "Sans lieu",
    ]


def test_the_dot_of_a_single_cooperative_opens_its_page(client: Client) -> None:
    cooperative("Les Pins", place=place("Sète"))
    page = client.get("/people/cooperatives/").content.decode()
    assert '<a href="/people/cooperatives/les-pins/" aria-label="Sète · Les Pins">' in page


def test_numbers_of_the_drawing_are_written_for_machines(client: Client) -> None:
    cooperative("Les Pins", place=place("Sète"))
    page = client.get("/people/cooperatives/").content.decode()
    assert 'cx="240.8"' in page


def test_credits_stand_beside_the_map(client: Client) -> None:
    cooperative("Les Pins", place=place("Sète"))
    assert "© GeoNames, INSEE, Statbel" in client.get("/people/cooperatives/").content.decode()


def test_without_cooperatives_the_page_says_so(client: Client) -> None:
    assert "Pas encore de coopérative" in client.get("/people/cooperatives/").content.decode()


def test_a_cooperative_tells_its_kind_services_and_editions(client: Client) -> None:
    pins = cooperative("Les Pins", kind=Cooperative.Kind.SCIC, place=place("Sète"), invented=True)
    PooledService.objects.create(cooperative=pins, kind=PooledService.Kind.LEGAL)
    involvement(pins, edition(), Involvement.Role.ORGANISER)
    hidden = edition("secret", name="Édition secrète", life=Edition.Life.PREPARATION)
    involvement(pins, hidden, Involvement.Role.GUEST)
    page = client.get("/people/cooperatives/les-pins/").content.decode()
    words = ("(Scic)", "Sète", "Droit", "Bigre! Rencontre 2022", "Organisatrice", "Coopérative inventée")
    assert [word for word in words if word not in page] == []
    assert "Édition secrète" not in page


def test_those_who_left_are_no_longer_members(client: Client) -> None:
    pins = cooperative("Les Pins")
    membership(person_who_shows(Audience.EVERYONE, "Alice"), pins)
    membership(person_who_shows(Audience.EVERYONE, "Bob"), pins, since_on="2015-01-01", until_on="2019-01-01")
    page = client.get("/people/cooperatives/les-pins/").content.decode()
    assert ("Alice" in page, "Bob" in page) == (True, False)


def test_an_unknown_cooperative_is_not_found(client: Client) -> None:
    assert client.get("/people/cooperatives/nowhere/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_as_much_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        pins = cooperative(f"Les Pins {number}", place=place(f"Ville {number}"))
        PooledService.objects.create(cooperative=pins, kind=PooledService.Kind.IT)
    with django_assert_num_queries(2):
        client.get("/people/cooperatives/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_cooperative_asks_as_much_for_three_members_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    pins = cooperative("Les Pins")
    for number in range(count):
        membership(person_who_shows(Audience.EVERYONE, f"Personne {number}", place=place(f"Ville {number}")), pins)
    with django_assert_num_queries(9):
        client.get("/people/cooperatives/les-pins/")


def test_machines_read_what_and_where_and_no_member(client: Client) -> None:
    pins = cooperative("Les Pins", summary="Une CAE.", place=place("Sète"))
    membership(person_who_shows(Audience.EVERYONE, "Alice"), pins)
    page = client.get("/people/cooperatives/les-pins/").content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "http://testserver/people/cooperatives/les-pins/",
        "url": "http://testserver/people/cooperatives/les-pins/",
        "name": "Les Pins",
        "description": "Une CAE.",
        "address": {"@type": "PostalAddress", "addressLocality": "Sète", "addressCountry": "FR"},
    }
