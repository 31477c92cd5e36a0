"""Topics: what people ask for and what they offer meet, and proposals are born from them."""

from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.topics import NotInvited, TopicTaken, begin_proposal, join_proposal, tell_voices
from bigre.proposals.actions.transitions import step
from bigre.proposals.models import Facilitation, Proposal, Topic, Voice
from bigre.proposals.queries.topics import near_topics
from tests.factories.editions import edition, taking_part, team_member
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in
from tests.factories.programme import theme
from tests.factories.together import WRITTEN_AT, topic

pytestmark = pytest.mark.django_db
State, Kind = Proposal.State, Topic.Kind
TOPICS = "/editions/bigre-2022/proposals/topics/"


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def alice(week: Edition) -> Person:
    return taking_part(week, "Alice")


@pytest.fixture
def bob(week: Edition) -> Person:
    return taking_part(week, "Bob")


def read(who: Person, address: str = TOPICS) -> str:
    return unescape(signed_in(who).get(address).content.decode())


def test_an_empty_page_says_what_to_do(week: Edition, alice: Person) -> None:
    shown = read(alice)
    words = ("Personne n’a encore rien demandé", "Personne n’a encore rien offert", f"{TOPICS}add/wanted/")
    assert [word for word in words if word not in shown] == []


def test_somebody_asks_and_others_say_me_too_once(week: Edition, alice: Person, bob: Person) -> None:
    labour = theme(week, "Travail")
    given = {"title": "Chanter la nuit", "text": "Sans **micro**.", "themes": [labour.pk]}
    answer = signed_in(alice).post(f"{TOPICS}add/wanted/", given)
    made = Topic.objects.get()
    assert answer.headers["Location"] == f"{TOPICS}{made.pk}/"
    assert (made.kind, made.author, list(made.themes.all())) == (Kind.WANTED, alice, [labour])
    for _time in range(2):
        signed_in(bob).post(f"{TOPICS}{made.pk}/voice/")
    assert set(Voice.objects.values_list("person__name", flat=True)) == {"Alice", "Bob"}
    shown = read(bob)
    assert ("2 voix" in shown, "toi aussi" in shown, "Chanter la nuit" in shown) == (True, True, True)
    signed_in(bob).post(f"{TOPICS}{made.pk}/voice/", {"wants": "no"})
    assert Voice.objects.get().person == alice


def test_what_is_wanted_shows_offers_that_are_near_and_the_other_way_round(
    week: Edition, alice: Person, bob: Person
) -> None:
    wanted = topic(week, alice, "Composter en ville", text="Du seau au potager")
    near = topic(week, bob, "Potagers et composts partagés", kind=Kind.OFFERED)
    far = topic(week, bob, "Lire un bilan", kind=Kind.OFFERED)
    topic(edition("other"), bob, "Composter ailleurs", kind=Kind.OFFERED)
    also = topic(week, bob, "Chanter au potager")
    assert (near_topics(wanted), near_topics(also), near_topics(far)) == ([near], [near], [])
    assert near_topics(near) == [wanted, also]


def test_themes_in_common_bring_topics_near(week: Edition, alice: Person, bob: Person) -> None:
    ecology = theme(week, "Écologie populaire")
    wanted = topic(week, alice, "Sortir marcher", themes=[ecology])
    offered = topic(week, bob, "Écouter les oiseaux", kind=Kind.OFFERED, themes=[ecology])
    assert near_topics(wanted) == [offered]


def test_leading_a_topic_makes_a_draft_with_its_words_and_asks_those_who_offered(
    week: Edition, alice: Person, bob: Person
) -> None:
    ecology = theme(week)
    wanted = topic(week, alice, "Composter en ville", text="Du seau.", themes=[ecology])
    offer = topic(week, bob, "Potagers et composts", kind=Kind.OFFERED)
    eva = taking_part(week, "Eva")
    signed_in(eva).post(f"{TOPICS}{wanted.pk}/begin/", {"offer": [offer.pk, "x", wanted.pk]})
    made = Proposal.objects.get()
    assert (made.title, made.text, made.state) == ("Composter en ville", "Du seau.", State.DRAFT)
    assert (list(made.themes.all()), list(made.facilitators.all())) == ([ecology], [eva])
    assert made.facilitations.get().is_contact
    assert set(made.answered_topics.all()) == {wanted, offer}
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["bob@example.org"]
    # Whoever offered joins if they want to; nobody else can.
    for who in (alice, taking_part(week, "Farah")):
        for one in (wanted, offer):
            with pytest.raises(NotInvited):
                join_proposal(topic=one, by=who, now=WRITTEN_AT)
    assert "On aimerait animer avec toi" in read(bob, f"{TOPICS}{offer.pk}/")
    signed_in(bob).post(f"{TOPICS}{offer.pk}/join/")
    assert set(Facilitation.objects.values_list("person__name", "is_contact")) == {("Eva", True), ("Bob", False)}


def test_a_topic_is_taken_once_and_free_again_when_its_proposal_is_given_up(
    week: Edition, alice: Person, bob: Person
) -> None:
    wanted = topic(week, alice)
    made = begin_proposal(topic=wanted, by=bob, now=WRITTEN_AT)
    with pytest.raises(TopicTaken):
        begin_proposal(topic=wanted, by=alice, now=WRITTEN_AT)
    Proposal.objects.filter(pk=made.pk).update(state=State.WITHDRAWN)
    begin_proposal(topic=wanted, by=alice, now=WRITTEN_AT)
    assert Proposal.objects.count() == 2


