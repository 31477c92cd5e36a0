"""The page on which the team goes through a proposed version line by line."""

import html

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.programme.actions.moves import begin_draft, move_activity
from bigre.programme.models import Favourite, Move, SolverRun, TimetableVersion
from bigre.programme.queries.lines import lines_between
from bigre.programme.queries.review import review_of
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, chloe_of, disruption, published, small_edition
from tests.factories.programme import activity, placement, version

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/desk/2/"
PATHS = ("calculate/", "review/3/", "review/3/taken/1/2/")


def proposed_to(small: Small) -> tuple[TimetableVersion, TimetableVersion]:
    """Version 2, a draft whose Forum is in a space that closes, and 3: Forum elsewhere, Chants and Contes swapped."""
    draft = begin_draft(base=published(small), by=small.bob, now=NOW)
    other, moment = begin_draft(base=draft, by=None, now=NOW), small.edition.moment
    for one, start in ((small.songs, 675), (small.stories, 570)):
        other.placements.filter(activity=one).update(
            starts_at=moment(TUESDAY, start), ends_at=moment(TUESDAY, start + 90)
        )
    other.placements.filter(activity=small.forum).update(space=small.beach)
    small.forum.max_size = 30
    small.forum.save()
    disruption(small, small.oratory, MONDAY, 840, 1080)
    return draft, other


def form(draft: TimetableVersion, other: TimetableVersion, *titles: str) -> dict[str, list[str]]:
    lines = lines_between(draft, other)
    return {
        "take": [line.token for line in lines if line.activity.title in titles],
        "shown": [line.token for line in lines],
    }


@pytest.mark.parametrize("path", PATHS)
def test_only_the_team_of_this_edition_comes_in(path: str) -> None:
    small = small_edition()
    proposed_to(small)
    elsewhere = edition("bigre-2023", name="Bigre! 2023", number=9)
    stranger, member = person_with_account("Dora"), person_with_account("Émile")
    team_member(elsewhere, stranger)
    participation(member, small.edition)
    for send in ("get", "post"):
        assert getattr(Client(), send)(ROOT + path)["Location"].startswith("/account/login/")
        assert getattr(signed_in(stranger), send)(ROOT + path).status_code == 403
        assert getattr(signed_in(member), send)(ROOT + path).status_code == 403
    assert not Move.objects.exists()


def test_each_difference_is_a_line_with_what_it_brings_and_what_it_needs() -> None:
    small = small_edition()
    proposed_to(small)
    Favourite.objects.create(person=small.alice, activity=small.forum)
    answer = chloe_of(small).get(f"{ROOT}review/3/")
    page = html.unescape(answer.content.decode())
    assert answer["Cache-Control"] == "private, no-store"
    assert page.count('name="take"') == page.count(" checked") == 3
    assert "change d’espace, lundi 14:30 : de Oratoire à Plage" in page
    assert "« Forum » a lieu lundi 14:30 dans « Oratoire », fermé de lundi 14:00 à lundi 18:00." in page
    assert "Touche 1 personne." in page
    assert "2 lignes qui se tiennent" in page
    assert "À prendre avec « Contes », qui lui laisse l’espace." in page


def test_what_is_ticked_is_taken_and_the_next_page_says_what_was_left() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    client = chloe_of(small)
    answer = client.post(f"{ROOT}review/3/", form(draft, other, "Forum"), follow=True)
    assert answer.redirect_chain == [(f"{ROOT}review/3/taken/1/1/", 302)]
    page = html.unescape(answer.content.decode())
    taken, left = page.split('id="left"')
    assert "1 ligne prise dans ton brouillon" in taken
    assert "change d’espace, lundi 14:30 : de Oratoire à Plage" in taken
    assert ("Chants" in left, "Contes" in left, "<strong>Forum</strong>" in left) == (True, True, False)

    undone = client.post(f"{ROOT}review/3/taken/1/1/", follow=True)
    assert [str(one) for one in undone.context["messages"]] == ["C’est défait : ton brouillon est comme avant."]
    assert draft.placements.get(activity=small.forum).space == small.oratory


