"""The team plans from its page: start, watch, stop, compare, pin, publish. Nobody else enters."""

from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.programme.actions.pins import pin
from bigre.programme.models import Favourite, Pin, SolverRun, TimetableVersion
from bigre.proposals.models import Proposal
from tests.factories.people import person_with_account, signed_in
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, chloe_of, proposal, small_edition
from tests.factories.programme import placement, version

pytestmark = pytest.mark.django_db

State = SolverRun.State
# An identifier that nothing has; fixed, so that every process collects the same tests.
NOTHING = UUID(int=1)
ROOT = "/editions/bigre-2022/programme/planning/"


def drafted(small: Small) -> TimetableVersion:
    made = version(small.edition, published_at=None)
    placement(made, small.forum, small.beach, MONDAY, 570)
    return made


@pytest.mark.parametrize(
    "path",
    [
        "",
        f"runs/{NOTHING}/",
        "versions/1/",
        "versions/1/grid/",
        "versions/1/publish/",
        "runs/",
        "pins/favourites/",
        f"pins/{NOTHING}/",
        f"pins/{NOTHING}/remove/",
        f"versions/1/activities/{NOTHING}/elsewhere/",
        "disruptions/",
        "disruptions/1/remove/",
        "repairs/",
    ],
)
def test_visitors_sign_in_first_and_others_are_refused(path: str) -> None:
    small = small_edition()
    drafted(small)
    assert Client().get(ROOT + path).status_code == 302
    outsider = signed_in(person_with_account("David"))
    assert outsider.get(ROOT + path).status_code == 403
    assert outsider.post(ROOT + path).status_code == 403


def test_the_page_counts_what_there_is_to_plan() -> None:
    small = small_edition()
    proposal(small.edition, "Broder")
    page = chloe_of(small).get(ROOT)
    state = page.context["state"]
    assert (state.activities, state.unborn, state.spaces, state.seats) == (4, 1, 2, 120)
    assert state.wishes == 3
    assert "1 proposition sera ajoutée aux activités." in page.content.decode()


def test_starting_creates_missing_activities_and_shows_the_run() -> None:
    small = small_edition()
    proposal(small.edition, "Broder")
    answer = chloe_of(small).post(ROOT + "runs/", {"seconds": 5, "seed": 7})
    run = SolverRun.objects.get()
    assert answer["Location"] == f"{ROOT}runs/{run.uuid}/"
    assert (run.seconds_asked, run.seed, run.state) == (5, 7, State.WAITING)
    assert run.started_by is not None
    assert run.started_by.name == "Chloé"
    assert Proposal.objects.get(title="Broder").activity is not None


@pytest.mark.parametrize(("seconds", "seed"), [("", "1"), ("4", "1"), ("3601", "1"), ("30", "-1"), ("un peu", "1")])
def test_numbers_out_of_range_are_refused_with_the_form(seconds: str, seed: str) -> None:
    small = small_edition()
    answer = chloe_of(small).post(ROOT + "runs/", {"seconds": seconds, "seed": seed})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not SolverRun.objects.exists()


def test_a_second_start_leads_to_the_run_that_is_alive_and_says_whose_it_is() -> None:
    small = small_edition()
    client = chloe_of(small)
    client.post(ROOT + "runs/", {"seconds": 5, "seed": 7})
    answer = client.post(ROOT + "runs/", {"seconds": 9, "seed": 9}, follow=True)
    run = SolverRun.objects.get()
    assert answer.request["PATH_INFO"] == f"{ROOT}runs/{run.uuid}/"
    assert [str(message) for message in answer.context["messages"]] == [
        "Un calcul est déjà en cours, lancé par Chloé. Le voici."
    ]


