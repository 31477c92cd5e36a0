"""Who can't answer here holds no merge up for ever, invitations go along, and what is accepted says why it stays."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from bigre.core.models import secret_digest
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.invitations import AlreadyInvited, ProposalOver, accept_invitation, invite
from bigre.proposals.actions.merging import AnswersHere, MergeOver, NotAsked, agree_to_merge, note_consent, refuse_merge
from bigre.proposals.actions.transitions import decide
from bigre.proposals.actions.unmerging import undo_merge
from bigre.proposals.models import Invitation, Merge, Proposal
from tests.factories.editions import edition, participation, taking_part, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.proposals import proposal
from tests.factories.together import merge

pytestmark = pytest.mark.django_db
State = Proposal.State
LATER = datetime(2022, 3, 2, 9, tzinfo=UTC)
ROOT = "/editions/bigre-2022/proposals/"
HOW = "Vue à la permanence de mardi."


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def alice(week: Edition) -> Person:
    return taking_part(week, "Alice")


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = taking_part(week, "Chloé")
    team_member(week, one)
    return one


@pytest.fixture
def silent(week: Edition) -> Person:
    """Bob, who has no account."""
    one = person("Bob")
    participation(one, week)
    return one


@pytest.fixture
def reading(week: Edition, silent: Person) -> Proposal:
    return proposal(week, "Lire un bilan", facilitators=[silent], state=State.SUBMITTED)


@pytest.fixture
def counting(week: Edition, alice: Person) -> Proposal:
    return proposal(week, "Compter ensemble", facilitators=[alice], state=State.SUBMITTED)


@pytest.fixture
def waiting(reading: Proposal, counting: Proposal, alice: Person) -> Merge:
    """Alice suggests; only Bob has not answered, and he never will here."""
    return merge(reading, counting, by=alice)


def read(who: Person, path: str) -> str:
    return unescape(signed_in(who).get(ROOT + path).content.decode())


def noted(who: Person, made: Merge, author: Person, how: str = HOW) -> Any:
    return signed_in(who).post(f"{ROOT}merges/{made.pk}/authors/{author.uuid}/", {"how": how}, follow=True)


def test_the_team_notes_what_somebody_without_an_account_said_and_the_merge_is_done(
    waiting: Merge, silent: Person, chloe: Person
) -> None:
    assert note_consent(merge=waiting, author=silent, how=HOW, by=chloe, now=LATER)
    waiting.refresh_from_db()
    assert waiting.done_at == LATER
    row = waiting.consents.get(person=silent)
    assert (row.agrees, row.answered_at, row.noted_by, row.noted_how) == (True, LATER, chloe, HOW)


def test_nobody_notes_the_answer_of_whoever_can_answer_here(week: Edition, counting: Proposal, chloe: Person) -> None:
    dina = taking_part(week, "Dina")
    other = proposal(week, "Nager", facilitators=[dina], state=State.SUBMITTED)
    made = merge(other, counting, by=chloe)
    with pytest.raises(AnswersHere):
        note_consent(merge=made, author=dina, how=HOW, by=chloe, now=LATER)
    assert made.consents.get(person=dina).agrees is None


def test_nor_of_who_leads_no_part_nor_once_it_is_over(waiting: Merge, alice: Person, chloe: Person) -> None:
    with pytest.raises(NotAsked):
        note_consent(merge=waiting, author=person("Émile"), how=HOW, by=chloe, now=LATER)
    refuse_merge(merge=waiting, by=alice, now=LATER)
    with pytest.raises(MergeOver):
        note_consent(merge=waiting, author=Person.objects.get(name="Bob"), how=HOW, by=chloe, now=LATER)


def test_an_account_that_opens_nothing_any_more_counts_as_none(
    week: Edition, counting: Proposal, alice: Person, chloe: Person
) -> None:
    dina = taking_part(week, "Dina")
    made = merge(proposal(week, "Nager", facilitators=[dina], state=State.SUBMITTED), counting, by=alice)
    assert dina.account is not None
    dina.account.is_active = False
    dina.account.save()
    assert note_consent(merge=made, author=dina, how=HOW, by=chloe, now=LATER)


def test_the_team_finds_the_merge_from_the_proposal_and_notes_how_it_knows(
    waiting: Merge, reading: Proposal, silent: Person, chloe: Person
) -> None:
    assert "Une réunion est suggérée" in read(chloe, f"{reading.uuid}/")
    page = read(chloe, f"merges/{waiting.pk}/")
    assert ("n’a pas de compte pour répondre" in page, "Noter son accord" in page) == (True, True)
    empty = noted(chloe, waiting, silent, how=" ")
    assert (empty.status_code, waiting.consents.get(person=silent).agrees) == (422, None)
    answered = unescape(noted(chloe, waiting, silent).content.decode())
    assert "Tout le monde est d’accord : c’est fait." in answered
    assert ("Noté par Chloé, de l’équipe, le " in answered, HOW in answered) == (True, True)


def test_authors_are_told_that_the_team_can_but_cannot_themselves(
    waiting: Merge, silent: Person, alice: Person
) -> None:
    page = read(alice, f"merges/{waiting.pk}/")
    assert "L’équipe du programme peut noter son accord" in page
    assert "Noter son accord" not in page
    assert noted(alice, waiting, silent).status_code == 403
    assert waiting.consents.get(person=silent).agrees is None


def test_the_team_still_does_not_read_what_authors_settle_among_themselves(
    week: Edition, counting: Proposal, chloe: Person, alice: Person
) -> None:
    other = proposal(week, "Nager", facilitators=[taking_part(week, "Dina")], state=State.SUBMITTED)
    made = merge(other, counting, by=alice)
    assert signed_in(chloe).get(f"{ROOT}merges/{made.pk}/").status_code == 404


@pytest.fixture
def done(week: Edition, counting: Proposal, alice: Person) -> Merge:
    """Two proposals of Alice's; Zoé was invited to lead the first and has not answered."""
    invite(proposal=counting, email="zoe@example.org", by=alice, now=LATER)
    return merge(counting, proposal(week, "Nager", facilitators=[alice], state=State.SUBMITTED), by=alice)


