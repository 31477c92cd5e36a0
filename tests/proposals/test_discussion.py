"""Discussing a proposal: who speaks, who is called by name, who may take words away."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition, TeamMember
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.proposals.actions.comments import TooLateToEdit, edit_comment, remove_comment, write_comment
from bigre.proposals.models import Comment, DigestRhythm, Following, Proposal
from bigre.proposals.queries.proposals import proposals_visible_to
from bigre.proposals.queries.readers import people_to_mention, readers_of
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import (
    account,
    cooperative,
    membership,
    person,
    person_who_shows,
    person_with_account,
    signed_in,
)
from tests.factories.proposals import proposal
from tests.factories.together import WRITTEN_AT, comment, following

pytestmark = pytest.mark.django_db
State = Proposal.State


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def bob(week: Edition) -> Person:
    return _taking_part(week, "Bob Dunes")


@pytest.fixture
def alice(week: Edition) -> Person:
    return _taking_part(week, "Alice")


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = _taking_part(week, "Chloé Houx")
    team_member(week, one)
    return one


def _taking_part(week: Edition, name: str) -> Person:
    one = person_with_account(name)
    participation(one, week)
    return one


def edition_of(who: Person) -> Edition:
    return Edition.objects.get(participations__person=who)


def page(who: Person, one: Proposal, path: str = "") -> str:
    return unescape(signed_in(who).get(address(one, path)).content.decode())


def address(one: Proposal, path: str = "") -> str:
    return f"/editions/{one.edition.slug}/proposals/{one.uuid}/{path}"


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("to").values_list("to", "subject"))


@pytest.mark.parametrize("state", State.values)
def test_readers_of_a_proposal_are_those_who_see_it(week: Edition, chloe: Person, bob: Person, state: str) -> None:
    member, stranger, press = person("Dina"), person("Personne"), person("Paul")
    membership(member, cooperative())
    left = person("Partie")
    membership(left, cooperative("Autre"), until_on=WRITTEN_AT.date())
    team_member(week, press, TeamMember.Role.PRESS)
    one = proposal(week, facilitators=[bob], state=state)
    everybody = [chloe, bob, member, stranger, press, left]
    seen = {who for who in everybody if one in proposals_visible_to(who, week)}
    assert set(readers_of(one)) == seen
    assert (bob in seen, stranger in seen, left in seen) == (True, False, False)


def test_whoever_reads_a_proposal_discusses_it_and_follows_it_then(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob], state=State.SUBMITTED)
    answer = signed_in(alice).post(address(one, "comments/"), {"text": "Avec **quoi** ? <script>x()</script>"})
    made = Comment.objects.get()
    assert answer.headers["Location"] == address(one, f"#comment-{made.pk}")
    shown = signed_in(bob).get(address(one)).content.decode()
    assert ("<strong>quoi</strong>" in shown, "&lt;script&gt;" in shown, "<script>x" in shown) == (True, True, False)
    assert set(Following.objects.values_list("person__name", "muted")) == {("Alice", False), ("Bob Dunes", False)}


def test_a_draft_is_discussed_by_those_who_lead_it_alone(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob], state=State.DRAFT)
    refused = signed_in(alice).post(address(one, "comments/"), {"text": "Coucou"})
    assert (refused.status_code, Comment.objects.count()) == (404, 0)
    signed_in(bob).post(address(one, "comments/"), {"text": "Coucou"})
    assert Comment.objects.get().author == bob


def test_an_empty_message_is_refused_with_its_reason(week: Edition, alice: Person) -> None:
    one = proposal(week)
    answer = signed_in(alice).post(address(one, "comments/"), {"text": "  "})
    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_a_flood_is_stopped_with_a_clear_message_and_no_word_is_lost(week: Edition, alice: Person) -> None:
    one, client = proposal(week), signed_in(alice)
    for number in range(6):
        assert client.post(address(one, "comments/"), {"text": f"Message {number}"}).status_code == 302
    refused = client.post(address(one, "comments/"), {"text": "Le septième"})
    shown = unescape(refused.content.decode())
    assert (refused.status_code, Comment.objects.count()) == (429, 6)
    assert ("Le septième" in shown, "attends un peu" in shown) == (True, True)


def test_people_are_called_by_a_box_or_by_an_at_sign_and_hear_of_it_at_once(
    week: Edition, alice: Person, bob: Person, chloe: Person
) -> None:
    one = proposal(week, "Lire un bilan", facilitators=[bob])
    given = {"text": "Qu’en dis-tu, @chloe houx ?", "mentioned": [bob.pk]}
    signed_in(alice).post(address(one, "comments/"), given)
    assert set(Comment.objects.get().mentioned.all()) == {bob, chloe}
    assert mails() == [
        ("bob-dunes@example.org", "On t’appelle dans « Lire un bilan »"),
        ("chloe-houx@example.org", "On t’appelle dans « Lire un bilan »"),
    ]
    body = OutgoingMail.objects.first()
    assert body is not None
    assert [word for word in ("Alice", "Qu’en dis-tu", str(one.uuid), "/news/") if word not in body.body] == []


def test_a_mail_is_written_in_the_language_of_its_reader(week: Edition, alice: Person, bob: Person) -> None:
    bob.languages = ["nl", "fr"]
    bob.save()
    write_comment(
        proposal=proposal(week, facilitators=[bob]), author=alice, text="Dag", mentioned=[bob], now=WRITTEN_AT
    )
    assert "Bonjour" not in OutgoingMail.objects.get().body


def test_nobody_calls_strangers_hidden_people_or_who_may_not_read(week: Edition, alice: Person, bob: Person) -> None:
    hidden = person_who_shows(Audience.NOBODY, "Cachée", account=account("cachee@example.org"))
    participation(hidden, week)
    no_account = person("Sans compte")
    participation(no_account, week)
    one = proposal(week, facilitators=[bob, hidden, no_account])
    member = person_with_account("Dina")
    membership(member, cooperative())
    following(member, one)
    silent = _taking_part(week, "Sourde")
    following(silent, one, muted=True)
    assert set(people_to_mention(viewer_for(alice), one)) == {bob}
    Person.objects.update(name_audience=Audience.NETWORK)
    membership(alice, cooperative("Les miens"))
    assert set(people_to_mention(viewer_for(alice), one)) == {bob, member, hidden}
    one.state = State.WITHDRAWN
    assert set(people_to_mention(viewer_for(alice), one)) == {bob, hidden}


def test_of_a_draft_nobody_is_told_who_does_not_lead_it(week: Edition, bob: Person, chloe: Person) -> None:
    one = proposal(week, facilitators=[bob], state=State.DRAFT)
    following(chloe, one)
    write_comment(proposal=one, author=bob, text="@Chloé Houx ?", mentioned=[chloe], now=WRITTEN_AT)
    assert (mails(), Comment.objects.get().mentioned.count()) == ([], 0)


@pytest.mark.parametrize("wish", ["never", "muted"])
def test_whoever_wants_no_mail_is_not_written_to(week: Edition, alice: Person, bob: Person, wish: str) -> None:
    one = proposal(week, facilitators=[bob])
    following(bob, one, muted=wish == "muted")
    if wish == "never":
        DigestRhythm.objects.create(person=bob, rhythm="never")
    write_comment(proposal=one, author=alice, text="@Bob ?", mentioned=[bob], now=WRITTEN_AT)
    assert mails() == []


def test_one_rewrites_ones_own_words_for_half_an_hour(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    made = comment(one, alice, "Bonsoir", now=timezone.now())
    signed_in(alice).post(address(one, f"comments/{made.pk}/"), {"text": "Bonjour @Bob Dunes"})
    made.refresh_from_db()
    assert (made.text, made.edited_at is None) == ("Bonjour @Bob Dunes", False)
    assert [to for to, _subject in mails()] == ["bob-dunes@example.org"]
    with pytest.raises(TooLateToEdit):
        edit_comment(comment=made, by=alice, text="Adieu", mentioned=(), now=timezone.now() + timedelta(minutes=31))
    assert signed_in(bob).post(address(one, f"comments/{made.pk}/"), {"text": "Adieu"}).status_code == 403


def test_a_message_that_was_removed_keeps_its_place_and_who_did_it(
    week: Edition, alice: Person, bob: Person, chloe: Person
) -> None:
    one = proposal(week, facilitators=[bob])
    first, second = comment(one, alice, "Premier secret"), comment(one, alice, "Second secret")
    assert signed_in(bob).post(address(one, f"comments/{first.pk}/remove/")).status_code == 403
    signed_in(alice).post(address(one, f"comments/{first.pk}/remove/"))
    signed_in(chloe).post(address(one, f"comments/{second.pk}/remove/"))
    shown = page(bob, one)
    assert ("secret" in shown, "Message retiré." in shown, "retiré par l’équipe" in shown) == (False, True, True)
    rows = list(Comment.objects.order_by("pk").values_list("text", "removed_by__name"))
    assert rows == [("", "Alice"), ("", "Chloé Houx")]
    remove_comment(comment=first, by=chloe, now=timezone.now())
    assert Comment.objects.get(pk=first.pk).removed_by == alice


WHO = ("anonymous", "stranger", "member", "other", "press", "lead", "chloe")


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("post", "comments/", (302, 404, 302, 404, 302, 302, 302)),
        ("get", "comments/{bobs}/", (302, 404, 403, 404, 403, 200, 403)),
        ("post", "comments/{bobs}/remove/", (302, 404, 403, 404, 403, 302, 302)),
        ("post", "follow/", (302, 404, 302, 404, 302, 302, 302)),
        ("post", "mute/", (302, 404, 302, 404, 302, 302, 302)),
        ("get", "suggest/title/", (302, 404, 200, 404, 200, 200, 200)),
        ("get", "suggest/state/", (302, 404, 404, 404, 404, 404, 404)),
    ],
)
def test_every_door_of_the_discussion_opens_to_those_it_is_for(
    bob: Person, chloe: Person, method: str, path: str, statuses: tuple[int, ...]
) -> None:
    week = edition_of(bob)
    one = proposal(week, facilitators=[bob])
    bobs = comment(one, bob, now=timezone.now())
    member, other, press = (person_with_account(name) for name in ("Dina", "Omar", "Paul"))
    membership(member, cooperative())
    team_member(edition("other"), other)
    team_member(week, press, TeamMember.Role.PRESS)
    people: dict[str, Person | None] = {"anonymous": None, "stranger": person_with_account("Personne")}
    people |= {"member": member, "other": other, "press": press, "lead": bob, "chloe": chloe}
    answers: dict[str, Any] = {}
    for name in WHO:
        browser = signed_in(who) if (who := people[name]) else Client()
        answer = getattr(browser, method)(address(one, path.format(bobs=bobs.pk)), {"text": "Bonjour"})
        answers[name] = answer.status_code
        Comment.objects.filter(pk=bobs.pk).update(removed_at=None)
    assert answers == dict(zip(WHO, statuses, strict=True))


def test_names_in_a_discussion_are_those_that_people_show(week: Edition, alice: Person, bob: Person) -> None:
    hidden = person_who_shows(Audience.NOBODY, "Cachée")
    participation(hidden, week)
    one = proposal(week, facilitators=[bob])
    comment(one, hidden, "Je passe.")
    shown = page(alice, one)
    assert ("Je passe." in shown, "Cachée" in shown) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_three_comments_ask_as_much_as_one(
    week: Edition, alice: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    one = proposal(week, facilitators=[alice])
    for number in range(count):
        who = person_who_shows(Audience.EVERYONE, f"Bob {number}")
        membership(who, cooperative(f"Les Pins {number}"))
        comment(one, who)
    client = signed_in(alice)
    with django_assert_num_queries(36):
        client.get(address(one))
