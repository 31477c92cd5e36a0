"""The desk: the draft to scale or as a list, moving by hand with reasons, and what others move meanwhile."""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.programme.actions.moves import begin_draft, move_activity, undo_move
from bigre.programme.models import Activity, Move, Pin, TimetableVersion
from bigre.programme.queries.desk import desk_of
from bigre.programme.queries.desk_frame import Frame
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person, person_who_shows, person_with_account, signed_in
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, published, small_edition
from tests.factories.programme import activity, placement

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/"
DESK = f"{ROOT}desk/2/"
BY_SCRIPT = {"X-Desk": "1"}


def planner(small: Small, name: str = "Chloé") -> Person:
    found = person_with_account(name)
    team_member(small.edition, found)
    participation(found, small.edition)
    return found


def a_draft() -> tuple[Small, TimetableVersion]:
    small = small_edition()
    return small, begin_draft(base=published(small), by=small.bob, now=NOW)


def of(one: Activity, what: str = "move/") -> str:
    return f"{DESK}activities/{one.uuid}/{what}"


def place(small: Small, day: Any, minutes: int, space: Any, **more: object) -> dict[str, object]:
    """What the form and the script send."""
    return {"starts_at": small.edition.moment(day, minutes).isoformat(), "space": space.pk, **more}


def where(draft: TimetableVersion, one: Activity) -> tuple[str, str] | None:
    found = draft.placements.filter(activity=one).select_related("space").first()
    return (f"{found.starts_at.astimezone(draft.edition.zone):%d %H:%M}", found.space.name) if found else None


def test_only_the_team_of_this_edition_comes_in() -> None:
    small, draft = a_draft()
    elsewhere = edition("bigre-2023", name="Bigre! 2023", number=9)
    stranger, member = person_with_account("Dora"), person_with_account("Émile")
    team_member(elsewhere, stranger)
    participation(member, small.edition)
    pages = ["", "?view=list", "conflicts/", "since/0/", f"activities/{small.forum.uuid}/"]
    acts = ["undo/", "redo/", *(f"activities/{small.forum.uuid}/{act}/" for act in ("move", "pin"))]
    calls = [("get", DESK + page) for page in [*pages, f"activities/{small.forum.uuid}/places/"]]
    calls += [("post", DESK + act) for act in acts] + [("post", f"{ROOT}versions/1/desk/")]
    for send, path in calls:
        assert getattr(Client(), send)(path)["Location"].startswith("/account/login/"), path
        assert getattr(signed_in(stranger), send)(path).status_code == 403, path
        assert getattr(signed_in(member), send)(path).status_code == 403, path
    assert (Move.objects.count(), Pin.objects.count(), small.edition.versions.count()) == (0, 0, 2)
    assert where(draft, small.forum) == ("22 14:30", "Oratoire")


def test_the_grid_and_the_list_show_every_activity_with_its_place_or_in_the_tray() -> None:
    small, draft = a_draft()
    draft.placements.filter(activity=small.walk).delete()
    client = signed_in(planner(small))
    grid, as_list = client.get(DESK), client.get(f"{DESK}?view=list")
    assert grid["Cache-Control"] == "private, no-store"
    for answer in (grid, as_list):
        desk = answer.context["desk"]
        assert [card.activity.title for card in desk.tray] == ["Marche"]
        assert [[card.activity.title for card in day.cards] for day in desk.days] == [["Forum"], ["Chants", "Contes"]]
    forum = grid.context["desk"].days[0].cards[0]
    assert (forum.spot.clock, forum.spot.space, forum.spot.column, forum.quarters) == ("14:30", "Oratoire", 1, 6)
    assert html.unescape(grid.content.decode()).count('class="desk-card ') == 4


def test_names_show_as_far_as_their_owners_show_them() -> None:
    small, _draft = a_draft()
    nobody = person_who_shows(Audience.NOBODY, "Noé Secret")
    activity(small.edition, "Broder", leaders=[nobody])
    client = signed_in(planner(small))
    for page in (DESK, f"{DESK}?view=list"):
        assert "Noé Secret" not in client.get(page).content.decode()


@pytest.mark.parametrize("activities", [3, 30])
def test_thirty_activities_take_as_many_queries_as_three(
    activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small, draft = a_draft()
    for number in range(activities):
        one = activity(small.edition, f"Broder {number}", leaders=[person(f"Léa {number}")], themes=[], ideal_size=8)
        if number % 3:
            placement(draft, one, small.beach, MONDAY, 480 + 15 * number)
    draft = TimetableVersion.objects.select_related("edition").get(pk=draft.pk)
    viewer = viewer_for(None)
    with django_assert_num_queries(10):
        assert len(desk_of(draft, viewer, Frame.whole(draft)).cards) == activities + 4


def test_the_script_moves_a_card_and_learns_where_it_lies() -> None:
    small, draft = a_draft()
    chloe = planner(small)
    sent = place(small, TUESDAY, 870, small.beach, seen=0)
    answer = signed_in(chloe).post(of(small.songs), sent, headers=BY_SCRIPT)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["revision"], told["own"], told["said"]) == (1, "« Chants » est posée.", [])
    (card,) = told["cards"]
    assert card["uuid"] == str(small.songs.uuid)
    assert (card["day"], card["clock"], card["space"], card["pinned"]) == ("2022-08-23", "14:30", "Plage", False)
    assert "a mis « Chants » mardi 14:30, Plage" in html.unescape(told["journal"])
    assert where(draft, small.songs) == ("23 14:30", "Plage")
    assert draft.moves.get().made_by == chloe