def accepted(who: Person) -> Proposal:
    return accept_invitation(invitation=Invitation.objects.get(), person=who, now=LATER).proposal


def test_whoever_was_invited_before_leads_what_the_proposal_became(done: Merge, counting: Proposal) -> None:
    zoe = person_with_account("Zoé")
    assert accepted(zoe) == done.result
    assert set(done.result.facilitators.all()) == {*counting.facilitators.all()} == {zoe, *_alice()}


def _alice() -> list[Person]:
    return list(Person.objects.filter(name="Alice"))


def test_undone_they_lead_what_they_were_invited_to(done: Merge, counting: Proposal, alice: Person) -> None:
    zoe = person_with_account("Zoé")
    accepted(zoe)
    undo_merge(merge=done, by=alice, now=LATER)
    assert (zoe in counting.facilitators.all(), done.result.facilitators.count()) == (True, 0)


def test_nobody_joins_what_became_of_it_once_that_is_over(done: Merge) -> None:
    reason = {"reason": "La grille est pleine.", "category": "no_room"}
    decide(proposal=done.result, target=State.DECLINED, by=None, now=LATER, **reason)
    with pytest.raises(ProposalOver):
        accepted(person_with_account("Zoé"))


def test_the_invitation_goes_along_and_can_be_taken_back_there(done: Merge, alice: Person) -> None:
    with pytest.raises(AlreadyInvited):
        invite(proposal=done.result, email="zoe@example.org", by=alice, now=LATER)
    assert "zoe@example.org" in read(alice, f"{done.result.uuid}/facilitators/")
    one = Invitation.objects.get()
    signed_in(alice).post(f"{ROOT}{done.result.uuid}/invitations/{one.pk}/take-back/")
    one.refresh_from_db()
    assert one.revoked_at is not None


def test_the_link_of_the_mail_shows_what_the_proposal_became(done: Merge) -> None:
    Invitation.objects.update(digest=secret_digest("x" * 43))
    zoe = person_with_account("Zoé")
    page = read(zoe, f"invitations/{'x' * 43}/")
    assert (done.result.title in page, "« Compter ensemble », que l’on te proposait d’animer" in page) == (True, True)
    answered = signed_in(zoe).post(f"{ROOT}invitations/{'x' * 43}/", {"answer": "accept"})
    assert answered.headers["Location"] == f"{ROOT}{done.result.uuid}/"


def test_a_merge_still_waiting_asks_who_accepts_an_invitation_meanwhile(
    waiting: Merge, counting: Proposal, alice: Person, silent: Person, chloe: Person
) -> None:
    invite(proposal=counting, email="zoe@example.org", by=alice, now=LATER)
    zoe = person_with_account("Zoé")
    assert accepted(zoe) == counting
    assert not note_consent(merge=waiting, author=silent, how=HOW, by=chloe, now=LATER)
    assert agree_to_merge(merge=waiting, by=zoe, now=LATER)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.CONFIRMED])
def test_what_is_accepted_says_why_it_is_not_merged(counting: Proposal, alice: Person, state: str) -> None:
    Proposal.objects.update(state=state)
    page = read(alice, f"{counting.uuid}/")
    assert "elle ne se réunit plus à une autre" in page
    assert "Réunir avec une autre" not in page
    shown = signed_in(alice).get(f"{ROOT}merges/suggest/?part={counting.uuid}", follow=True)
    assert "ne se réunit pas : on réunit ce qui est proposé et pas encore décidé." in unescape(shown.content.decode())


def test_others_read_nothing_of_merging_on_an_accepted_proposal(week: Edition, counting: Proposal) -> None:
    Proposal.objects.update(state=State.ACCEPTED)
    assert "elle ne se réunit plus" not in read(taking_part(week, "Émile"), f"{counting.uuid}/")
