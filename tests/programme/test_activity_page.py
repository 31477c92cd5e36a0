"""The page of one activity: what, when, where, with whom, for people and for machines."""

import json

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


def address(activity: Activity) -> str:
    return f"/editions/{activity.edition.slug}/programme/{activity.uuid}/"


def signed_in(person: Person) -> Client:
    person.account = people.account(f"{person.pk}@example.org")
    person.save()
    client = Client()
    client.force_login(person.account)
    return client


def placed(edition: Edition, title: str = "Lire un bilan", *, minutes: int = 570, **fields: object) -> Activity:
    activity = programme.activity(edition, title, **fields)  # type: ignore[arg-type]
    version = edition.versions.first() or programme.version(edition)
    space = editions.space(editions.venue(), f"Salle {title}")
    programme.placement(version, activity, space, editions.MONDAY, minutes)
    return activity


def page(client: Client, activity: Activity) -> str:
    response = client.get(address(activity))
    assert response.status_code == 200
    return response.content.decode()


def event(html: str) -> dict[str, object]:
    script = html.split('<script type="application/ld+json">')[1]
    found: dict[str, object] = json.loads(script.split("</script>", maxsplit=1)[0])
    return found


def test_it_says_when_where_and_with_whom(client: Client) -> None:
    bob = people.person_who_shows(Audience.EVERYONE, "Bob Bouleau")
    people.membership(bob, people.cooperative("Coop des Dunes"))
    html = page(client, placed(editions.edition(), leaders=[bob], ideal_size=12, max_size=20))
    for said in (
        "Lire un bilan",
        "Lundi 22 août",
        "9:30",
        "11:00",
        "Salle Lire un bilan",
        "Bob Bouleau",
        "Coop des Dunes",
    ):
        assert said in html
    assert "idéalement 12" in html
    assert "au plus 20" in html


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_collective_is_said_to_be(client: Client, invented: bool) -> None:
    made = placed(editions.edition())
    made.collective = people.collective(name="Les Embruns", invented=invented)
    made.save()
    html = page(client, made)
    assert ("Collectif : Les Embruns" in html, "collectif inventé" in html) == (True, invented)


def test_markdown_is_read_and_whatever_could_act_is_inert(client: Client) -> None:
    text = (
        "## Déroulé\n\n**fort** <script>alert(1)</script> <img src=x onerror=alert(1)> "
        "[ici](https://example.org/a) [là](javascript:alert(1)) ![x](https://example.org/x.png)"
    )
    html = page(client, placed(editions.edition(), text=text))
    prose = html.split('<div class="prose">')[1].split("</div>")[0]
    assert "<h4>Déroulé</h4>" in prose
    assert "<strong>fort</strong>" in prose
    assert 'href="https://example.org/a"' in prose
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in prose
    for active in ("<script", "<img", 'href="javascript', "onerror=alert(1)>"):
        assert active not in prose


def test_machines_read_an_event_in_which_nothing_can_close_the_script(client: Client) -> None:
    bob = people.person_who_shows(Audience.EVERYONE, "Bob Bouleau")
    title = "Lire </script><script>alert(1)</script>"
    activity = placed(editions.edition(), title, leaders=[bob], summary="Deux & deux", languages=["fr", "en"])
    html = page(client, activity)
    assert event(html) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"http://testserver{address(activity)}",
        "url": f"http://testserver{address(activity)}",
        "name": title,
        "description": "Deux & deux",
        "startDate": "2022-08-22T09:30:00+02:00",
        "endDate": "2022-08-22T11:00:00+02:00",
        "inLanguage": ["fr", "en"],
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": f"Salle {title}"},
        "superEvent": {"@type": "Event", "name": "Bigre! Rencontre 2022", "startDate": "2022-08-22"},
        "organizer": [{"@type": "Person", "name": "Bob Bouleau"}],
        "maximumAttendeeCapacity": 80,
    }
    assert "<script>alert(1)" not in html


def test_strangers_learn_how_many_lead_it_but_not_who(client: Client) -> None:
    edition, bob = editions.edition(), people.person("Bob Bouleau")
    activity = placed(edition, leaders=[bob])
    placed(edition, "Autre chose", minutes=900, leaders=[bob])
    html = page(client, activity)
    assert "Bob Bouleau" not in html
    assert "1 personne anime cette activité" in html
    # Nor may one hidden name be told by what else it leads.
    assert "Autre chose" not in html


def test_what_else_happens_then_and_what_the_same_people_lead_are_one_tap_away(client: Client) -> None:
    edition, bob = editions.edition(), people.person_who_shows(Audience.EVERYONE, "Bob Bouleau")
    activity = placed(edition, leaders=[bob])
    placed(edition, "À la même heure")
    placed(edition, "Encore avec Bob", minutes=900, leaders=[bob])
    placed(edition, "Sans rapport", minutes=1200)
    html = page(client, activity)
    assert "À la même heure</a>" in html
    assert "Encore avec Bob</a>" in html
    assert "Sans rapport" not in html


def test_what_the_programme_does_not_hold_is_for_those_who_lead_it_and_the_team() -> None:
    edition, bob, chloe, alice = (
        editions.edition(),
        people.person("Bob"),
        people.person("Chloé"),
        people.person("Alice"),
    )
    editions.team_member(edition, chloe)
    editions.participation(alice, edition)
    activity = programme.activity(edition, "Pas encore placée", leaders=[bob])
    programme.placement(
        programme.version(edition, published_at=None), activity, editions.space(editions.venue()), editions.MONDAY
    )
    programme.version(edition)
    statuses = [client.get(address(activity)).status_code for client in (Client(), signed_in(alice))]
    assert statuses == [404, 404]
    for insider in (bob, chloe):
        assert "Pas encore dans le programme" in page(signed_in(insider), activity)


def test_an_activity_is_not_found_under_another_edition(client: Client) -> None:
    activity = placed(editions.edition())
    editions.edition("autre")
    assert client.get(f"/editions/autre/programme/{activity.uuid}/").status_code == 404


def test_a_browser_that_holds_the_page_is_told_so(client: Client) -> None:
    activity = placed(editions.edition())
    held = client.get(address(activity))
    assert client.get(address(activity), headers={"If-None-Match": held["ETag"]}).status_code == 304
    Activity.objects.filter(pk=activity.pk).update(title="Autre titre")
    assert client.get(address(activity), headers={"If-None-Match": held["ETag"]}).status_code == 200


@pytest.mark.parametrize("activities", [1, 105])
def test_the_page_takes_as_many_queries_whatever_surrounds_it(
    client: Client, activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    activity = busy_edition(activities).activities.order_by("pk")[0]
    # Edition; activity, its themes, equipment, leads, people; version; placement; faces (3); what is around (6).
    with django_assert_num_queries(17):
        page(client, activity)


def test_a_page_kept_for_all_gives_each_visitor_the_address_that_they_came_by(client: Client) -> None:
    one = placed(editions.edition())
    for host in ("localhost", "127.0.0.1"):
        response = client.get(address(one), headers={"Host": host})
        assert f'"@id": "http://{host}{address(one)}"' in response.content.decode()
