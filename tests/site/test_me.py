import pytest
from django.test import Client

from bigre.editions.models import TeamMember
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal
from tests.factories.editions import FRIDAY, edition, space, team_member, venue
from tests.factories.people import account, person_with_account
from tests.factories.programme import activity, placement, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(client: Client) -> Person:
    """Bob, who has signed in."""
    bob = person_with_account("Bob")
    assert bob.account is not None
    client.force_login(bob.account)
    return bob


def test_bob_finds_what_he_leads_and_what_he_proposed(client: Client, bob: Person) -> None:
    week = edition()
    placement(version(week), activity(week, "Lire un bilan", leaders=[bob]), space(venue()), FRIDAY)
    mine = Proposal.objects.create(edition=week, title="Nager avant le café", duration_minutes=60)
    Facilitation.objects.create(proposal=mine, person=bob)
    Proposal.objects.create(edition=week, title="Celle d’une autre", duration_minutes=60)
    page = client.get("/me/").content.decode()
    words = ("Bonjour, Bob", "Lire un bilan", "Nager avant le café", f"/editions/bigre-2022/proposals/{mine.uuid}/")
    assert [word for word in words if word not in page] == []
    assert "Celle d’une autre" not in page


@pytest.mark.parametrize(
    ("role", "plans"),
    [
        (TeamMember.Role.PROGRAMME, True),
        (TeamMember.Role.COORDINATION, True),
        (TeamMember.Role.PRESS, False),
        (None, False),
    ],
)
def test_planning_is_offered_to_those_who_may_plan(client: Client, bob: Person, role: str | None, plans: bool) -> None:
    week = edition()
    if role:
        team_member(week, bob, role)
    assert ("Planifier Bigre! Rencontre 2022" in client.get("/me/").content.decode()) is plans


def test_who_comes_to_no_edition_yet_is_told_so(client: Client, bob: Person) -> None:
    assert "Tu ne participes encore à aucune édition" in client.get("/me/").content.decode()


def test_an_account_without_a_person_is_asked_its_name_first(client: Client) -> None:
    client.force_login(account("eve@example.org"))
    assert client.get("/me/").headers["Location"] == "/people/profile/"
