"""Authors rewrite what has an activity already: the team sees it, and takes the new words over or keeps its own."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.activities import create_activities
from bigre.programme.actions.rewordings import RewrittenMeanwhile, leave_words, take_words
from bigre.programme.models import Activity, Rewording
from bigre.programme.queries.rewordings import Reworded, reworded_in
from bigre.proposals.models import Proposal
from tests.factories.editions import edition, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
State = Proposal.State
HERE = "/editions/bigre-2022/programme/planning/"


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.PLANNING)


@pytest.fixture
def chloe(week: Edition) -> Person:
    """Of the programme team."""
    made = person_with_account("Chloé")
    team_member(week, made)
    return made


def born(week: Edition, title: str = "Lire un bilan", **fields: Any) -> Activity:
    proposal(week, title, summary="En deux phrases.", text="Un texte.", revision=1, **fields)
    create_activities(edition=week, now=NOW)
    return Activity.objects.get(title=title)


def rewrite(activity: Activity, **words: str) -> int:
    """The authors write other words; return the proposal's new revision."""
    found = Proposal.objects.get(activity=activity)
    Proposal.objects.filter(pk=found.pk).update(**words, revision=found.revision + 1)
    return found.revision + 1


def said(found: list[Reworded]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [(one.activity.title, [(c.label, c.programme, c.proposal) for c in one.changes]) for one in found]


def words_of(activity: Activity) -> tuple[str, str, str]:
    activity.refresh_from_db()
    return activity.title, activity.summary, activity.text


def test_only_what_the_authors_rewrote_is_shown_field_by_field(week: Edition) -> None:
    born(week, "Broder")
    one = born(week)
    assert reworded_in(week) == []
    rewrite(one, title="Lire un bilan sans peur", text="Un autre texte.")
    assert said(reworded_in(week)) == [
        (
            "Lire un bilan",
            [
                ("Titre", "Lire un bilan", "Lire un bilan sans peur"),
                ("Présentation", "Un texte.", "Un autre texte."),
            ],
        )
    ]


def test_other_ends_of_lines_are_no_other_words(week: Edition) -> None:
    one = born(week)
    Activity.objects.update(text="Un\ntexte.")
    rewrite(one, text="Un\r\ntexte.\r\n")
    assert reworded_in(week) == []


@pytest.mark.parametrize("state", [State.DRAFT, State.DECLINED, State.WITHDRAWN, State.MERGED, State.OPEN_SPACE])
def test_a_draft_and_what_was_put_aside_are_not_shown(week: Edition, state: str) -> None:
    one = born(week)
    rewrite(one, title="Mes doutes, pour moi seule", state=state)
    assert reworded_in(week) == []


def test_taking_the_words_over_changes_the_programme_and_what_the_search_finds(week: Edition, chloe: Person) -> None:
    one = born(week)
    seen = rewrite(one, title="Lire un tableau de trésorerie", summary="Autrement dit.")
    take_words(activity=one, seen=seen, by=chloe, now=NOW)
    assert words_of(one) == ("Lire un tableau de trésorerie", "Autrement dit.", "Un texte.")
    assert (one.changed_at, " tresorer" in one.search_stems, " bilan " in one.search_stems) == (NOW, True, False)
    assert reworded_in(week) == []
    row = Rewording.objects.get()
    assert (row.taken, row.made_by, row.made_at, row.title) == (True, chloe, NOW, "Lire un tableau de trésorerie")


def test_words_that_were_left_are_asked_about_again_only_once_they_change_again(week: Edition, chloe: Person) -> None:
    one = born(week)
    seen = rewrite(one, title="Lire un bilan et râler")
    leave_words(activity=one, seen=seen, by=chloe, now=NOW)
    assert words_of(one)[0] == "Lire un bilan"
    assert reworded_in(week) == []
    rewrite(one, title="Lire un bilan ensemble")
    (again,) = reworded_in(week)
    assert (again.proposal.title, again.before) == ("Lire un bilan ensemble", True)


def test_nobody_takes_over_what_they_have_not_read(week: Edition, chloe: Person) -> None:
    one = born(week)
    seen = rewrite(one, title="Lire un bilan sans peur")
    rewrite(one, title="Autre chose encore")
    for act in (take_words, leave_words):
        with pytest.raises(RewrittenMeanwhile):
            act(activity=one, seen=seen, by=chloe, now=NOW)
    assert words_of(one)[0] == "Lire un bilan"
    assert not Rewording.objects.exists()


def test_the_team_sees_it_on_the_planning_page_and_takes_the_words(week: Edition, chloe: Person) -> None:
    browser = signed_in(chloe)
    one = born(week)
    assert "réécrite" not in browser.get(HERE).content.decode()
    seen = rewrite(one, title="Lire un bilan sans peur")
    assert "Une proposition a été réécrite" in browser.get(HERE).content.decode()
    page = browser.get(f"{HERE}words/").content.decode()
    assert "Lire un bilan sans peur" in page
    answered = browser.post(f"{HERE}words/{one.uuid}/", {"seen": seen}, follow=True).content.decode()
    assert "Le programme et les propositions disent la même chose" in answered
    assert words_of(one)[0] == "Lire un bilan sans peur"


def test_the_team_keeps_the_words_of_the_programme(week: Edition, chloe: Person) -> None:
    one = born(week)
    seen = rewrite(one, title="Lire un bilan sans peur")
    answered = signed_in(chloe).post(f"{HERE}words/{one.uuid}/", {"seen": seen, "keep": "1"}, follow=True)
    assert "« Lire un bilan » garde ses mots au programme." in answered.content.decode()
    assert (words_of(one)[0], reworded_in(week)) == ("Lire un bilan", [])


def test_all_at_once_but_what_was_rewritten_since_the_page_was_read(week: Edition, chloe: Person) -> None:
    first, second, third = (born(week, title) for title in ("Broder", "Danser", "Lire un bilan"))
    seen = [f"{one.uuid}:{rewrite(one, summary='Autrement.')}" for one in (first, second)]
    rewrite(second, summary="Encore autrement.")
    answered = signed_in(chloe).post(f"{HERE}words/take/", {"seen": [*seen, "rien", f"{third.uuid}:²"]}, follow=True)
    text = answered.content.decode()
    assert "Les mots d’une proposition sont repris." in text
    assert "« Danser » vient d’être réécrite : rien n’est changé au programme." in text
    assert [words_of(one)[1] for one in (first, second, third)] == ["Autrement.", *["En deux phrases."] * 2]


@pytest.mark.parametrize("data", [{}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 40}])
def test_an_answer_that_says_not_what_it_read_changes_nothing(
    week: Edition, chloe: Person, data: dict[str, str]
) -> None:
    one = born(week)
    rewrite(one, title="Lire un bilan sans peur")
    assert signed_in(chloe).post(f"{HERE}words/{one.uuid}/", data).status_code == 302
    assert (words_of(one)[0], Rewording.objects.count()) == ("Lire un bilan", 0)


def test_those_who_lead_do_not_answer_for_the_team(week: Edition) -> None:
    alice = person_with_account("Alice")
    one = born(week, facilitators=[alice])
    seen = rewrite(one, title="Lire un bilan sans peur")
    assert signed_in(alice).get(f"{HERE}words/").status_code == 403
    assert signed_in(alice).post(f"{HERE}words/{one.uuid}/", {"seen": seen}).status_code == 403
    assert Client().get(f"{HERE}words/").status_code == 302
    assert words_of(one)[0] == "Lire un bilan"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_queries(
    week: Edition, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        rewrite(born(week, f"Broder {number}"), summary="Autrement.")
    with django_assert_num_queries(2):
        assert len(reworded_in(week)) == count
