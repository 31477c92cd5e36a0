"""Other words for a proposal: anybody who reads it suggests, those who lead it decide, nothing is overwritten."""

from html import unescape

import pytest
from django.core.cache import cache

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.suggestions import (
    AlreadyAnswered,
    ChangedSince,
    WordsAreFixed,
    accept_suggestion,
    decline_suggestion,
)
from bigre.proposals.models import DigestRhythm, Proposal, Suggestion
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.proposals import proposal
from tests.factories.together import WRITTEN_AT, suggestion

pytestmark = pytest.mark.django_db
State = Proposal.State


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def alice(week: Edition) -> Person:
    one = person_with_account("Alice")
    participation(one, week)
    return one


@pytest.fixture
def bob(week: Edition) -> Person:
    one = person_with_account("Bob")
    participation(one, week)
    return one


@pytest.fixture
def reading(week: Edition, bob: Person) -> Proposal:
    return proposal(week, "Lire un bilan", facilitators=[bob], state=State.SUBMITTED, text="Un\r\ndeux")


def address(one: Proposal, path: str = "") -> str:
    return f"/editions/bigre-2022/proposals/{one.uuid}/{path}"


def test_a_suggestion_shows_word_by_word_what_it_changes(reading: Proposal, alice: Person, bob: Person) -> None:
    given = {"after": "Lire deux bilans", "before": "Lire un bilan", "note": "On compare."}
    assert signed_in(alice).post(address(reading, "suggest/title/"), given).status_code == 302
    shown = unescape(signed_in(bob).get(address(reading)).content.decode())
    words = ("ajouté :", "deux", "retiré :", "On compare.", "Alice")
    assert [word for word in words if word not in shown] == []
    assert Suggestion.objects.get().before == "Lire un bilan"


@pytest.mark.parametrize(
    ("field", "after"), [("title", "Lire un bilan"), ("title", ""), ("title", "x" * 201), ("text", "Un\ndeux ")]
)
def test_the_same_words_none_or_too_many_are_refused(reading: Proposal, alice: Person, field: str, after: str) -> None:
    given = {"after": after, "before": getattr(reading, field)}
    assert signed_in(alice).post(address(reading, f"suggest/{field}/"), given).status_code == 422
    assert Suggestion.objects.count() == 0


def test_accepted_words_become_those_of_the_proposal_and_their_author_is_thanked(
    reading: Proposal, alice: Person, bob: Person
) -> None:
    made = suggestion(reading, alice, "Lire deux bilans")
    signed_in(bob).post(address(reading, f"suggestions/{made.pk}/accept/"))
    reading.refresh_from_db()
    made.refresh_from_db()
    assert (reading.title, reading.revision, made.accepted, made.answered_by) == ("Lire deux bilans", 1, True, bob)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("alice@example.org", "Tes mots sont repris dans « Lire deux bilans »")
    assert "Merci pour les mots à" in unescape(signed_in(bob).get(address(reading)).content.decode())


def test_declined_words_change_nothing_and_get_a_word(reading: Proposal, alice: Person, bob: Person) -> None:
    made = suggestion(reading, alice, "Lire deux bilans")
    signed_in(bob).post(address(reading, f"suggestions/{made.pk}/decline/"), {"reply": "Un suffit."})
    reading.refresh_from_db()
    assert (reading.title, reading.revision) == ("Lire un bilan", 0)
    assert "Un suffit." in OutgoingMail.objects.get().body


def test_whoever_wants_no_mail_gets_no_answer_by_mail(reading: Proposal, alice: Person, bob: Person) -> None:
    DigestRhythm.objects.create(person=alice, rhythm="never")
    accept_suggestion(suggestion=suggestion(reading, alice, "Lire deux bilans"), by=bob, now=WRITTEN_AT)
    assert OutgoingMail.objects.count() == 0