def test_half_of_a_swap_comes_back_ticked_together_and_nothing_moved() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    answer = chloe_of(small).post(f"{ROOT}review/3/", form(draft, other, "Chants"))
    assert answer.status_code == 422
    assert "je les ai cochées ensemble" in answer.content.decode()
    ticked = [one.change.activity.title for one in answer.context["review"].lines if one.ticked]
    assert ticked == ["Contes", "Chants"]
    assert not Move.objects.exists()


def test_a_line_that_somebody_overtook_is_refused_with_a_sentence_and_the_others_are_taken() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    sent = form(draft, other, "Forum", "Chants", "Contes")
    moment = small.edition.moment(MONDAY, 1000)
    move_activity(version=draft, activity=small.forum, starts_at=moment, space=small.beach, by=None, now=NOW)
    answer = chloe_of(small).post(f"{ROOT}review/3/", sent, follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "« Forum » a été déplacée entre-temps : cette ligne n’a pas été prise."
    ]
    assert [change.activity.title for change in answer.context["changes"]] == ["Contes", "Chants"]


def test_nothing_ticked_moves_nothing_and_what_is_published_is_not_reviewed() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    client = chloe_of(small)
    answer = client.post(f"{ROOT}review/3/", form(draft, other), follow=True)
    assert [str(one) for one in answer.context["messages"]] == ["Aucune ligne n’était cochée : rien n’a bougé."]
    assert client.get(f"{ROOT.replace('/2/', '/1/')}review/3/").status_code == 404
    assert client.get(f"{ROOT}review/2/").status_code == 404
    assert client.get(f"{ROOT}review/9/").status_code == 404


def test_when_both_are_alike_the_page_says_so() -> None:
    small = small_edition()
    draft = begin_draft(base=published(small), by=None, now=NOW)
    begin_draft(base=draft, by=None, now=NOW)
    assert "Plus aucune différence." in chloe_of(small).get(f"{ROOT}review/3/").content.decode()


@pytest.mark.parametrize("moved", [1, 3])
def test_three_lines_take_as_many_queries_as_one(moved: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    small = small_edition()
    draft, other = version(small.edition, published_at=None), version(small.edition, published_at=None)
    for number in range(moved):
        one = activity(small.edition, f"Broder {number}")
        placement(draft, one, small.beach, MONDAY, 480 + 100 * number)
        placement(other, one, small.oratory, MONDAY, 480 + 100 * number)
    with django_assert_num_queries(10):
        assert len(review_of(draft, other, {}, {}).lines) == moved


@pytest.mark.parametrize("kind", ["rest", "improve", "repair"])
def test_each_button_starts_its_calculation_from_the_draft(kind: str) -> None:
    small = small_edition()
    draft, _other = proposed_to(small)
    answer = chloe_of(small).post(f"{ROOT}calculate/", {"kind": kind, "seconds": "20"})
    run = SolverRun.objects.get()
    assert answer["Location"] == f"/editions/bigre-2022/programme/planning/runs/{run.uuid}/"
    assert (run.kind, run.base, run.seconds_asked) == (kind, draft, 2 if kind == "repair" else 20)


@pytest.mark.parametrize(
    "sent", [{}, {"kind": "plan"}, {"kind": "rest", "seconds": "4"}, {"kind": "x", "seconds": "x"}]
)
def test_what_no_button_sends_starts_nothing(sent: dict[str, str]) -> None:
    small = small_edition()
    proposed_to(small)
    client = chloe_of(small)
    answer = client.post(f"{ROOT}calculate/", sent, follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "Rien n’a été lancé : la durée va de 5 à 3600 secondes."
    ]
    assert client.post(f"{ROOT.replace('/2/', '/1/')}calculate/", {"kind": "rest"}).status_code == 404
    assert not SolverRun.objects.exists()
