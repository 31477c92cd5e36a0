"""The first page, and the page of each edition."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition, Involvement
from tests.factories.editions import (
    FRIDAY,
    MONDAY,
    edition,
    involvement,
    participation,
    space,
    stop,
    team_member,
    venue,
)
from tests.factories.people import cooperative, person, person_with_account, place, signed_in
from tests.factories.programme import activity, placement, theme, version

pytestmark = pytest.mark.django_db


def test_a_first_timer_learns_what_it_is_when_and_where(client: Client) -> None:
    sete = place("Sète")
    stop(edition(), place=sete, venue=venue(place=sete))
    page = client.get("/").content.decode()
    words = ("Bigre!, c’est quoi ?", "C’est ta première fois ?", "8<sup>e</sup> édition", "du 22 au 26 août 2022")
    assert [word for word in (*words, "Le Lazaret, Sète") if word not in page] == []


def test_before_any_edition_the_first_page_says_so(client: Client) -> None:
    assert "La prochaine édition se prépare" in client.get("/").content.decode()


def test_the_programme_is_offered_once_it_is_published(client: Client) -> None:
    week = edition(life=Edition.Life.PLANNING)
    draft = version(week, published_at=None)
    placement(draft, activity(week), space(venue()), FRIDAY)
    assert "Parcourir le programme" not in client.get("/").content.decode()
    version(week)
    assert 'href="/editions/bigre-2022/programme/"' in client.get("/").content.decode()


def test_figures_count_what_is_published(client: Client) -> None:
    week = edition()
    alice, bob = person("Alice"), person("Bob")
    participation(alice, week)
    involvement(cooperative("Les Pins"), week, Involvement.Role.FOUNDER)
    involvement(cooperative("Les Dunes"), week, Involvement.Role.ORGANISER)
    made, room = version(week), space(venue())
    placement(made, activity(week, "Une", leaders=[alice, bob]), room, FRIDAY)
    placement(made, activity(week, "Deux", leaders=[bob]), room, FRIDAY, 900)
    activity(week, "Sans place", leaders=[person("Chloé")])
    figures = client.get("/editions/bigre-2022/").context["face"].figures
    assert (figures.activities, figures.facilitators, figures.participants, figures.cooperatives) == (2, 2, 1, 2)


def test_cooperatives_are_named_by_their_part(client: Client) -> None:
    week = edition()
    pins, dunes = cooperative("Les Pins"), cooperative("Les Dunes")
    involvement(pins, week, Involvement.Role.MEMBER)
    involvement(dunes, week, Involvement.Role.ORGANISER)
    assert client.get("/").context["face"].cooperatives == [("organiser", [dunes]), ("member", [pins])]


def test_a_caravane_shows_its_stops(client: Client) -> None:
    caravane = edition("caravane", name="La caravane", life=Edition.Life.ARCHIVED)
    for name in ("Lyon", "Paris", "Bruxelles"):
        stop(caravane, name, place=place(name))
    page = client.get("/editions/caravane/").content.decode()
    assert [word for word in ("Les étapes de la caravane", "Lyon", "Paris", "Bruxelles") if word not in page] == []


def test_what_is_supposed_is_said_to_be(client: Client) -> None:
    edition("sourced", life=Edition.Life.ARCHIVED)
    edition("guessed", life=Edition.Life.ARCHIVED, assumed=True)
    said = {
        slug: "est supposée" in client.get(f"/editions/{slug}/").content.decode() for slug in ("sourced", "guessed")
    }
    assert said == {"sourced": False, "guessed": True}


def test_what_is_supposed_of_a_past_edition_is_not_what_is_supposed_of_the_demo(client: Client) -> None:
    edition("past", life=Edition.Life.ARCHIVED, assumed=True)
    edition("demo", life=Edition.Life.PUBLISHED, assumed=True)
    pages = [client.get(f"/editions/{slug}/").content.decode() for slug in ("past", "demo")]
    said = [("dates, lieu précis, résumé" in page, "ceux de la vraie rencontre" in page) for page in pages]
    assert said == [(True, False), (False, True)]


def test_an_edition_in_preparation_is_its_teams_alone(client: Client) -> None:
    secret = edition("secret", life=Edition.Life.PREPARATION)
    chloe = person_with_account("Chloé")
    team_member(secret, chloe)
    participation(bob := person_with_account("Bob"), secret)
    statuses = [one.get("/editions/secret/").status_code for one in (client, signed_in(bob), signed_in(chloe))]
    assert statuses == [404, 404, 200]


def test_the_team_finds_its_tools_on_the_page_and_others_do_not() -> None:
    week = edition()
    team_member(week, chloe := person_with_account("Chloé"))
    bob = person_with_account("Bob")
    pages = [signed_in(one).get("/editions/bigre-2022/").content.decode() for one in (chloe, bob)]
    assert ["Pour l’équipe" in page for page in pages] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_asks_as_much_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    week = edition()
    made, room = version(week), space(venue())
    for number in range(count):
        stop(week, f"Étape {number}", place=place(f"Ville {number}"))
        theme(week, f"Thème {number}")
        involvement(cooperative(f"Coopérative {number}"), week)
        placement(made, activity(week, f"Activité {number}"), room, MONDAY, 540 + 120 * number)
    with django_assert_num_queries(8):
        client.get("/")


def test_machines_read_what_when_where_and_by_whom(client: Client) -> None:
    sete = place("Sète")
    week = edition(summary="Une semaine </script> de rencontres.")
    stop(week, place=sete, venue=venue(place=sete))
    involvement(cooperative("Les Pins"), week, Involvement.Role.ORGANISER)
    page = client.get("/").content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "http://testserver/editions/bigre-2022/",
        "url": "http://testserver/editions/bigre-2022/",
        "name": "Bigre! Rencontre 2022",
        "description": "Une semaine </script> de rencontres.",
        "startDate": "2022-08-22",
        "endDate": "2022-08-26",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Le Lazaret",
                "address": {"@type": "PostalAddress", "addressLocality": "Sète", "addressCountry": "FR"},
            }
        ],
        "organizer": [{"@type": "Organization", "name": "Les Pins"}],
    }
