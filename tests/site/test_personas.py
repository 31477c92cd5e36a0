"""The demo's doors, which exist in a demo only."""

import pytest
from django.test import Client
from pytest_django import Settings

from bigre.core.models import Letter
from bigre.people.models import Account
from bigre.site.views.demo import personas
from tests.factories.people import cooperative, membership, person_with_account

pytestmark = pytest.mark.django_db
NOUR = "nour.bellamine@example.org"


@pytest.fixture
def nour() -> Account:
    """The demo's first-timer."""
    nour = person_with_account("Nour Bellamine", NOUR, invented=True)
    membership(nour, cooperative("Les Pins"))
    assert nour.account is not None
    return nour.account


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("path", ["/demo/", "/demo/mailbox/"])
def test_outside_a_demo_these_pages_do_not_exist(client: Client, settings: Settings, path: str) -> None:
    settings.DEMO = False
    assert client.get(path).status_code == 404


def test_outside_a_demo_nobody_becomes_anybody(client: Client, settings: Settings, nour: Account) -> None:
    settings.DEMO = False
    assert client.post(f"/demo/{nour.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_lists_its_personas_in_the_order_of_the_file(nour: Account) -> None:
    sabine = person_with_account("Sabine Rouquairol", "sabine.rouquairol@example.org", invented=True)
    assert [(one.account, one.role) for one in personas()] == [
        (nour, "Vient pour la première fois"),
        (sabine.account, "Équipe du programme"),
    ]


@pytest.mark.usefixtures("demo")
def test_a_visitor_becomes_somebody_invented(client: Client, nour: Account) -> None:
    assert "Devenir Nour Bellamine" in client.get("/demo/").content.decode()
    assert client.post(f"/demo/{nour.pk}/").headers["Location"] == "/me/"
    assert "Bonjour, Nour Bellamine" in client.get("/me/").content.decode()


@pytest.mark.usefixtures("demo")
def test_a_link_is_not_enough_to_become_somebody(client: Client, nour: Account) -> None:
    assert client.get(f"/demo/{nour.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_nobody_becomes_a_real_person(client: Client) -> None:
    alice = person_with_account("Alice")
    assert alice.account is not None
    assert client.post(f"/demo/{alice.account.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_the_mailbox_shows_the_newest_letter_first(client: Client) -> None:
    for subject in ("Premier", "Second"):
        Letter.objects.create(to=NOUR, subject=subject, body="Bonjour <b>à toi</b>")
    page = client.get("/demo/mailbox/").content.decode()
    assert page.index("Second") < page.index("Premier")
    assert "Bonjour &lt;b&gt;à toi&lt;/b&gt;" in page


@pytest.mark.usefixtures("demo")
def test_an_empty_mailbox_says_how_to_fill_it(client: Client) -> None:
    assert "Demande un code de connexion" in client.get("/demo/mailbox/").content.decode()
