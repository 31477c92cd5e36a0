"""The page of all editions."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition, Involvement
from tests.factories.editions import edition, involvement, stop
from tests.factories.people import cooperative, place

pytestmark = pytest.mark.django_db
Life = Edition.Life


def test_past_editions_stay_browsable(client: Client) -> None:
    edition(
        "first",
        name="La première",
        number=1,
        life=Life.ARCHIVED,
        starts_on=date(2015, 8, 24),
        ends_on=date(2015, 8, 28),
    )
    edition("latest", name="La dernière", number=8)
    page = client.get("/editions/").content.decode()
    assert page.index("La dernière") < page.index("La première")
    words = (
        "1<sup>re</sup> édition",
        "8<sup>e</sup> édition",
        "du 24 au 28 août 2015",
        "Archivée",
        '"/editions/first/"',
    )
    assert [word for word in words if word not in page] == []


def test_a_caravane_names_its_stops(client: Client) -> None:
    caravane = edition("caravane", starts_on=date(2020, 9, 10), ends_on=date(2020, 10, 9))
    stop(caravane, "Lyon", place=place("Lyon"))
    stop(caravane, "Bruxelles", place=place("Bruxelles", country="BE"), starts_on=date(2020, 10, 8))
    page = client.get("/editions/").content.decode()
    assert "du 10 septembre au 9 octobre 2020" in page
    assert "Lyon (10 septembre), Bruxelles (8 octobre)." in page


def test_what_is_supposed_is_marked(client: Client) -> None:
    edition("sourced")
    assert '<span class="tag outline">En partie supposé' not in client.get("/editions/").content.decode()
    edition("guessed", assumed=True)
    assert '<span class="tag outline">En partie supposé' in client.get("/editions/").content.decode()


def test_what_is_in_preparation_is_not_listed(client: Client) -> None:
    edition("secret", name="Édition secrète", life=Life.PREPARATION)
    page = client.get("/editions/").content.decode()
    assert ("Édition secrète" in page, "Pas encore d’édition" in page) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        one = edition(f"edition-{number}")
        stop(one, place=place(f"Ville {number}"))
        involvement(cooperative(f"Coopérative {number}"), one, Involvement.Role.ORGANISER)
    with django_assert_num_queries(3):
        client.get("/editions/")
