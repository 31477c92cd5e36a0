"""Reading without names: a choice of one's own, which hides people and keeps the count."""

from html import unescape

import pytest

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import HIDDEN, Viewer, face
from bigre.proposals.models import Proposal
from tests.factories.editions import edition, team_member
from tests.factories.people import collective, cooperative, membership, person, person_with_account, signed_in
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
PROPOSALS = "/editions/bigre-2022/proposals/"
NAMES = ("Bob Dunes", "Coopérative du Large", "Les Embruns")


@pytest.fixture
def chloe() -> Person:
    week = edition(life=Edition.Life.CALL_OPEN)
    one = person_with_account("Chloé")
    team_member(week, one)
    bob = person("Bob Dunes", name_audience="everyone", cooperative_audience="everyone")
    membership(bob, cooperative("Coopérative du Large"))
    proposal(week, "Composter", facilitators=[bob], collective=collective(bob))
    return one


def addresses() -> list[str]:
    return [PROPOSALS, f"{PROPOSALS}board/", f"{PROPOSALS}{Proposal.objects.get().uuid}/"]


def test_names_cooperatives_and_collectives_disappear_from_board_list_and_page(chloe: Person) -> None:
    browser, other = signed_in(chloe), signed_in(chloe)
    browser.post(f"{PROPOSALS}board/blind/", {"blind": "yes"})
    for address in addresses():
        page = unescape(browser.get(address).content.decode())
        cards = page.split('id="balance"')[0]
        assert ("Composter" in page, [name for name in NAMES if name in cards]) == (True, [])
        assert "Bob Dunes" in unescape(other.get(address).content.decode())
    browser.post(f"{PROPOSALS}board/blind/", {"blind": "no"})
    assert "Bob Dunes" in unescape(browser.get(PROPOSALS).content.decode())


def test_the_balance_is_still_counted(chloe: Person) -> None:
    browser = signed_in(chloe)
    browser.post(f"{PROPOSALS}board/blind/", {"blind": "yes"})
    balance = unescape(browser.get(f"{PROPOSALS}board/").content.decode()).split('id="balance"')[1]
    assert "Coopérative du Large" in balance


def test_letters_with_names_are_not_read_without_names(chloe: Person) -> None:
    browser = signed_in(chloe)
    browser.post(f"{PROPOSALS}board/blind/", {"blind": "yes"})
    assert "Bob" not in unescape(browser.get(f"{PROPOSALS}board/announce/").content.decode())


def test_the_choice_comes_back_to_the_page_and_to_no_other_site(chloe: Person) -> None:
    browser, blind = signed_in(chloe), f"{PROPOSALS}board/blind/"
    assert browser.post(blind, {"blind": "no", "next": PROPOSALS}).headers["Location"] == PROPOSALS
    away = browser.post(blind, {"blind": "no", "next": "https://example.org/"})
    assert away.headers["Location"] == f"{PROPOSALS}board/"


def test_a_viewer_without_names_sees_no_face_not_even_their_own(chloe: Person) -> None:
    bob = Person.objects.get(name="Bob Dunes")
    assert [face(Viewer(person=who, blind=True), who) for who in (chloe, bob)] == [HIDDEN, HIDDEN]
