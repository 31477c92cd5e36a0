"""The team's board: who opens it, what its cards say, and decisions that two people cannot take against each other."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Transition
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import cooperative, membership, occupation, person, person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal
from tests.factories.team import opinion

pytestmark = pytest.mark.django_db
State = Proposal.State
BOARD = "/editions/bigre-2022/proposals/board/"
DECIDE = f"{BOARD}decide/"
BY_SCRIPT = {"HX-Request": "true"}
DECLINED = {"target": "declined", "category": "no_room", "reason": "La grille est pleine."}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def asked(*proposals: Proposal, seen: str = "", **given: str) -> dict[str, Any]:
    return {
        "chosen": [str(one.uuid) for one in proposals],
        "seen": [f"{one.uuid}:{seen or one.state}" for one in proposals],
        **given,
    }


def told(answer: Any) -> str:
    return unescape(answer.content.decode())


def state_of(one: Proposal) -> str:
    return str(Proposal.objects.get(pk=one.pk).state)


def test_each_column_holds_its_cards_and_no_draft_is_on_the_board(week: Edition, chloe: Person) -> None:
    for state in State:
        proposal(week, f"Titre {state}", state=state)
    page = told(signed_in(chloe).get(BOARD))
    for column in ("submitted", "discussed", "accepted", "confirmed", "open_space", "declined"):
        cards = page.split(f'id="column-{column}"')[1].split("</section>")[0]
        assert [state for state in State if f"Titre {state}<" in cards] == [column]
    assert ("Titre draft" in page, "Titre merged" in page, "Titre withdrawn" in page) == (False, True, True)


def test_a_card_says_what_the_team_looks_for(week: Edition, chloe: Person) -> None:
    bob = person("Bob")
    membership(bob, cooperative("Coopérative du Large"))
    participation(bob, week, first_time=True)
    one = proposal(
        week,
        "Composter",
        facilitators=[bob],
        themes=[theme(week, "Écologie")],
        format=format_of(week, "Marche"),
        languages=["nl"],
        late=True,
        state=State.SUBMITTED,
    )
    opinion(one, person("Dina"), asked_by=chloe)
    page = told(signed_in(chloe).get(BOARD)).split(f'id="card-{one.uuid}"')[1].split("</li>")[0]
    words = ("Composter", "Bob", "Coopérative du Large", "Écologie", "Marche", "Nederlands", "après la clôture")
    assert [word for word in (*words, "anime pour la première fois", "1 avis attendu") if word not in page] == []


def test_who_leads_does_not_learn_that_an_opinion_is_asked_on_their_own(week: Edition, chloe: Person) -> None:
    one = proposal(week, facilitators=[chloe], state=State.SUBMITTED)
    opinion(one, person("Dina"))
    assert "avis attendu" not in told(signed_in(chloe).get(BOARD))


def test_a_planner_accepts_a_proposal_and_a_row_says_who_and_when(week: Edition, chloe: Person) -> None:
    one = proposal(week, "Composter", state=State.SUBMITTED)
    browser = signed_in(chloe)
    answer = browser.post(DECIDE, asked(one, target="accepted"))
    assert answer.headers["Location"] == f"{BOARD}#card-{one.uuid}"
    made = Transition.objects.get()
    assert (made.proposal, made.source, made.target, made.made_by) == (one, "submitted", "accepted", chloe)
    assert "« Composter » : Retenue." in told(browser.get(BOARD))


@pytest.mark.parametrize("lacking", ["category", "reason"])
def test_what_is_put_aside_needs_a_reason_in_a_word_and_in_sentences(
    week: Edition, chloe: Person, lacking: str
) -> None:
    one = proposal(week, state=State.SUBMITTED)
    answer = signed_in(chloe).post(DECIDE, asked(one, **{**DECLINED, lacking: ""}))
    assert (answer.status_code, state_of(one), Transition.objects.count()) == (422, "submitted", 0)
    signed_in(chloe).post(DECIDE, asked(one, **DECLINED))
    assert Transition.objects.values_list("target", "category", "reason").get() == (
        "declined",
        "no_room",
        "La grille est pleine.",
    )


def test_a_stale_move_is_refused_and_shows_where_the_card_is_now(week: Edition, chloe: Person) -> None:
    one = proposal(week, "Composter", state=State.DECLINED)
    # Read while it was submitted; from where it is now it could be accepted too, but nobody decided that.
    answer = signed_in(chloe).post(DECIDE, asked(one, seen="submitted", target="accepted"), headers=BY_SCRIPT)
    page = told(answer)
    assert (answer.status_code, state_of(one), Transition.objects.count()) == (409, "declined", 0)
    assert "Quelqu’un a déplacé « Composter » entre-temps : elle est maintenant ici (Non retenue)." in page
    assert f'moved" id="card-{one.uuid}"' in page.split('id="column-declined"')[1]


def test_a_move_that_nobody_may_make_is_refused(week: Edition, chloe: Person) -> None:
    one = proposal(week, state=State.MERGED)
    for seen in ("", "submitted"):
        signed_in(chloe).post(DECIDE, asked(one, seen=seen, target="accepted"))
    assert (state_of(one), Transition.objects.count()) == ("merged", 0)


def test_several_cards_are_decided_together_or_not_at_all(week: Edition, chloe: Person) -> None:
    first, second = (proposal(week, title, state=State.SUBMITTED) for title in "AB")
    moved = proposal(week, "C", state=State.DISCUSSED)
    signed_in(chloe).post(DECIDE, asked(first, second, moved, seen="submitted", target="accepted"))
    assert [state_of(one) for one in (first, second, moved)] == ["submitted", "submitted", "discussed"]
    answer = signed_in(chloe).post(DECIDE, asked(first, second, moved, target="accepted"), follow=True)
    assert "3 propositions : Retenue." in told(answer)
    assert Transition.objects.count() == 3


def test_only_what_all_of_them_may_become_is_offered(week: Edition, chloe: Person) -> None:
    one, other = proposal(week, "A", state=State.SUBMITTED), proposal(week, "B", state=State.DISCUSSED)
    gone = proposal(week, "C", state=State.WITHDRAWN)
    page = told(signed_in(chloe).get(DECIDE, {"chosen": [str(one.uuid), str(other.uuid)]}))
    offered = [state for state in State if f'value="{state}"' in page]
    assert offered == ["accepted", "open_space", "declined"]
    assert "aucun état possible en commun" in told(
        signed_in(chloe).get(DECIDE, {"chosen": [str(one.uuid), str(gone.uuid)]})
    )


def test_who_decides_of_their_own_is_told_that_somebody_else_had_better(week: Edition, chloe: Person) -> None:
    own = proposal(week, "A", facilitators=[chloe], state=State.SUBMITTED)
    other = proposal(week, "B", facilitators=[person("Bob")], state=State.SUBMITTED)
    pages = [told(signed_in(chloe).get(DECIDE, {"chosen": str(one.uuid)})) for one in (own, other)]
    assert ["Tu animes toi-même" in page for page in pages] == [True, False]


def test_choosing_nothing_leads_back_with_a_sentence(week: Edition, chloe: Person) -> None:
    proposal(edition("other"), "Ailleurs", state=State.SUBMITTED)
    draft = proposal(week, "Brouillon", state=State.DRAFT)
    for chosen in ([], [str(draft.uuid)], [str(Proposal.objects.get(title="Ailleurs").uuid)]):
        answer = signed_in(chloe).get(DECIDE, {"chosen": chosen}, follow=True)
        assert "Choisis d’abord une ou plusieurs propositions." in told(answer)
    assert signed_in(chloe).get(DECIDE, {"chosen": "x"}).status_code == 404


def test_a_script_gets_the_board_alone_with_its_balance(week: Edition, chloe: Person) -> None:
    one = proposal(week, state=State.SUBMITTED)
    page = told(signed_in(chloe).post(DECIDE, asked(one, target="accepted"), headers=BY_SCRIPT))
    assert ("<html" in page, 'id="board"' in page, 'id="balance"' in page) == (False, True, True)


@pytest.mark.parametrize("count", [3, 30])
def test_the_board_takes_as_many_queries_for_thirty_proposals_as_for_three(
    week: Edition, chloe: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kind, subject, coop = format_of(week), theme(week), cooperative()
    for number in range(count):
        leader = person(f"Personne {number}")
        membership(leader, coop)
        occupation(leader)
        proposal(week, f"Titre {number}", facilitators=[leader], format=kind, themes=[subject], state=State.SUBMITTED)
    browser = signed_in(chloe)
    with django_assert_num_queries(23):
        assert browser.get(BOARD).status_code == 200


PLANNERS = {"anonymous": 302, "bob": 403, "press": 403, "other": 403, "chloe": 200}
ACTS = {**PLANNERS, "chloe": 302}
DOORS = [
    ("get", "board/", PLANNERS),
    ("get", "board/decide/?chosen={proposal}", PLANNERS),
    ("post", "board/decide/", ACTS),
    ("post", "board/blind/", ACTS),
    ("get", "board/targets/", PLANNERS),
    ("get", "board/announce/", PLANNERS),
    ("post", "board/announce/", ACTS),
    ("get", "dates/", PLANNERS),
    ("get", "mailings/", PLANNERS),
    ("get", "mailings/add/", PLANNERS),
    ("get", "outbox/", PLANNERS),
    ("post", "{proposal}/opinions/", ACTS),
    ("post", "{proposal}/notes/", {**ACTS, "press": 302}),
]


@pytest.mark.parametrize(("method", "path", "statuses"), DOORS)
def test_every_door_of_the_team_opens_to_those_it_is_for(
    week: Edition, chloe: Person, method: str, path: str, statuses: dict[str, int]
) -> None:
    bob, press, other = (person_with_account(name) for name in ("Bob", "Paul", "Omar"))
    one = proposal(week, facilitators=[bob], state=State.SUBMITTED)
    team_member(week, press, TeamMember.Role.PRESS)
    team_member(edition("other"), other)
    browsers = {"anonymous": Client()} | {
        name: signed_in(who) for name, who in (("bob", bob), ("press", press), ("other", other), ("chloe", chloe))
    }
    address = "/editions/bigre-2022/proposals/" + path.format(proposal=one.uuid)
    assert {name: getattr(browser, method)(address).status_code for name, browser in browsers.items()} == statuses
