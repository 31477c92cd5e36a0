"""Telling wishes: quickly, on a phone, in secret, the least seen proposals first."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Call, Proposal, Sighting, Wish
from bigre.proposals.rules.wishing import least_seen_first
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.programme import theme
from tests.factories.proposals import call, proposal, wish

pytestmark = pytest.mark.django_db
State = Proposal.State
HERE = "/editions/bigre-2022/proposals/"
LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
OVER = LONG_AGO + timedelta(days=30)


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def vote(week: Edition) -> Call:
    return call(week, wishes_open_at=LONG_AGO, wishes_close_at=FAR_OFF)


@pytest.fixture
def alice(week: Edition) -> Person:
    made = person_with_account("Alice")
    participation(made, week)
    return made


def shown_to(browser: Client, query: str = "") -> str:
    """The title of the card."""
    page = browser.get(f"{HERE}wishes/{query}").content.decode()
    return page.split("<h2>")[1].split("</h2>")[0]


@given(
    sightings=st.dictionaries(st.integers(1, 50), st.integers(0, 5), min_size=1),
    seen=st.sets(st.integers(1, 50)),
    salt=st.text(max_size=5),
)
def test_what_one_has_not_seen_comes_first_then_what_fewest_have_seen(
    sightings: dict[int, int], seen: set[int], salt: str
) -> None:
    order = least_seen_first(sightings, seen=seen, salt=salt)
    keys = [(one in seen, sightings[one]) for one in order]
    assert (sorted(order), keys) == (sorted(sightings), sorted(keys))


@given(people=st.integers(1, 12), proposals=st.integers(1, 9), cards=st.integers(1, 9))
def test_every_proposal_is_shown_as_often_as_any_other_whatever_its_date(
    people: int, proposals: int, cards: int
) -> None:
    shown: Counter[int] = Counter(dict.fromkeys(range(proposals), 0))
    for number in range(people):
        seen: set[int] = set()
        for _card in range(min(cards, proposals)):
            first = least_seen_first(shown, seen=seen, salt=str(number))[0]
            seen.add(first)
            shown[first] += 1
    assert max(shown.values()) - min(shown.values()) <= 1


def test_two_people_do_not_begin_with_the_same_title() -> None:
    none_seen = dict.fromkeys(range(30), 0)
    orders = {tuple(least_seen_first(none_seen, seen=(), salt=str(who))) for who in range(5)}
    assert len(orders) == 5


@pytest.mark.parametrize(
    ("word", "level"), [("love", Wish.Level.LOVE), ("like", Wish.Level.LIKE), ("no", Wish.Level.NO), ("pass", None)]
)
def test_one_answer_is_one_gesture_and_the_next_card_comes(
    week: Edition, vote: Call, alice: Person, word: str, level: int | None
) -> None:
    for title in ("Composter", "Nager"):
        proposal(week, title, state=State.SUBMITTED)
    browser = signed_in(alice)
    first = shown_to(browser)
    made = Proposal.objects.get(title=first)
    answer = browser.post(f"{HERE}wishes/{made.uuid}/", {"wish": word}, follow=True)
    assert list(alice.wishes.values_list("level", flat=True)) == ([] if level is None else [level])
    page = answer.content.decode()
    assert ({"Composter", "Nager"} - {first}).pop() in page
    assert f"Revenir à « {first} »" in page


def test_who_leaves_in_the_middle_of_a_card_comes_back_to_it_and_not_to_one_passed_over(
    week: Edition, vote: Call, alice: Person
) -> None:
    for title in ("Composter", "Nager", "Chanter"):
        proposal(week, title, state=State.SUBMITTED)
    browser = signed_in(alice)
    first = shown_to(browser)
    assert [shown_to(browser) for _again in range(2)] == [first, first]
    browser.post(f"{HERE}wishes/{Proposal.objects.get(title=first).uuid}/", {"wish": "pass"})
    second = shown_to(browser)
    assert second != first
    browser.post(f"{HERE}wishes/{Proposal.objects.get(title=second).uuid}/", {"wish": "love"})
    third = shown_to(browser)
    assert {first, second, third} == {"Composter", "Nager", "Chanter"}
    browser.post(f"{HERE}wishes/{Proposal.objects.get(title=third).uuid}/", {"wish": "pass"})
    assert shown_to(browser) == "Tu as tout vu"
    assert "2 passées" in browser.get(f"{HERE}wishes/").content.decode()


def test_an_answer_can_be_changed_on_its_card_and_on_the_page_of_ones_wishes(
    week: Edition, vote: Call, alice: Person
) -> None:
    made = proposal(week, "Nager", state=State.SUBMITTED)
    browser = signed_in(alice)
    browser.post(f"{HERE}wishes/{made.uuid}/", {"wish": "love"})
    assert 'data-key="1" aria-pressed="true"' in browser.get(f"{HERE}wishes/?again={made.uuid}").content.decode()
    browser.post(f"{HERE}wishes/mine/", {f"wish-{made.uuid}": "0"})
    assert alice.wishes.get().level == Wish.Level.NO
    browser.post(f"{HERE}wishes/mine/", {f"wish-{made.uuid}": ""})
    assert not alice.wishes.exists()


def test_one_wishes_what_may_take_place_and_what_one_does_not_lead(week: Edition, vote: Call, alice: Person) -> None:
    mine = proposal(week, "À moi", facilitators=[alice], state=State.SUBMITTED)
    draft = proposal(week, "Brouillon", state=State.DRAFT)
    declined = proposal(week, "Non retenue", state=State.DECLINED)
    browser = signed_in(alice)
    assert shown_to(browser) == "Rien à souhaiter ici pour l’instant"
    answers = [browser.post(f"{HERE}wishes/{one.uuid}/", {"wish": "love"}) for one in (mine, draft, declined)]
    assert ([one.status_code for one in answers], Wish.objects.count()) == ([404] * 3, 0)


def test_filters_show_a_language_or_a_theme_first(week: Edition, vote: Call, alice: Person) -> None:
    proposal(week, "Nager", state=State.SUBMITTED)
    proposal(week, "Zwemmen", state=State.SUBMITTED, languages=["nl"])
    proposal(week, "Composter", state=State.SUBMITTED, themes=[theme(week, "Écologie", slug="ecologie")])
    browser = signed_in(alice)
    assert [shown_to(browser, query) for query in ("?language=nl", "?theme=ecologie")] == ["Zwemmen", "Composter"]


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        (None, None, "Ce n’est pas encore le moment"),
        (FAR_OFF - timedelta(days=1), FAR_OFF, "Ce n’est pas encore le moment"),
        (LONG_AGO, OVER, "Les souhaits sont clos"),
    ],
)
def test_outside_of_the_dates_the_page_says_so_and_nothing_is_noted(
    week: Edition, alice: Person, opens: datetime | None, closes: datetime | None, sentence: str
) -> None:
    call(week, wishes_open_at=opens, wishes_close_at=closes)
    made = proposal(week, "Nager", state=State.SUBMITTED)
    browser = signed_in(alice)
    assert shown_to(browser) == sentence
    browser.post(f"{HERE}wishes/{made.uuid}/", {"wish": "love"})
    browser.post(f"{HERE}wishes/mine/", {f"wish-{made.uuid}": "2"})
    assert not Wish.objects.exists()


def test_who_must_attend_stays_so(week: Edition, vote: Call, alice: Person) -> None:
    made = proposal(week, "Nager", state=State.SUBMITTED)
    wish(alice, made, Wish.Level.REQUIRED)
    signed_in(alice).post(f"{HERE}wishes/{made.uuid}/", {"wish": "no"})
    assert Wish.objects.get().level == Wish.Level.REQUIRED


def test_nobody_knows_what_all_together_wish_before_the_vote_is_closed(week: Edition, vote: Call) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = proposal(week, "Nager", state=State.SUBMITTED)
    for number in range(73):
        wish(person(f"P{number}"), made, Wish.Level.LOVE)
    page = signed_in(chloe).get(f"{HERE}wishes/counts/").content.decode()
    assert ("Personne ne le sait encore" in page, ">73<" in page) == (True, False)
    Call.objects.update(wishes_close_at=OVER)
    assert ">73<" in signed_in(chloe).get(f"{HERE}wishes/counts/").content.decode()


def test_counts_are_the_teams_and_too_few_are_not_told(week: Edition, alice: Person) -> None:
    call(week, wishes_open_at=LONG_AGO, wishes_close_at=OVER)
    team_member(week, chloe := person_with_account("Chloé"))
    team_member(week, press := person_with_account("Paul"), "press")
    made = proposal(week, "Nager", state=State.SUBMITTED)
    for number in range(4):
        wish(person(f"P{number}"), made)
    assert [signed_in(one).get(f"{HERE}wishes/counts/").status_code for one in (alice, press, chloe)] == [403, 403, 200]
    assert "moins de 5 réponses" in signed_in(chloe).get(f"{HERE}wishes/counts/").content.decode()


def test_no_page_tells_somebody_what_somebody_else_wishes(week: Edition, vote: Call, alice: Person) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = proposal(week, "Nager", state=State.SUBMITTED)
    wish(alice, made, Wish.Level.LOVE)
    browser = signed_in(chloe)
    for path in ("wishes/", "wishes/mine/", "", f"{made.uuid}/", "board/"):
        page = browser.get(HERE + path).content.decode()
        assert ("Alice" in page, 'data-key="1" aria-pressed' in page) == (False, False), path


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    week: Edition, vote: Call, alice: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        made = proposal(week, f"Nager {number}", facilitators=[person("Dina")], state=State.SUBMITTED)
        Sighting.objects.create(proposal=made, person=person("Zoé"), seen_at=LONG_AGO)
    browser = signed_in(alice)
    with django_assert_num_queries(28):
        browser.get(f"{HERE}wishes/")


@pytest.mark.parametrize(("first", "last"), [("2022-05-01T10:00", ""), ("2022-05-02T10:00", "2022-05-01T10:00")])
def test_the_team_gives_the_vote_both_its_dates_in_order(week: Edition, first: str, last: str) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    sent = {"wishes_open_at": first, "wishes_close_at": last}
    answer = signed_in(chloe).post(f"{HERE}call/prepare/texts/", sent)
    assert (answer.status_code, Call.objects.exists()) == (422, False)
    assert "clôture" in answer.content.decode()
