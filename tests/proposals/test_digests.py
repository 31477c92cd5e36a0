"""Mails that tell people what is new: to whom, when, once, and nothing that they may not read."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_ox.schedules import schedules_from_options
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.comments import remove_comment, write_comment
from bigre.proposals.actions.digests import write_digests
from bigre.proposals.actions.following import choose_rhythm, follow, hear, mute
from bigre.proposals.models import DigestRhythm, Following, Proposal
from bigre.proposals.tasks import tell_news
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person, person_who_shows, person_with_account, signed_in
from tests.factories.proposals import proposal
from tests.factories.together import comment, following, suggestion

pytestmark = pytest.mark.django_db
State = Proposal.State
PARIS = ZoneInfo("Europe/Paris")
# A Tuesday, at two in the afternoon; the digest of the next day, and that of the next Monday.
SAID = datetime(2022, 3, 1, 14, tzinfo=PARIS)
NEXT_DAY = datetime(2022, 3, 2, 7, 5, tzinfo=PARIS)
MONDAY = datetime(2022, 3, 7, 7, 5, tzinfo=PARIS)


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def alice(week: Edition) -> Person:
    return taking_part(week, "Alice")


@pytest.fixture
def bob(week: Edition) -> Person:
    return taking_part(week, "Bob")


def taking_part(week: Edition, name: str, rhythm: str = "") -> Person:
    one = person_with_account(name)
    participation(one, week)
    if rhythm:
        DigestRhythm.objects.create(person=one, rhythm=rhythm)
    return one


def told() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def test_a_day_s_news_reach_each_person_in_one_mail_the_next_morning(week: Edition, alice: Person, bob: Person) -> None:
    first = proposal(week, "Lire un bilan", facilitators=[bob], state=State.SUBMITTED)
    second = proposal(week, "Nager", facilitators=[bob], state=State.SUBMITTED)
    comment(first, alice, "Avec quels chiffres ?", now=SAID)
    comment(second, alice, "Et s’il pleut ?", now=SAID + timedelta(hours=1))
    suggestion(second, alice, "Nager ensemble", now=SAID + timedelta(hours=2))
    assert write_digests(now=SAID + timedelta(hours=3)) == 0
    assert write_digests(now=NEXT_DAY) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("bob@example.org", "3 nouveautés dans les propositions que tu suis")
    words = ("Alice écrit :", "Avec quels chiffres ?", "Et s’il pleut ?", "Nager ensemble", str(first.uuid), "/news/")
    assert [word for word in words if word not in mail.body] == []


def test_nothing_is_told_twice_and_what_came_later_is_told_later(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    comment(one, alice, "Premier", now=SAID)
    comment(one, alice, "Deuxième", now=NEXT_DAY)
    for hours in range(20):
        write_digests(now=NEXT_DAY + timedelta(hours=hours))
    assert told() == ["bob@example.org"]
    write_digests(now=NEXT_DAY + timedelta(days=1))
    bodies = list(OutgoingMail.objects.order_by("pk").values_list("body", flat=True))
    assert [("Premier" in body, "Deuxième" in body) for body in bodies] == [(True, False), (False, True)]


def test_a_digest_that_was_written_but_not_remembered_is_not_written_again(
    week: Edition, alice: Person, bob: Person
) -> None:
    one = proposal(week, facilitators=[bob])
    comment(one, alice, now=SAID)
    before = Following.objects.get(person=bob).heard_until
    write_digests(now=NEXT_DAY)
    Following.objects.filter(person=bob).update(heard_until=before)
    assert (write_digests(now=NEXT_DAY), told()) == (0, ["bob@example.org"])


def test_each_is_told_at_their_own_rhythm(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    for rhythm in ("at_once", "weekly", "never"):
        following(taking_part(week, rhythm.replace("_", " ").title(), rhythm), one)
    comment(one, alice, now=SAID)
    assert told() == ["at-once@example.org"]
    write_digests(now=NEXT_DAY)
    assert told() == ["at-once@example.org", "bob@example.org"]
    write_digests(now=MONDAY)
    assert told() == ["at-once@example.org", "bob@example.org", "weekly@example.org"]


def test_ones_own_words_what_one_has_read_and_what_was_removed_are_no_news(
    week: Edition, alice: Person, bob: Person
) -> None:
    one = proposal(week, facilitators=[bob])
    comment(one, bob, now=SAID)
    assert write_digests(now=NEXT_DAY) == 0
    gone = comment(one, alice, "Secret", now=NEXT_DAY)
    remove_comment(comment=gone, by=alice, now=NEXT_DAY)
    assert write_digests(now=NEXT_DAY + timedelta(days=1)) == 0
    comment(one, alice, now=NEXT_DAY + timedelta(days=1))
    hear(proposal=one, person=bob, now=NEXT_DAY + timedelta(days=1, hours=1))
    assert write_digests(now=NEXT_DAY + timedelta(days=2)) == 0


def test_a_page_that_was_read_is_heard(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    comment(one, alice, now=SAID)
    signed_in(bob).get(f"/editions/bigre-2022/proposals/{one.uuid}/")
    assert write_digests(now=NEXT_DAY) == 0


def test_whoever_was_called_by_name_is_not_told_again(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    write_comment(proposal=one, author=alice, text="@Bob ?", mentioned=(), now=SAID)
    assert (told(), write_digests(now=NEXT_DAY)) == (["bob@example.org"], 0)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_one_may_no_longer_read_is_not_told(week: Edition, alice: Person, bob: Person, state: str) -> None:
    one = proposal(week, "Titre secret", facilitators=[bob])
    following(alice, one)
    DigestRhythm.objects.create(person=taking_part(week, "Chloé"), rhythm="at_once")
    following(Person.objects.get(name="Chloé"), one)
    Proposal.objects.update(state=state)
    one.refresh_from_db()
    comment(one, bob, "Secret", now=SAID)
    suggestion(one, bob, "Autre titre secret", now=SAID) if state == State.DRAFT else None
    assert (write_digests(now=NEXT_DAY), told()) == (0, [])


def test_a_person_who_left_the_network_hears_no_more(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    following(alice, one)
    comment(one, bob, now=SAID)
    alice.participations.all().delete()
    assert write_digests(now=NEXT_DAY) == 0


def test_a_name_that_is_not_shown_is_not_mailed(week: Edition, alice: Person, bob: Person) -> None:
    hidden = person_who_shows(Audience.NOBODY, "Cachée")
    participation(hidden, week)
    comment(proposal(week, facilitators=[bob]), hidden, "Je passe.", now=SAID)
    write_digests(now=NEXT_DAY)
    mail = OutgoingMail.objects.get()
    assert ("Je passe." in mail.body, "Quelqu’un écrit :" in mail.body, "Cachée" in mail.body) == (True, True, False)


def test_muted_proposals_are_silent_until_one_follows_them_again(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    mute(proposal=one, person=bob, now=SAID)
    comment(one, alice, "Manqué", now=SAID)
    assert write_digests(now=NEXT_DAY) == 0
    follow(proposal=one, person=bob, now=NEXT_DAY)
    comment(one, alice, "Entendu", now=NEXT_DAY + timedelta(hours=1))
    assert write_digests(now=NEXT_DAY + timedelta(days=1)) == 1
    assert ("Manqué" in OutgoingMail.objects.get().body, "Entendu" in OutgoingMail.objects.get().body) == (False, True)


def test_after_never_mails_begin_with_what_comes(week: Edition, alice: Person, bob: Person) -> None:
    one = proposal(week, facilitators=[bob])
    choose_rhythm(person=bob, rhythm="never", now=SAID)
    comment(one, alice, "Manqué", now=SAID)
    choose_rhythm(person=bob, rhythm="daily", now=SAID + timedelta(minutes=1))
    assert write_digests(now=NEXT_DAY) == 0


def test_those_who_lead_follow_by_themselves_but_not_in_archives(week: Edition, bob: Person) -> None:
    proposal(week, facilitators=[bob, person("Sans compte")])
    proposal(edition("old", life=Edition.Life.ARCHIVED), facilitators=[bob])
    write_digests(now=SAID)
    write_digests(now=SAID)
    assert sorted(Following.objects.values_list("person__name", "proposal__edition__slug")) == [
        ("Bob", "bigre-2022"),
        ("Sans compte", "bigre-2022"),
    ]


def test_the_worker_tells_news_every_hour_by_itself() -> None:
    options: Any = settings.TASKS["default"]["OPTIONS"]
    (schedule,) = [one for one in schedules_from_options(options, "default") if one.name == "news"]
    assert import_string(options["SCHEDULES"]["news"]["task"]) is tell_news
    moment = datetime(2022, 3, 2, 7, 30)  # noqa: DTZ001  # the scheduler counts on the wall clock
    assert schedule.trigger.previous(moment) == datetime(2022, 3, 2, 7, 5)  # noqa: DTZ001


def test_the_command_writes_what_is_due(
    week: Edition, alice: Person, bob: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    comment(proposal(week, facilitators=[bob]), alice, now=SAID)
    call_command("digests")
    call_command("digests")
    assert capsys.readouterr().out == "1 courriel à envoyer.\n0 courriels à envoyer.\n"


@pytest.mark.parametrize("count", [1, 3])
def test_a_digest_of_three_proposals_asks_as_much_as_of_one(
    week: Edition, bob: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        one = proposal(week, f"Lire {number}", facilitators=[bob])
        comment(one, taking_part(week, f"Alice {number}"), now=SAID)
    write_digests(now=SAID)
    Following.objects.exclude(person=bob).delete()
    with django_assert_num_queries(29 + count):
        write_digests(now=NEXT_DAY)


def test_a_person_chooses_their_rhythm_and_mutes_on_one_page(week: Edition, alice: Person) -> None:
    chloe = taking_part(week, "Chloé")
    team_member(week, chloe)
    one, hidden = proposal(week, "Lire un bilan"), proposal(week, "Brouillon secret", state=State.DRAFT)
    following(alice, one)
    following(alice, hidden)
    client, address = signed_in(alice), "/editions/bigre-2022/proposals/news/"
    shown = client.get(address).content.decode()
    assert ("Lire un bilan" in shown, "Brouillon secret" in shown) == (True, False)
    assert client.post(address, {"rhythm": "weekly"}).status_code == 302
    assert client.post(address, {"rhythm": "hourly"}).status_code == 422
    assert DigestRhythm.objects.get(person=alice).rhythm == "weekly"
    away = client.post(f"/editions/bigre-2022/proposals/{one.uuid}/mute/", {"next": "//evil.example/"})
    assert away.headers["Location"] == f"/editions/bigre-2022/proposals/{one.uuid}/"
    assert Following.objects.get(person=alice, proposal=one).muted
