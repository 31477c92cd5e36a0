"""The journal of a cooperation: one's own words, and needs that the next call hears of."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.actions.cooperations import NotAMember
from bigre.encounters.actions.journal import AskedAlready, ask_for_session
from bigre.encounters.models import Cooperation, Entry
from bigre.encounters.rules.cooperations import title_and_rest
from bigre.people.models import Person
from bigre.proposals.models import Topic
from tests.factories.cooperations import cooperation, entry, member
from tests.factories.editions import edition, participation
from tests.factories.people import person_with_account, signed_in
from tests.factories.proposals import call

pytestmark = pytest.mark.django_db
LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
NOW = datetime(2022, 9, 5, 8, tzinfo=UTC)


def open_week(slug: str = "next", **fields: object) -> Edition:
    made = edition(slug, name=f"Rencontre {slug}", life=Edition.Life.CALL_OPEN)
    call(made, **{"opens_at": LONG_AGO, "closes_at": FAR_OFF, **fields})
    return made


@pytest.fixture
def alice() -> Person:
    return person_with_account("Alice")


@pytest.fixture
def bob() -> Person:
    return person_with_account("Bob")


@pytest.fixture
def made(alice: Person, bob: Person) -> Cooperation:
    return cooperation(alice, bob, audience=Audience.EVERYONE)


def read(who: Person, address: str) -> str:
    return unescape(signed_in(who).get(address).content.decode())


@pytest.mark.parametrize("kind", ["note", "need", "testimony"])
def test_a_member_writes_a_line(made: Cooperation, alice: Person, kind: str) -> None:
    signed_in(alice).post(f"/cooperations/{made.uuid}/journal/", {"kind": kind, "text": "On a **planté**."})
    assert list(made.entries.values_list("kind", "text", "author__name")) == [(kind, "On a **planté**.", "Alice")]


@pytest.mark.parametrize("sent", [{"kind": "note", "text": " "}, {"kind": "state", "text": "Fin"}, {"text": "Mot"}])
def test_a_line_has_words_and_a_change_of_state_is_not_written_by_hand(
    made: Cooperation, alice: Person, sent: dict[str, str]
) -> None:
    answer = signed_in(alice).post(f"/cooperations/{made.uuid}/journal/", sent)
    assert (answer.status_code, made.entries.count()) == (422, 0)
    assert sent["text"] in answer.content.decode()


def test_one_rewrites_and_removes_ones_own_words_only(made: Cooperation, alice: Person, bob: Person) -> None:
    line = entry(made, alice)
    address = f"/cooperations/journal/{line.pk}/"
    for act, sent in ((address, {"text": "Volé"}), (f"{address}remove/", {})):
        assert signed_in(bob).post(act, sent).status_code == 404
    signed_in(alice).post(address, {"text": "Deuxième bêche."})
    line.refresh_from_db()
    assert (line.text, line.kind) == ("Deuxième bêche.", "note")
    signed_in(alice).post(f"{address}remove/")
    assert not Entry.objects.exists()


def test_a_change_of_state_stays_but_its_words_are_its_author_s(made: Cooperation, alice: Person) -> None:
    line = entry(made, alice, "Trop vite dit", "state", state="trial")
    client, address = signed_in(alice), f"/cooperations/journal/{line.pk}/"
    assert client.post(f"{address}remove/").status_code == 403
    assert client.post(address, {"text": ""}).status_code == 302
    line.refresh_from_db()
    assert (line.text, line.state) == ("", "trial")


def test_who_left_still_rewrites_their_words_and_reads_no_others(alice: Person, bob: Person) -> None:
    made = cooperation(alice)
    member(of=made, person=bob, state="left")
    own = entry(made, bob, "Mes mots", "testimony")
    entry(made, alice, "Secret de jardin")
    page = read(bob, f"/cooperations/journal/{own.pk}/")
    assert ("Mes mots" in page, "Secret de jardin" in page) == (True, False)
    assert signed_in(bob).post(f"/cooperations/journal/{own.pk}/remove/").status_code == 302
    assert made.entries.count() == 1


def test_a_flood_is_stopped_and_keeps_the_words(made: Cooperation, alice: Person) -> None:
    client, sent = signed_in(alice), {"kind": "note", "text": "Encore"}
    answers = [client.post(f"/cooperations/{made.uuid}/journal/", sent) for _time in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429]
    assert "Encore" in answers[-1].content.decode()


def test_a_need_becomes_a_wanted_topic_in_words_that_one_may_change(made: Cooperation, alice: Person) -> None:
    week = open_week()
    participation(alice, week)
    need = entry(made, alice, "Lire un **cahier** des charges.\nSans y passer la nuit.", "need")
    assert "En faire un sujet" in read(alice, f"/cooperations/{made.uuid}/")
    address = f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/"
    assert 'value="Lire un cahier des charges"' in read(alice, address)
    signed_in(alice).post(address, {"title": "Lire un cahier des charges à plusieurs", "text": "De jour."})
    topic = Topic.objects.get()
    assert (topic.edition, topic.kind, topic.title, topic.text, topic.author) == (
        week, Topic.Kind.WANTED, "Lire un cahier des charges à plusieurs", "De jour.", alice,
    )  # fmt: skip
    need.refresh_from_db()
    # What the journal says stays as it was.
    assert (need.topic, need.text.startswith("Lire un **cahier**")) == (topic, True)
    page = read(alice, f"/cooperations/{made.uuid}/")
    assert (f"/editions/next/proposals/topics/{topic.pk}/" in page, "En faire un sujet" in page) == (True, False)
    assert signed_in(alice).get(address).status_code == 404


def test_without_a_call_the_page_says_why(made: Cooperation, alice: Person) -> None:
    closed, soon = edition("closed", life=Edition.Life.CALL_OPEN), edition("soon", life=Edition.Life.PREPARATION)
    call(closed, closes_at=LONG_AGO + timedelta(days=90), opens_at=LONG_AGO)
    call(soon, opens_at=LONG_AGO, closes_at=FAR_OFF)
    kept = edition("kept", life=Edition.Life.CALL_OPEN)
    call(kept, opens_at=LONG_AGO, closes_at=FAR_OFF, announced_at=None)
    for week in (closed, soon, kept):
        participation(alice, week)
    need = entry(made, alice, "Un lieu", "need")
    assert "Quand un appel sera ouvert" in read(alice, f"/cooperations/{made.uuid}/")
    address = f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/"
    assert "Pas d’appel ouvert pour toi" in read(alice, address)
    signed_in(alice).post(address, {"title": "Un lieu"})
    assert not Topic.objects.exists()


def test_an_announced_call_hears_of_needs_before_it_opens(made: Cooperation, alice: Person) -> None:
    participation(alice, open_week(opens_at=FAR_OFF - timedelta(days=9)))
    need = entry(made, alice, "Un lieu", "need")
    signed_in(alice).post(f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/", {"title": "Un lieu"})
    assert Topic.objects.get().title == "Un lieu"


def test_who_does_not_build_the_next_edition_cannot_ask_it_for_anything(made: Cooperation, alice: Person) -> None:
    open_week()
    need = entry(made, alice, "Un lieu", "need")
    page = read(alice, f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/")
    assert "Pas d’appel ouvert pour toi" in page


def test_one_chooses_between_two_calls(made: Cooperation, alice: Person) -> None:
    first, second = open_week("first"), open_week("second")
    for week in (first, second):
        participation(alice, week)
    need = entry(made, alice, "Un lieu", "need")
    address = f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/?edition=second"
    signed_in(alice).post(address, {"title": "Un lieu"})
    assert Topic.objects.get().edition == second


def test_a_need_is_asked_once_and_by_members_only(made: Cooperation, alice: Person) -> None:
    week, eva = open_week(), person_with_account("Eva")
    for one in (alice, eva):
        participation(one, week)
    need = entry(made, alice, "Un lieu", "need")

    def ask(by: Person) -> Topic:
        return ask_for_session(entry=need, edition=week, by=by, title="Un lieu", text="", themes=(), now=NOW)

    with pytest.raises(NotAMember):
        ask(eva)
    assert signed_in(eva).get(f"/cooperations/{made.uuid}/journal/{need.pk}/wanted/").status_code == 404
    ask(alice)
    with pytest.raises(AskedAlready):
        ask(alice)
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Un lieu.", "Un lieu", ""),
        ("# Un **lieu**\nÀ Sète", "Un lieu", "# Un **lieu**\nÀ Sète"),
        ("mot " * 40, ("mot " * 29).strip() + "…", ("mot " * 40).strip()),
    ],
)
def test_the_first_line_of_a_need_is_its_title(text: str, title: str, rest: str) -> None:
    assert title_and_rest(text) == (title, rest)