def test_a_text_that_changed_since_is_never_overwritten_unseen(reading: Proposal, alice: Person, bob: Person) -> None:
    made = suggestion(reading, alice, "Lire deux bilans")
    Proposal.objects.filter(pk=reading.pk).update(title="Lire et relire un bilan", revision=4)
    accept = address(reading, f"suggestions/{made.pk}/accept/")
    shown = unescape(signed_in(bob).post(accept, follow=True).content.decode())
    words = ("Rien n’est écrasé", "Lire et relire un bilan", 'value="Lire deux bilans"')
    assert [word for word in words if word not in shown] == []
    # Somebody wrote again while both were being read.
    signed_in(bob).post(accept, {"words": "Lire et relire deux bilans", "revision": 3})
    assert Proposal.objects.get().title == "Lire et relire un bilan"
    signed_in(bob).post(accept, {"words": "Lire et relire deux bilans", "revision": 4})
    assert (Proposal.objects.get().title, Proposal.objects.get().revision) == ("Lire et relire deux bilans", 5)


def test_a_text_that_changed_in_the_ends_of_its_lines_has_not_changed(
    reading: Proposal, alice: Person, bob: Person
) -> None:
    made = suggestion(reading, alice, "Un\ndeux\ntrois", field="text")
    Proposal.objects.filter(pk=reading.pk).update(text="Un\ndeux\n")
    accept_suggestion(suggestion=made, by=bob, now=WRITTEN_AT)
    assert Proposal.objects.get().text == "Un\ndeux\ntrois"


def test_one_answer_counts_and_another_changes_nothing(reading: Proposal, alice: Person, bob: Person) -> None:
    made = suggestion(reading, alice, "Lire deux bilans")
    decline_suggestion(suggestion=made, by=bob, now=WRITTEN_AT)
    with pytest.raises(AlreadyAnswered):
        accept_suggestion(suggestion=made, by=bob, now=WRITTEN_AT)
    assert Proposal.objects.get().title == "Lire un bilan"


@pytest.mark.parametrize("state", [State.MERGED, State.DECLINED, State.WITHDRAWN, State.OPEN_SPACE])
def test_what_was_put_aside_keeps_its_words(reading: Proposal, alice: Person, bob: Person, state: str) -> None:
    made = suggestion(reading, alice, "Lire deux bilans")
    Proposal.objects.update(state=state)
    with pytest.raises(WordsAreFixed):
        accept_suggestion(suggestion=made, by=bob, now=WRITTEN_AT, seen=0)
    assert signed_in(bob).get(address(reading, "suggest/title/")).status_code == 403


def test_a_second_suggestion_for_the_same_words_is_asked_about_once_the_first_is_taken(
    reading: Proposal, alice: Person, bob: Person
) -> None:
    first, second = suggestion(reading, alice, "Lire deux bilans"), suggestion(reading, bob, "Lire trois bilans")
    accept_suggestion(suggestion=first, by=bob, now=WRITTEN_AT)
    with pytest.raises(ChangedSince):
        accept_suggestion(suggestion=second, by=bob, now=WRITTEN_AT)


def test_only_those_who_lead_answer(week: Edition, reading: Proposal, alice: Person) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    stranger = person_with_account("Personne")
    made = suggestion(reading, alice, "Lire deux bilans")
    for who, status in ((alice, 403), (chloe, 403), (stranger, 404)):
        for answer in ("accept", "decline"):
            assert signed_in(who).post(address(reading, f"suggestions/{made.pk}/{answer}/")).status_code == status
    assert signed_in(alice).get(address(reading, f"suggestions/{made.pk}/")).status_code == 200
    assert signed_in(stranger).get(address(reading, f"suggestions/{made.pk}/")).status_code == 404
    other = proposal(week, "Nager", facilitators=[alice])
    assert signed_in(alice).get(address(other, f"suggestions/{made.pk}/")).status_code == 404


def test_a_flood_of_suggestions_is_stopped(reading: Proposal, alice: Person) -> None:
    client, statuses = signed_in(alice), []
    for number in range(31):
        given = {"after": f"Titre {number}", "before": "Lire un bilan"}
        statuses.append(client.post(address(reading, "suggest/title/"), given).status_code)
    assert statuses == [302] * 30 + [429]