def test_a_place_that_something_forbids_is_refused_with_the_reason_unless_asked_all_the_same() -> None:
    small, draft = a_draft()
    client = signed_in(planner(small))
    sent = place(small, TUESDAY, 675, small.beach)
    answer = client.post(of(small.songs), sent, headers=BY_SCRIPT)
    assert (answer.status_code, answer.json()["said"]) == (422, "Pas ici : Bob est à « Contes ».")
    assert (where(draft, small.songs), Move.objects.count()) == (("23 09:30", "Oratoire"), 0)

    assert client.post(of(small.songs), sent | {"anyway": "on"}, headers=BY_SCRIPT).status_code == 200
    assert where(draft, small.songs) == ("23 11:15", "Plage")
    told = html.unescape(client.get(f"{DESK}conflicts/").content.decode())
    assert "1 conflit" in told
    (touched,) = re.findall('data-touches="([^"]*)"', told)
    assert set(touched.split()) == {str(small.songs.uuid), str(small.stories.uuid)}


def test_without_a_script_the_list_moves_and_says_so() -> None:
    small, draft = a_draft()
    client = signed_in(planner(small))
    form = html.unescape(client.get(of(small.songs, "")).content.decode())
    assert "mardi 14:30 : 2 espaces libres" in form
    asked = client.get(of(small.songs, ""), {"starts_at": small.edition.moment(TUESDAY, 870).isoformat()})
    assert [(one.space.name, one.why_not) for one in asked.context["choices"]] == [("Oratoire", []), ("Plage", [])]

    sent = place(small, TUESDAY, 870, small.oratory, seen=0)
    answer = client.post(of(small.songs, "move/?view=list"), sent, follow=True)
    assert answer.redirect_chain == [(f"{DESK}?view=list", 302)]
    assert [str(one) for one in answer.context["messages"]] == ["« Chants » est posée."]
    assert where(draft, small.songs) == ("23 14:30", "Oratoire")

    refused = client.post(of(small.songs), place(small, TUESDAY, 675, small.oratory), follow=True)
    assert refused.redirect_chain == [(of(small.songs, ""), 302)]
    (said,) = (str(one) for one in refused.context["messages"])
    assert said.startswith("Pas ici : ")
    assert where(draft, small.songs) == ("23 14:30", "Oratoire")


def test_into_the_tray() -> None:
    small, draft = a_draft()
    answer = signed_in(planner(small)).post(of(small.forum), {"seen": 0}, headers=BY_SCRIPT)
    assert answer.json()["own"] == "« Forum » est sortie de la grille."
    (card,) = answer.json()["cards"]
    assert (card["day"], card["space"], card["capacity"], card["elsewhere"]) == ("", "", None, False)
    assert where(draft, small.forum) is None


@pytest.mark.parametrize("sent", [{"starts_at": "demain"}, {"space": "0"}, {"seen": "-1"}])
def test_what_no_card_sends_moves_nothing(sent: dict[str, str]) -> None:
    small, _draft = a_draft()
    given = place(small, TUESDAY, 870, small.beach) | sent
    answer = signed_in(planner(small)).post(of(small.songs), given, headers=BY_SCRIPT)
    assert (answer.status_code, Move.objects.count()) == (422, 0)


def test_nobody_starts_where_nothing_may_start() -> None:
    small, _draft = a_draft()
    sent = place(small, TUESDAY, 780, small.beach, anyway="on")
    answer = signed_in(planner(small)).post(of(small.songs), sent, headers=BY_SCRIPT)
    assert answer.status_code == 422
    assert answer.json()["said"] == "Rien ne peut commencer à ce moment-là : rien n’a bougé."
    unknown = signed_in(planner(small, "Dora")).post(f"{DESK}activities/{uuid4()}/move/", sent)
    assert (unknown.status_code, Move.objects.count()) == (404, 0)


