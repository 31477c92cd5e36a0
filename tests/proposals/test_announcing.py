"""Decisions are told when the team chooses: one mail per person, in their language, with the reason, never twice."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.actions.decisions import announce_decisions
from bigre.proposals.actions.transitions import decide, step
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.queries.decisions import announcement
from tests.factories.editions import edition, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)
ANNOUNCE = "/editions/bigre-2022/proposals/board/announce/"
FULL = {"category": "no_room", "reason": "La grille est pleine le mardi."}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def decided(one: Proposal, *targets: str, minutes: int = 0) -> list[int]:
    """The proposal goes through these states, a minute apart; the ids of the rows."""
    made = [
        decide(
            proposal=one,
            target=target,
            by=None,
            now=NOW + timedelta(minutes=minutes + number),
            **(FULL if target in {"declined", "open_space"} else {}),
        )
        for number, target in enumerate(targets)
    ]
    return [row.pk for row in made]


def announced(week: Edition) -> int:
    return announce_decisions(edition=week, among=announcement(week).transitions, now=NOW)


def mails() -> dict[str, str]:
    return dict(OutgoingMail.objects.values_list("to", "body"))


def test_an_accepted_proposal_asks_its_contact_to_confirm(week: Edition) -> None:
    alice, bob = person_with_account("Alice"), person_with_account("Bob")
    one = proposal(week, "Composter", facilitators=[alice, bob], state=State.SUBMITTED)
    decided(one, "accepted")
    assert announced(week) == 2
    found = mails()
    assert all("« Composter » est retenue" in body and f"/proposals/{one.uuid}/" in body for body in found.values())
    assert ["confirme-la" in found[address] for address in ("alice@example.org", "bob@example.org")] == [True, False]
    assert set(OutgoingMail.objects.values_list("scope", "subject")) == {("bigre-2022", "Ta proposition « Composter »")}


def test_a_word_written_with_an_acceptance_is_read_too(week: Edition) -> None:
    one = proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED)
    decide(proposal=one, target="accepted", by=None, now=NOW, reason="Pense à apporter ton <accordéon>.")
    announced(week)
    assert "Pense à apporter ton <accordéon>." in mails()["alice@example.org"]


@pytest.mark.parametrize(
    ("target", "words"), [("declined", "n’est pas retenue"), ("open_space", "l’animer en espace libre")]
)
def test_what_is_put_aside_is_told_with_its_reason(week: Edition, target: str, words: str) -> None:
    decided(proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED), target)
    announced(week)
    body = mails()["alice@example.org"]
    assert (words in body, "La grille est pleine le mardi." in body, "no_room" in body) == (True, True, False)


def test_somebody_with_several_proposals_gets_one_mail(week: Edition) -> None:
    alice = person_with_account("Alice")
    for title, target in (("Composter", "accepted"), ("Marcher", "declined")):
        decided(proposal(week, title, facilitators=[alice], state=State.SUBMITTED), target)
    assert announced(week) == 1
    body = mails()["alice@example.org"]
    assert ("« Composter » est retenue" in body, "« Marcher » n’est pas retenue" in body) == (True, True)


def test_a_decision_is_told_once_whoever_announces(week: Edition) -> None:
    decided(proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED), "accepted")
    read = announcement(week).transitions
    assert [announce_decisions(edition=week, among=read, now=NOW) for _twice in range(2)] == [1, 0]
    assert (OutgoingMail.objects.count(), announcement(week).transitions) == (1, [])


def test_what_is_decided_after_the_preview_waits_for_the_next_one(week: Edition) -> None:
    alice = person_with_account("Alice")
    first, second = (proposal(week, title, facilitators=[alice], state=State.SUBMITTED) for title in "AB")
    read = decided(first, "accepted")
    later = decided(second, "declined")
    announce_decisions(edition=week, among=read, now=NOW)
    assert announcement(week).transitions == later
    announced(week)
    assert OutgoingMail.objects.count() == 2


def test_a_decision_taken_back_before_it_was_told_is_never_told(week: Edition) -> None:
    one = proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED)
    decided(one, "declined", "discussed")
    assert announced(week) == 0
    last = decided(one, "accepted", minutes=9)
    assert announcement(week).transitions == last


def test_what_was_told_and_is_discussed_again_is_told_too_and_the_same_news_is_none(week: Edition) -> None:
    one = proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED)
    decided(one, "accepted")
    announced(week)
    decided(one, "discussed", "accepted", minutes=5)
    assert announcement(week).transitions == []
    back = decided(one, "discussed", minutes=9)
    assert announcement(week).transitions == back
    announced(week)
    assert "de nouveau en discussion" in OutgoingMail.objects.latest("pk").body


def test_what_its_contact_confirmed_without_waiting_needs_no_mail(week: Edition) -> None:
    alice = person_with_account("Alice")
    one = proposal(week, facilitators=[alice], state=State.SUBMITTED)
    decided(one, "accepted")
    step(proposal=one, target=State.CONFIRMED, by=alice, now=NOW + timedelta(minutes=1))
    assert announcement(week).transitions == []


def test_those_without_an_account_are_told_by_word_of_mouth(week: Edition, chloe: Person) -> None:
    one = proposal(week, "Composter", facilitators=[person("Bob")], state=State.SUBMITTED)
    decided(one, "accepted")
    found = announcement(week)
    assert (found.transitions, [told.proposal for told in found.unreachable]) == ([], [one])
    page = unescape(signed_in(chloe).get(ANNOUNCE).content.decode())
    assert ("À dire de vive voix" in page, "Composter" in page) == (True, True)
    assert Transition.objects.get().announced_at is None


def test_each_one_is_written_to_in_their_language(week: Edition) -> None:
    people = [
        person_with_account(name, languages=languages)
        for name, languages in (("Dina", ["de", "nl"]), ("Eve", ["en", "fr"]), ("Fanta", ["wo"]))
    ]
    assert [language_for_mail(one) for one in people] == ["nl", "en", "fr"]


def test_a_planner_reads_every_mail_before_it_leaves_and_sends_once(week: Edition, chloe: Person) -> None:
    alice = person_with_account("Alice", name_audience="everyone")
    ids = decided(proposal(week, "Composter", facilitators=[alice], state=State.SUBMITTED), "declined")
    browser = signed_in(chloe)
    page = unescape(browser.get(ANNOUNCE).content.decode())
    assert [words for words in ("Bonjour Alice,", "La grille est pleine le mardi.") if words not in page] == []
    assert OutgoingMail.objects.count() == 0
    first, second = (browser.post(ANNOUNCE, {"transition": ids}, follow=True) for _twice in range(2))
    assert "1 message est parti au courrier." in unescape(first.content.decode())
    assert "ces décisions ont déjà été dites" in unescape(second.content.decode())
    assert list(mails()) == ["alice@example.org"]
    assert "Tout est dit" in unescape(browser.get(ANNOUNCE).content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_takes_as_many_queries_for_three_decisions_as_for_one(
    week: Edition, chloe: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        leader = person_with_account(f"Personne {number}", name_audience="everyone", cooperative_audience="everyone")
        decided(proposal(week, f"Titre {number}", facilitators=[leader], state=State.SUBMITTED), "accepted")
    browser = signed_in(chloe)
    with django_assert_num_queries(10):
        browser.get(ANNOUNCE)


def test_a_planner_of_another_edition_tells_nothing_here(week: Edition) -> None:
    ids = decided(proposal(week, facilitators=[person_with_account("Alice")], state=State.SUBMITTED), "accepted")
    other, omar = edition("other"), person_with_account("Omar")
    team_member(other, omar)
    signed_in(omar).post("/editions/other/proposals/board/announce/", {"transition": ids})
    assert (OutgoingMail.objects.count(), announcement(week).transitions) == (0, ids)