def test_whoever_asked_lets_another_begin_when_nothing_comes_of_a_draft(
    week: Edition, alice: Person, bob: Person
) -> None:
    wanted = topic(week, alice)
    made = begin_proposal(topic=wanted, by=bob, now=WRITTEN_AT)
    assert signed_in(bob).post(f"{TOPICS}{wanted.pk}/free/").status_code == 403
    assert signed_in(alice).post(f"{TOPICS}{wanted.pk}/free/").status_code == 302
    begin_proposal(topic=wanted, by=alice, now=WRITTEN_AT)
    assert Facilitation.objects.get(person=bob).proposal == made
    step(proposal=Proposal.objects.get(facilitators=alice), target=State.SUBMITTED, by=alice, now=WRITTEN_AT)
    assert signed_in(alice).post(f"{TOPICS}{wanted.pk}/free/").status_code == 403


def test_an_offer_is_not_taken_for_something_else(week: Edition, alice: Person, bob: Person) -> None:
    wanted, offer = topic(week, alice, "Composter"), topic(week, bob, "Chanter la nuit", kind=Kind.OFFERED)
    signed_in(alice).post(f"{TOPICS}{wanted.pk}/begin/", {"offer": [offer.pk]})
    offer.refresh_from_db()
    assert (offer.proposal, OutgoingMail.objects.count()) == (None, 0)


def test_a_draft_is_not_told_to_those_who_wait_for_it(week: Edition, alice: Person, bob: Person) -> None:
    wanted = topic(week, alice, "Composter")
    made = begin_proposal(topic=wanted, by=bob, now=WRITTEN_AT)
    Proposal.objects.filter(pk=made.pk).update(title="Titre secret")
    shown = read(alice, f"{TOPICS}{wanted.pk}/")
    assert ("Quelqu’un s’en occupe" in shown, "secret" in shown, str(made.uuid) in shown) == (True, False, False)
    assert (tell_voices(now=WRITTEN_AT), OutgoingMail.objects.count()) == (0, 0)


def test_all_voices_hear_once_that_the_proposal_is_submitted(week: Edition, alice: Person, bob: Person) -> None:
    wanted = topic(week, alice, "Composter")
    Voice.objects.create(topic=wanted, person=person("Sans compte"), given_at=WRITTEN_AT)
    Voice.objects.create(topic=wanted, person=bob, given_at=WRITTEN_AT)
    made = begin_proposal(topic=wanted, by=bob, now=WRITTEN_AT)
    step(proposal=made, target=State.SUBMITTED, by=bob, now=WRITTEN_AT)
    assert (tell_voices(now=WRITTEN_AT), tell_voices(now=WRITTEN_AT)) == (1, 0)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("alice@example.org", "« Composter » : quelqu’un le propose")
    assert str(made.uuid) in mail.body
    wanted.refresh_from_db()
    assert wanted.closed_at == WRITTEN_AT
    assert "Composter" not in read(alice)


def test_one_changes_and_closes_ones_own_topic_until_somebody_leads_it(
    week: Edition, alice: Person, bob: Person
) -> None:
    wanted = topic(week, alice)
    given = {"title": "Composter ici"}
    assert signed_in(bob).post(f"{TOPICS}{wanted.pk}/edit/", given).status_code == 403
    assert signed_in(bob).post(f"{TOPICS}{wanted.pk}/close/").status_code == 403
    assert signed_in(alice).post(f"{TOPICS}{wanted.pk}/edit/", given).status_code == 302
    assert Topic.objects.get().title == "Composter ici"
    signed_in(alice).post(f"{TOPICS}{wanted.pk}/close/")
    with pytest.raises(TopicTaken):
        begin_proposal(topic=wanted, by=bob, now=timezone.now())
    assert signed_in(bob).post(f"{TOPICS}{wanted.pk}/voice/").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "opened"),
    [("get", "", 200), ("get", "add/offered/", 200), ("get", "{pk}/", 200), ("post", "{pk}/voice/", 302),
     ("post", "{pk}/begin/", 302), ("post", "{pk}/join/", 302), ("get", "add/other/", 404)],
)  # fmt: skip
def test_topics_are_for_those_who_build_the_programme(
    week: Edition, alice: Person, method: str, path: str, opened: int
) -> None:
    made = topic(week, person("Bob"))
    stranger, member, other, press = (person_with_account(name) for name in ("Personne", "Dina", "Omar", "Paul"))
    membership(member, cooperative())
    team_member(edition("other"), other)
    team_member(week, press, "press")
    address = TOPICS + path.format(pk=made.pk)
    assert getattr(Client(), method)(address).status_code == 302
    statuses = [getattr(signed_in(who), method)(address).status_code for who in (stranger, other, alice, member, press)]
    assert statuses == [403, 403, opened, opened, opened]


def test_a_flood_of_topics_is_stopped(week: Edition, alice: Person) -> None:
    client = signed_in(alice)
    statuses = [client.post(f"{TOPICS}add/wanted/", {"title": f"T{number}"}).status_code for number in range(11)]
    assert statuses == [302] * 10 + [429]


@pytest.mark.parametrize("count", [1, 3])
def test_three_topics_ask_as_much_as_one(
    week: Edition, alice: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        who = taking_part(week, f"Bob {number}")
        membership(who, cooperative(f"Les Pins {number}"))
        topic(week, who, f"Composter {number}", themes=[theme(week)])
    client = signed_in(alice)
    with django_assert_num_queries(14):
        client.get(TOPICS)
