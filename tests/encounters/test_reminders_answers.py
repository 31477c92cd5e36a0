"""What the links of a reminder open: one question, answered by sending, never by reading."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from bigre.core.models import Audience
from bigre.encounters.models import Cooperation, CooperationMember, Entry, Reminder
from bigre.people.models import Person
from tests.factories.cooperations import cooperation, entry, question
from tests.factories.people import person_with_account

pytestmark = pytest.mark.django_db
State = Cooperation.State
LINK = "/cooperations/reminders/secret/"


@pytest.fixture
def alice() -> Person:
    return person_with_account("Alice", name_audience=Audience.EVERYONE)


@pytest.fixture
def asked(alice: Person) -> Reminder:
    made = cooperation(alice, name="Jardins", sentence="Phrase entre nous.")
    entry(made, alice, "Secret de jardin")
    return question(made, alice, sent_at=timezone.now())


def read(client: Client, address: str = LINK) -> str:
    return unescape(client.get(address).content.decode())


def rows() -> list[object]:
    """Everything that an answer could change."""
    return [list(model.objects.order_by("pk").values()) for model in (Cooperation, Entry, Reminder, CooperationMember)]


@pytest.mark.parametrize("path", ["", "trial/", "ended/", "not-this-time/"])
def test_reading_a_link_writes_nothing(client: Client, asked: Reminder, path: str) -> None:
    before = rows()
    assert client.get(LINK + path).status_code == 200
    assert client.head(LINK + path).status_code == 200
    assert rows() == before


def test_a_link_asks_to_confirm_its_answer_with_one_button(client: Client, asked: Reminder) -> None:
    page = read(client, f"{LINK}trial/").split("<main")[1]
    found = [page.count(part) for part in ("À l’essai", "Noter cette réponse", '<form method="post" data-answer')]
    assert found == [1, 1, 1]
    assert "Passer cette fois" in read(client, f"{LINK}not-this-time/")


def test_sending_an_answer_notes_it_and_says_what_was_noted(client: Client, asked: Reminder, alice: Person) -> None:
    answer = client.post(f"{LINK}trial/")
    assert answer.headers["Location"] == LINK
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_at is None, asked.cooperation.state) == (State.TRIAL, False, State.TRIAL)
    noted = asked.cooperation.entries.filter(kind="state").values_list("state", "author__name")
    assert list(noted) == [("trial", "Alice")]
    page = read(client)
    assert ("C’est noté, merci" in page, "« À l’essai »" in page) == (True, True)


def test_an_answer_that_changes_nothing_adds_nothing_to_the_journal(client: Client, asked: Reminder) -> None:
    client.post(f"{LINK}idea/")
    asked.refresh_from_db()
    assert (asked.answer, asked.cooperation.entries.filter(kind="state").count()) == (State.IDEA, 0)


def test_one_may_answer_again_and_not_this_time_takes_nothing_back(client: Client, asked: Reminder) -> None:
    for path in ("trial/", "ended/", "not-this-time/"):
        client.post(LINK + path)
    asked.refresh_from_db()
    asked.cooperation.refresh_from_db()
    assert (asked.answer, asked.cooperation.state) == (State.ENDED, State.ENDED)
    assert list(asked.cooperation.entries.filter(kind="state").order_by("pk").values_list("state", flat=True)) == [
        "trial", "ended",
    ]  # fmt: skip


def test_not_this_time_is_noted_and_told_to_nobody(client: Client, asked: Reminder) -> None:
    client.post(f"{LINK}not-this-time/")
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_at is None, asked.cooperation.entries.count()) == ("", False, 1)
    assert "Pas cette fois, c’est entendu" in read(client)


def test_a_line_goes_into_the_journal_in_the_person_s_name(client: Client, asked: Reminder, alice: Person) -> None:
    answer = client.post(f"{LINK}line/", {"text": "On a planté des fèves."}, follow=True)
    assert "Ta ligne est dans le journal." in unescape(answer.content.decode())
    line = asked.cooperation.entries.latest("pk")
    assert (line.kind, line.text, line.author) == ("note", "On a planté des fèves.", alice)
    assert client.post(f"{LINK}line/", {"text": " "}).status_code == 422
    assert client.get(f"{LINK}line/").status_code == 405


def test_one_link_does_not_flood_a_journal(client: Client, asked: Reminder) -> None:
    answered = [client.post(f"{LINK}line/", {"text": "Encore"}).status_code for _time in range(7)]
    assert answered == [302] * 6 + [422]


def test_the_secret_opens_this_question_and_nothing_else(client: Client, asked: Reminder, alice: Person) -> None:
    address = f"/cooperations/{asked.cooperation.uuid}/"
    for path in ("", "trial/"):
        page = client.get(LINK + path)
        told = [
            words
            for words in ("Secret de jardin", "Phrase entre nous", "Alice")
            if words in unescape(page.content.decode())
        ]
        assert (told, page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ([], "no-store", "same-origin")
    client.post(f"{LINK}trial/")
    assert client.get(address).status_code == 404
    assert client.get("/cooperations/").status_code == 302
    assert client.post(f"{address}state/", {"state": "ended"}).status_code == 302
    asked.cooperation.refresh_from_db()
    assert asked.cooperation.state == State.TRIAL


@pytest.mark.parametrize("path", ["", "trial/", "line/"])
def test_a_link_that_is_unknown_too_old_revoked_or_no_longer_the_person_s_says_so(
    client: Client, asked: Reminder, path: str
) -> None:
    def refused(secret: str = "secret") -> bool:
        address = f"/cooperations/reminders/{secret}/{path}"
        sent = client.post(address, {"text": "Mot"}) if path else client.get(address)
        gone = "Ce lien ne répond plus" in unescape(sent.content.decode())
        return sent.status_code == 404 and gone

    assert refused("other")
    Reminder.objects.update(sent_at=timezone.now() - timedelta(days=60, minutes=1))
    assert refused()
    Reminder.objects.update(sent_at=timezone.now(), revoked_at=datetime(2022, 1, 1, tzinfo=UTC))
    assert refused()
    Reminder.objects.update(revoked_at=None)
    CooperationMember.objects.update(state="left")
    assert refused()
    assert (asked.cooperation.entries.count(), Cooperation.objects.get().state) == (1, State.IDEA)


def test_an_answer_that_is_none_is_not_there(client: Client, asked: Reminder) -> None:
    assert [client.post(f"{LINK}{path}/").status_code for path in ("great", "invited")] == [404, 404]