def test_what_somebody_moved_meanwhile_is_not_overwritten() -> None:
    small, draft = a_draft()
    dora = planner(small, "Dora")
    moment = small.edition.moment(TUESDAY, 570)
    move_activity(version=draft, activity=small.forum, starts_at=moment, space=small.beach, by=dora, now=NOW)
    client, sent = signed_in(planner(small)), place(small, TUESDAY, 870, small.oratory, seen=0)
    answer = client.post(of(small.forum), sent, headers=BY_SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["said"] == (
        "Entre-temps, Dora a mis « Forum » mardi 9:30, Plage. Rien n’a bougé : regarde, puis recommence si tu veux."
    )
    assert where(draft, small.forum) == ("23 09:30", "Plage")
    assert client.post(of(small.forum), sent | {"seen": 1}, headers=BY_SCRIPT).status_code == 200


def test_each_learns_what_others_have_moved_since_and_nothing_when_nothing_has() -> None:
    small, draft = a_draft()
    chloe, dora = planner(small), planner(small, "Dora")
    client = signed_in(chloe)
    assert client.get(f"{DESK}since/0/").status_code == 204
    moment = small.edition.moment(TUESDAY, 570)
    move_activity(version=draft, activity=small.forum, starts_at=moment, space=small.beach, by=dora, now=NOW)
    move_activity(version=draft, activity=small.walk, starts_at=None, space=None, by=chloe, now=NOW)
    told = client.get(f"{DESK}since/0/").json()
    assert (told["revision"], told["said"]) == (2, ["Dora a mis « Forum » mardi 9:30, Plage"])
    assert {card["uuid"]: card["space"] for card in told["cards"]} == {
        str(small.forum.uuid): "Plage",
        str(small.walk.uuid): "",
    }
    assert [card["uuid"] for card in client.get(f"{DESK}since/1/").json()["cards"]] == [str(small.walk.uuid)]
    assert client.get(f"{DESK}since/2/").status_code == 204

    undo_move(version=draft, by=dora, now=NOW)
    assert client.get(f"{DESK}since/2/").json()["said"] == ["Dora a remis « Forum » lundi 14:30, Oratoire"]


def test_one_defeats_and_makes_again_ones_own_moves() -> None:
    small, draft = a_draft()
    client = signed_in(planner(small))
    client.post(of(small.songs), place(small, TUESDAY, 870, small.beach), headers=BY_SCRIPT)
    undone = client.post(f"{DESK}undo/", {"seen": 1}, headers=BY_SCRIPT).json()
    assert (undone["own"], undone["revision"], len(undone["cards"])) == ("C’est défait.", 2, 1)
    assert where(draft, small.songs) == ("23 09:30", "Oratoire")
    again = client.post(f"{DESK}redo/", follow=True)
    assert [str(one) for one in again.context["messages"]] == ["C’est refait."]
    assert where(draft, small.songs) == ("23 14:30", "Plage")
    nothing = client.post(f"{DESK}redo/", headers=BY_SCRIPT)
    assert (nothing.status_code, nothing.json()["said"]) == (409, "Tu n’as rien d’autre à défaire ou à refaire ici.")


def test_once_published_the_draft_moves_no_more_and_everybody_learns_why() -> None:
    small, draft = a_draft()
    client = signed_in(planner(small))
    draft.published_at = NOW
    draft.save()
    said = "Ce brouillon a été publié entre-temps : rien n’a bougé. Ouvre un nouveau brouillon pour continuer."
    assert client.get(DESK).status_code == 404
    answers = [
        client.get(f"{DESK}since/0/"),
        client.post(of(small.songs), place(small, TUESDAY, 870, small.beach), headers=BY_SCRIPT),
        client.post(f"{DESK}undo/", headers=BY_SCRIPT),
    ]
    assert [(one.status_code, one.json()) for one in answers] == [(409, {"said": said})] * 3
    plain = client.post(of(small.songs), place(small, TUESDAY, 870, small.beach), follow=True)
    assert plain.redirect_chain == [(f"{ROOT}versions/2/", 302)]
    assert [str(one) for one in plain.context["messages"]] == [said]
    assert client.post(f"{DESK}undo/")["Location"] == f"{ROOT}versions/2/"
    assert not Move.objects.exists()


def test_an_activity_is_pinned_where_it_lies_and_let_go() -> None:
    small, draft = a_draft()
    client = signed_in(planner(small))
    assert client.post(of(small.forum, "pin/"), headers=BY_SCRIPT).json()["pinned"] is True
    held = Pin.objects.get()
    assert (held.activity, held.starts_at, held.space) == (
        small.forum,
        small.edition.moment(MONDAY, 870),
        small.oratory,
    )
    assert client.post(of(small.forum, "pin/"), headers=BY_SCRIPT).json()["pinned"] is False
    draft.placements.filter(activity=small.walk).delete()
    assert client.post(of(small.walk, "pin/"), headers=BY_SCRIPT).status_code == 422
    assert not Pin.objects.exists()


def test_the_script_reads_all_places_at_once() -> None:
    small, _draft = a_draft()
    answer = signed_in(planner(small)).get(of(small.songs, "places/"))
    told = answer.json()
    assert answer["Cache-Control"] == "private, no-store"
    assert [space["column"] for space in told["spaces"]] == [1, 2]
    assert {start["day"] for start in told["starts"]} == {"2022-08-22", "2022-08-23"}
    row = next(n for n, one in enumerate(told["starts"]) if one["said"] == "mardi 11:15")
    in_oratory, on_the_beach = ([told["sentences"][number] for number in found] for found in told["forbidden"][row])
    assert (in_oratory, on_the_beach) == (["Bob est à « Contes »", "pris par « Contes »"], ["Bob est à « Contes »"])