def test_a_draft_is_compared_with_the_programme_then_published() -> None:
    small = small_edition()
    before = version(small.edition)
    placement(before, small.forum, small.oratory, TUESDAY, 570)
    drafted(small)
    client = chloe_of(small)
    page = client.get(ROOT + "versions/2/").content.decode()
    assert "déplacée de mardi 9:30, Oratoire, à lundi 9:30, Plage" in page

    confirm = client.get(ROOT + "versions/2/publish/")
    assert confirm.context["consequences"].counts == {"added": 0, "removed": 0, "moved": 1}
    assert not TimetableVersion.objects.get(number=2).is_published

    answer = client.post(ROOT + "versions/2/publish/", {"knowing": "yes"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Version 2 est publiée : tout le monde la voit."
    ]
    published = TimetableVersion.objects.get(number=2)
    assert published.published_by is not None
    assert published.published_by.name == "Chloé"
    again = client.post(ROOT + "versions/2/publish/", follow=True)
    assert [str(message) for message in again.context["messages"]] == ["Version 2 était déjà publiée."]


def test_a_draft_is_read_in_the_visitors_grid_by_the_team_alone_and_kept_nowhere() -> None:
    small = small_edition()
    placement(version(small.edition), small.forum, small.oratory, TUESDAY, 570)
    drafted(small)
    client = chloe_of(small)
    page = client.get(ROOT + "versions/2/grid/")
    text = page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Version 2, brouillon" in text
    assert '<div class="slots ' in text
    assert f'<a href="/editions/bigre-2022/programme/{small.forum.uuid}/">Forum</a>' in text
    assert 'id="day-2022-08-22"' in text
    assert "Imprimer la feuille" not in text
    online = client.get(ROOT + "versions/1/grid/").content.decode()
    assert "brouillon" not in online
    assert "Imprimer la feuille de mardi" in online
    public = Client().get("/editions/bigre-2022/programme/").content.decode()
    assert 'id="day-2022-08-22"' not in public
    assert [client.get(ROOT + path).headers["Cache-Control"] for path in ("versions/2/", "versions/2/publish/")] == [
        "private, no-store",
        "private, no-store",
    ]


def test_publishing_says_first_how_much_changes_and_offers_to_hold_what_people_keep() -> None:
    small = small_edition()
    before = version(small.edition)
    placement(before, small.songs, small.oratory, TUESDAY, 570)
    placement(before, small.walk, small.oratory, TUESDAY, 870)
    drafted(small)
    Favourite.objects.create(person=small.alice, activity=small.songs)
    after = TimetableVersion.objects.get(number=2)
    placement(after, small.songs, small.oratory, MONDAY, 570)
    placement(after, small.walk, small.oratory, TUESDAY, 870)
    client = chloe_of(small)
    text = client.get(ROOT + "versions/2/publish/").content.decode()
    assert "1 activité sur 2 change de place ou d’heure." in text
    assert "Plus d’un quart du programme en ligne est bousculé." in text
    assert "Épingler 1 activité gardée en favori" in text

    client.post(ROOT + "pins/favourites/")
    assert list(Pin.objects.values_list("activity__title", "space__name", "starts_at")) == [
        ("Chants", "Oratoire", small.edition.moment(TUESDAY, 570))
    ]
    assert "Épingler 1 activité" not in client.get(ROOT + "versions/2/publish/").content.decode()


def test_a_first_publication_and_a_small_change_are_not_warned_about() -> None:
    small = small_edition()
    first = drafted(small)
    for activity in (small.songs, small.stories, small.walk):
        placement(first, activity, small.oratory, TUESDAY, 570)
    client = chloe_of(small)
    assert "bousculé" not in client.get(ROOT + "versions/1/publish/").content.decode()

    client.post(ROOT + "versions/1/publish/", {"knowing": "yes"})
    second = version(small.edition, published_at=None)
    placement(second, small.forum, small.oratory, MONDAY, 585)
    for activity in (small.songs, small.stories, small.walk):
        placement(second, activity, small.oratory, TUESDAY, 570)
    text = client.get(ROOT + "versions/2/publish/").content.decode()
    assert "1 activité sur 4 change de place ou d’heure." in text
    assert "bousculé" not in text


def test_an_activity_is_pinned_where_the_version_places_it_then_freed() -> None:
    small = small_edition()
    drafted(small)
    client = chloe_of(small)
    client.post(f"{ROOT}versions/1/pins/{small.forum.uuid}/")
    held = Pin.objects.get()
    assert (held.activity, held.space) == (small.forum, small.beach)
    assert held.starts_at == small.edition.moment(MONDAY, 570)
    assert held.pinned_by is not None
    assert "Activités épinglées" in client.get(ROOT).content.decode()

    client.post(f"{ROOT}pins/{small.forum.uuid}/remove/", {"version": "1"})
    assert not Pin.objects.exists()
    strange = client.post(f"{ROOT}pins/{small.forum.uuid}/remove/", {"version": "²"})
    assert strange["Location"] == ROOT
    assert client.post(f"{ROOT}versions/1/pins/{small.songs.uuid}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_a_constant_number_of_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    small = small_edition()
    for _number in range(count):
        made = version(small.edition, published_at=None)
        for activity in (small.songs, small.stories, small.walk)[:count]:
            placement(made, activity, small.beach, MONDAY, 570)
            pin(activity=activity, starts_at=None, space=small.beach, by=None, now=NOW)
    client = chloe_of(small)
    with django_assert_num_queries(15):
        client.get(ROOT)
    with django_assert_num_queries(40):
        client.get(ROOT + "versions/1/")
    with django_assert_num_queries(23):
        client.get(ROOT + "versions/1/grid/")
    with django_assert_num_queries(36):
        client.get(ROOT + "versions/1/publish/")
