"""Looking at one day, or at some spaces: what is drawn, what is kept at hand, and what every address carries on."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from bigre.programme.actions.moves import begin_draft
from bigre.programme.forms.desk import DeskFilters
from bigre.programme.models import TimetableVersion
from tests.factories.editions import space, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, published, small_edition

pytestmark = pytest.mark.django_db

DESK = "/editions/bigre-2022/programme/planning/desk/2/"
BY_SCRIPT = {"X-Desk": "1"}


@pytest.fixture
def small() -> Small:
    return small_edition()


@pytest.fixture
def draft(small: Small) -> TimetableVersion:
    """Marche and Forum on Monday, on the beach and in Oratoire; Chants and Contes on Tuesday in Oratoire."""
    return begin_draft(base=published(small), by=small.bob, now=NOW)


@pytest.fixture
def chloe(small: Small, draft: TimetableVersion) -> Client:
    found = person_with_account("Chloé")
    team_member(small.edition, found)
    return signed_in(found)


def seen(answer: Any) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Titles by day, those out of the frame, and the names of the spaces."""
    desk = answer.context["desk"]
    days = {f"{day.date:%d}": [card.activity.title for card in day.cards] for day in desk.days}
    return days, [card.activity.title for card in desk.elsewhere], [one.name for one in desk.frame.spaces]


@pytest.mark.parametrize("view", ["", "&view=list"])
def test_a_day_or_a_space_alone_is_shown_drawn_and_as_a_list(chloe: Client, small: Small, view: str) -> None:
    by_day = chloe.get(f"{DESK}?day=2022-08-23{view}")
    assert seen(by_day) == ({"23": ["Chants", "Contes"]}, ["Forum", "Marche"], ["Oratoire", "Plage"])
    by_space = chloe.get(f"{DESK}?space={small.beach.pk}{view}")
    assert seen(by_space) == ({"22": ["Marche"], "23": []}, ["Chants", "Contes", "Forum"], ["Plage"])
    both = chloe.get(f"{DESK}?day=2022-08-22&space={small.oratory.pk}{view}")
    assert seen(both) == ({"22": ["Forum"]}, ["Chants", "Contes", "Marche"], ["Oratoire"])
    # The only space drawn is in the first column, wherever it lies in the venue.
    assert by_space.context["desk"].days[0].cards[0].spot.column == 1


def test_what_is_out_of_the_frame_is_told_of_with_a_way_to_see_everything(chloe: Client) -> None:
    told = "D’autres activités ont leur place hors de ce que tu regardes."
    for view in ("", "view=list"):
        narrow = chloe.get(f"{DESK}?day=2022-08-23&{view}").content.decode()
        assert told in narrow
        assert f'href="{DESK}{"?" if view else ""}{view}">Tout montrer</a>' in narrow
    assert 'id="elsewhere-note" hidden' in chloe.get(DESK).content.decode()
    assert told not in chloe.get(f"{DESK}?view=list").content.decode()


@pytest.mark.parametrize("query", ["day=demain", "day=2022-08-29", "space=0", "space=x&space=", "day=&view=grid"])
def test_a_filter_that_means_nothing_shows_everything(chloe: Client, query: str) -> None:
    answer = chloe.get(f"{DESK}?{query}")
    assert (len(answer.context["desk"].cards), seen(answer)[1]) == (4, [])
    assert answer.context["filters"].query == ""


def test_every_address_carries_on_what_one_looks_at(chloe: Client, small: Small, draft: TimetableVersion) -> None:
    query = f"?day=2022-08-22&view=list&space={small.oratory.pk}"
    page = chloe.get(DESK + query).content.decode().replace("&amp;", "&")
    for path in (f"activities/{small.forum.uuid}/", "undo/", "redo/"):
        assert f'"{DESK}{path}{query}"' in page
    form = chloe.get(f"{DESK}activities/{small.forum.uuid}/{query}").content.decode().replace("&amp;", "&")
    assert f'action="{DESK}activities/{small.forum.uuid}/move/{query}"' in form
    assert '<input type="hidden" name="day" value="2022-08-22">' in form
    moved = chloe.post(f"{DESK}activities/{small.forum.uuid}/move/{query}", {"seen": 0})
    assert moved["Location"] == DESK + query
    assert chloe.post(f"{DESK}undo/{query}")["Location"] == DESK + query
    refused = {"starts_at": small.edition.moment(TUESDAY, 570).isoformat(), "space": small.oratory.pk}
    back = chloe.post(f"{DESK}activities/{small.forum.uuid}/move/{query}", refused)
    assert back["Location"] == f"{DESK}activities/{small.forum.uuid}/{query}"


def test_a_card_that_leaves_the_frame_is_told_as_elsewhere_and_its_places_are_those_drawn(
    chloe: Client, small: Small
) -> None:
    query = f"?day=2022-08-22&space={small.beach.pk}"
    places = chloe.get(f"{DESK}activities/{small.forum.uuid}/places/{query}").json()
    assert {start["day"] for start in places["starts"]} == {"2022-08-22"}
    assert places["spaces"] == [{"pk": small.beach.pk, "column": 1}]
    assert {len(row) for row in places["forbidden"]} == {1}
    assert len(places["forbidden"]) == len(places["starts"])

    def put(minutes: int, day: Any, space_: Any) -> dict[str, Any]:
        sent = {"starts_at": small.edition.moment(day, minutes).isoformat(), "space": space_.pk, "anyway": "on"}
        answer = chloe.post(f"{DESK}activities/{small.forum.uuid}/move/{query}", sent, headers=BY_SCRIPT)
        (card,) = answer.json()["cards"]
        return {key: card[key] for key in ("day", "space", "elsewhere")}

    assert put(870, MONDAY, small.beach) == {"day": "2022-08-22", "space": "Plage", "elsewhere": False}
    assert put(870, TUESDAY, small.beach) == {"day": "2022-08-23", "space": "Plage", "elsewhere": True}
    assert put(870, MONDAY, small.oratory) == {"day": "2022-08-22", "space": "Oratoire", "elsewhere": True}


def test_a_venue_too_large_to_draw_is_a_list_until_some_spaces_are_chosen(chloe: Client, small: Small) -> None:
    rooms = [space(small.beach.venue, f"Salle {number:02}", position=9) for number in range(30)]
    whole = chloe.get(DESK)
    assert (whole.context["as_list"], "La grille tient trente espaces au plus" in whole.content.decode()) == (
        True,
        True,
    )
    some = "&".join(f"space={one.pk}" for one in rooms[:3])
    assert chloe.get(f"{DESK}?{some}").context["as_list"] is False


def test_the_links_between_days_keep_the_spaces_and_the_view(small: Small, draft: TimetableVersion) -> None:
    asked = QueryDict(f"space={small.beach.pk}&day=2022-08-22&view=list")
    filters = DeskFilters.of(asked, draft)
    assert [query for _day, query in filters.by_day()] == [
        f"?day=2022-08-22&view=list&space={small.beach.pk}",
        f"?day=2022-08-23&view=list&space={small.beach.pk}",
    ]
    assert (filters.every_day, filters.every_space) == (
        f"?view=list&space={small.beach.pk}",
        "?day=2022-08-22&view=list",
    )
    assert (filters.drawn, filters.everything) == (f"?day=2022-08-22&space={small.beach.pk}", "?view=list")
