"""Where each of my proposals stands, why, and what I can do; and what others already propose."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.transitions import decide
from bigre.proposals.models import Facilitation, Proposal
from tests.factories.editions import edition, participation
from tests.factories.people import person, person_who_shows, person_with_account, signed_in
from tests.factories.programme import format_of
from tests.factories.proposals import call, proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
HERE = "/editions/bigre-2022/proposals/"
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)


@pytest.fixture
def week() -> Edition:
    made = edition(life=Edition.Life.CALL_OPEN)
    call(made)
    return made


@pytest.fixture
def bob(week: Edition) -> Person:
    made = person_with_account("Bob")
    participation(made, week)
    return made


def test_the_reason_of_a_decision_is_read_by_those_who_lead_it_and_by_nobody_else(week: Edition, bob: Person) -> None:
    participation(alice := person_with_account("Alice"), week)
    made = proposal(week, "Nager", facilitators=[bob], state=State.SUBMITTED)
    decide(proposal=made, target=State.DECLINED, by=person("Chloé"), now=NOW, reason="Trop loin.", category="no_room")
    page = signed_in(bob).get(f"{HERE}mine/").content.decode()
    assert ("Nager" in page, "Non retenue" in page, "Trop loin." in page) == (True, True, True)
    for path in ("mine/", "", f"{made.uuid}/"):
        assert "Trop loin." not in signed_in(alice).get(HERE + path).content.decode()


def test_the_contact_confirms_what_was_accepted_and_a_co_facilitator_does_not(week: Edition, bob: Person) -> None:
    dina = person_with_account("Dina")
    made = proposal(week, "Nager", facilitators=[bob, dina], state=State.ACCEPTED)
    refused = signed_in(dina).post(f"{HERE}{made.uuid}/step/", {"to": "confirmed"}, follow=True).content.decode()
    made.refresh_from_db()
    assert ("Seule la personne contact confirme" in refused, made.state) == (True, State.ACCEPTED)
    assert "Il ne manque que ton oui" in signed_in(bob).get(f"{HERE}mine/").content.decode()
    signed_in(bob).post(f"{HERE}{made.uuid}/step/", {"to": "confirmed"})
    made.refresh_from_db()
    assert made.state == State.CONFIRMED


@pytest.mark.parametrize(("state", "to"), [("submitted", "confirmed"), ("declined", "draft"), ("draft", "nonsense")])
def test_a_step_that_is_not_possible_changes_nothing_and_says_so(
    week: Edition, bob: Person, state: str, to: str
) -> None:
    made = proposal(week, "Nager", facilitators=[bob], state=state)
    page = signed_in(bob).post(f"{HERE}{made.uuid}/step/", {"to": to}, follow=True).content.decode()
    made.refresh_from_db()
    assert (made.state, "cela ne va plus d’ici" in page) == (state, True)


def test_everybody_who_leads_it_is_told_that_it_has_arrived_each_once(week: Edition, bob: Person) -> None:
    dina, silent = person_with_account("Dina", languages=["nl"]), person("Sans compte")
    made = proposal(week, "Nager", facilitators=[bob, dina, silent], state=State.DRAFT, summary="On nage.")
    made.format = format_of(week, "Marche")
    made.save()
    signed_in(bob).post(f"{HERE}{made.uuid}/step/", {"to": "submitted"})
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == ["bob@example.org", "dina@example.org"]
    assert OutgoingMail.objects.get(to="bob@example.org").subject == "Bien reçu : « Nager »"


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    week: Edition, bob: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        proposal(week, f"Nager {number}", facilitators=[bob, person("Dina")])
    browser = signed_in(bob)
    with django_assert_num_queries(16):
        browser.get(f"{HERE}mine/")


def test_what_others_propose_that_is_near_appears_with_faces_as_they_show_them(week: Edition, bob: Person) -> None:
    dina, hidden = person_who_shows(Audience.EVERYONE, "Dina"), person_who_shows(Audience.NOBODY, "Zoé Cachée")
    proposal(week, "Composter à plusieurs dans un jardin", facilitators=[dina], state=State.SUBMITTED)
    proposal(week, "Le jardin partagé et son compost", facilitators=[hidden], state=State.DISCUSSED)
    proposal(week, "Lire un bilan comptable", facilitators=[dina], state=State.SUBMITTED)
    proposal(week, "Compost secret au jardin", facilitators=[dina], state=State.DRAFT)
    mine = proposal(week, "Mon compost au jardin", facilitators=[bob], state=State.DRAFT)
    asked = {"title": "Un compost au jardin", "summary": "", "but": str(mine.uuid)}
    page = signed_in(bob).get(f"{HERE}similar/", asked).content.decode()
    shown = ("Composter à plusieurs", "Le jardin partagé", "bilan", "secret", "Mon compost", "Dina", "Zoé")
    assert [words in page for words in shown] == [True, True, False, False, False, True, False]


@pytest.mark.parametrize("title", ["", "le", "Des crêpes"])
def test_what_is_near_nothing_shows_nothing(week: Edition, bob: Person, title: str) -> None:
    proposal(week, "Composter", facilitators=[person("Dina")], state=State.SUBMITTED)
    assert signed_in(bob).get(f"{HERE}similar/", {"title": title}).content.decode().strip() == ""


def test_a_person_outside_of_the_network_finds_nothing_near(week: Edition) -> None:
    proposal(week, "Composter au jardin", facilitators=[person("Dina")], state=State.SUBMITTED)
    stranger = person_with_account("Eve")
    assert signed_in(stranger).get(f"{HERE}similar/", {"title": "Composter au jardin"}).content.decode().strip() == ""


def test_an_empty_page_invites_to_propose(week: Edition, bob: Person) -> None:
    page = signed_in(bob).get(f"{HERE}mine/").content.decode()
    assert "un titre suffit pour commencer" in page
    assert not Facilitation.objects.exists()
