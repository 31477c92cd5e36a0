"""The call: who reads it and when, and what the team must say before everybody does."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.actions.call import CallIncomplete, announce_call
from bigre.proposals.models import Call
from tests.factories.editions import edition, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import call, question

pytestmark = pytest.mark.django_db
State = Call.State
CALL = "/editions/bigre-2022/proposals/call/"
PREPARE = f"{CALL}prepare/"
NOW = datetime(2022, 1, 20, 12, tzinfo=UTC)
UNANNOUNCED: dict[str, Any] = {"announced_at": None}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def read(client: Client, address: str, **extra: Any) -> str:
    return unescape(client.get(address, follow=True, **extra).content.decode())


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2022, 1, 31, tzinfo=UTC), State.ANNOUNCED),
        (datetime(2022, 2, 1, 8, tzinfo=UTC), State.OPEN),
        (datetime(2022, 4, 30, 19, 59, tzinfo=UTC), State.OPEN),
        (datetime(2022, 4, 30, 20, tzinfo=UTC), State.CLOSED),
    ],
)
def test_a_call_opens_on_its_minute_and_closes_on_its_minute(week: Edition, moment: datetime, state: State) -> None:
    assert call(week).state_at(moment) == state
    assert Call(edition=week).state_at(moment) == State.PREPARED


@pytest.mark.parametrize(
    "fields",
    [
        {"closes_at": datetime(2022, 2, 1, 8, tzinfo=UTC)},
        {"opens_at": None},
        {"closes_at": None},
        {"text_fr": ""},
    ],
)
def test_the_database_refuses_a_call_that_closes_too_early_or_is_announced_with_gaps(
    week: Edition, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        call(week, **fields)
    assert Call.objects.count() == 0


def test_the_call_is_read_in_ones_own_language_and_in_french_where_nobody_translated_it(week: Edition) -> None:
    one = call(week, text_nl="Wat wil je delen?")
    with translation.override("nl"):
        assert (one.text, one.thread) == ("Wat wil je delen?", "Tenir ensemble")
    with translation.override("en"):
        assert one.text == "Que veux-tu **partager** ?"


def test_everybody_reads_an_announced_call(client: Client, week: Edition) -> None:
    call(week, offers_awareness=True)
    format_of(week, "Marche", ideal_size=25, max_size=30, duration_minutes=120)
    format_of(week, "Bal", retired_at=NOW)
    theme(week, "Écologie")
    page = read(client, CALL)
    told = (
        "L’appel est clos depuis le samedi 30 avril 2022 à 22:00.",
        "<strong>partager</strong>",
        "Tenir ensemble",
        "Écologie",
        "idéalement 25 personnes, 30 au plus · 120 min",
        "Une demi-journée de sensibilisation est offerte",
    )
    assert [words for words in told if words not in page] == []
    assert [words for words in ("Bal", "Aperçu", "Préparer") if words in page] == []


def test_what_is_not_announced_is_read_by_planners_only(client: Client, week: Edition, chloe: Person) -> None:
    call(week, text_fr="Texte secret", **UNANNOUNCED)
    theme(week, "Thème secret")
    alice, press = person_with_account("Alice"), person_with_account("Paul")
    team_member(week, press, TeamMember.Role.PRESS)
    for browser in (client, signed_in(alice), signed_in(press)):
        page = read(browser, CALL)
        assert ("secret" in page, "L’appel n’est pas encore annoncé" in page) == (False, True)
    preview = read(signed_in(chloe), CALL)
    assert [words for words in ("Texte secret", "Thème secret", "Aperçu") if words not in preview] == []


def test_before_anything_is_written_the_page_says_so(client: Client, week: Edition) -> None:
    assert "L’équipe le prépare." in read(client, CALL)


def test_a_new_call_says_all_that_it_lacks(week: Edition, chloe: Person) -> None:
    page = read(signed_in(chloe), PREPARE)
    lacks = [
        "Il manque le moment de l’ouverture.",
        "Il manque le moment de la clôture.",
        "Il manque le texte de l’appel, en français au moins.",
        "Il manque au moins un format parmi lesquels choisir.",
    ]
    assert [sentence for sentence in lacks if sentence not in page] == []
    assert "Annoncer l’appel" not in page
    with pytest.raises(CallIncomplete) as refused:
        announce_call(edition=week, by=chloe, now=NOW)
    assert refused.value.sentences == lacks


def test_a_retired_format_does_not_make_a_call(week: Edition, chloe: Person) -> None:
    call(week, **UNANNOUNCED)
    format_of(week, "Bal", retired_at=NOW)
    answer = signed_in(chloe).post(f"{PREPARE}announce/", follow=True).content.decode()
    assert "Il manque au moins un format" in unescape(answer)
    assert Call.objects.get().announced_at is None


def test_a_planner_announces_the_call_and_takes_it_back(client: Client, week: Edition, chloe: Person) -> None:
    call(week, **UNANNOUNCED)
    format_of(week, "Marche")
    assert "Annoncer l’appel" in read(signed_in(chloe), PREPARE)
    signed_in(chloe).post(f"{PREPARE}announce/")
    made = Call.objects.get()
    assert (made.announced_by, made.announced_at is None) == (chloe, False)
    assert "Que veux-tu" in read(client, CALL)
    signed_in(chloe).post(f"{PREPARE}take-back/")
    made.refresh_from_db()
    assert (made.announced_by, made.announced_at) == (None, None)
    assert "Que veux-tu" not in read(client, CALL)


def test_announcing_twice_keeps_who_did_it_first_and_when(week: Edition, chloe: Person) -> None:
    format_of(week, "Marche")
    call(week, announced_by=None)
    before = Call.objects.values().get()
    announce_call(edition=week, by=chloe, now=datetime(2022, 3, 1, tzinfo=UTC))
    assert Call.objects.values().get() == before


def texts(**given: str) -> dict[str, str]:
    return {"opens_at": "2022-02-01T09:00", "closes_at": "2022-04-30T22:00", "text_fr": "Viens", **given}


def test_dates_are_written_on_the_clock_of_the_edition(week: Edition, chloe: Person) -> None:
    answer = signed_in(chloe).post(f"{PREPARE}texts/", texts(offers_awareness="on"), follow=True)
    made = Call.objects.get()
    assert (made.opens_at, made.closes_at, made.text_fr, made.offers_awareness) == (
        datetime(2022, 2, 1, 8, tzinfo=UTC),
        datetime(2022, 4, 30, 20, tzinfo=UTC),
        "Viens",
        True,
    )
    # These days are long gone.
    assert "La clôture est déjà passée" in unescape(answer.content.decode())
    assert 'value="2022-02-01T09:00"' in read(signed_in(chloe), f"{PREPARE}texts/")


def test_closing_before_opening_is_refused_and_nothing_is_kept(week: Edition, chloe: Person) -> None:
    answer = signed_in(chloe).post(f"{PREPARE}texts/", texts(closes_at="2022-02-01T09:00"))
    assert answer.status_code == 422
    assert "La clôture doit venir après l’ouverture." in unescape(answer.content.decode())
    assert Call.objects.count() == 0


def test_an_announced_call_keeps_its_dates_and_its_text(week: Edition, chloe: Person) -> None:
    call(week)
    before = Call.objects.values().get()
    answer = signed_in(chloe).post(f"{PREPARE}texts/", texts(opens_at="", text_fr=""))
    page = unescape(answer.content.decode())
    assert (answer.status_code, "Retire d’abord l’annonce." in page) == (422, True)
    assert Call.objects.values().get() == before


READERS = ("anonymous", "alice", "press", "other", "chloe")
ANYBODY = dict.fromkeys(READERS, 200)
PLANNERS = {"anonymous": 302, "alice": 403, "press": 403, "other": 403, "chloe": 200}
ACTS = {**PLANNERS, "chloe": 302}
DOORS = [
    ("get", "", ANYBODY),
    ("get", "prepare/", PLANNERS),
    ("get", "prepare/texts/", PLANNERS),
    ("get", "prepare/formats/add/", PLANNERS),
    ("get", "prepare/themes/add/", PLANNERS),
    ("get", "prepare/questions/add/", PLANNERS),
    ("get", "prepare/questions/{question}/", PLANNERS),
    ("post", "prepare/announce/", ACTS),
    ("post", "prepare/take-back/", ACTS),
    ("post", "prepare/questions/{question}/retire/", ACTS),
    ("post", "prepare/questions/{question}/bring-back/", ACTS),
    ("post", "prepare/questions/{question}/remove/", ACTS),
]


@pytest.mark.parametrize(("method", "path", "statuses"), DOORS)
def test_every_door_of_the_call_opens_to_those_it_is_for(
    week: Edition, chloe: Person, method: str, path: str, statuses: dict[str, int]
) -> None:
    press, other = person_with_account("Paul"), person_with_account("Omar")
    team_member(week, press, TeamMember.Role.PRESS)
    team_member(edition("other"), other)
    browsers = {
        "anonymous": Client(),
        "alice": signed_in(person_with_account("Alice")),
        "press": signed_in(press),
        "other": signed_in(other),
        "chloe": signed_in(chloe),
    }
    address = CALL + path.format(question=question(week).pk)
    assert {name: getattr(browser, method)(address).status_code for name, browser in browsers.items()} == statuses


def test_the_call_of_an_edition_in_preparation_stays_with_its_team(client: Client, chloe: Person) -> None:
    hidden = edition("hidden", life=Edition.Life.PREPARATION)
    team_member(hidden, chloe)
    call(hidden)
    address = "/editions/hidden/proposals/call/"
    assert client.get(address).status_code == 404
    assert "même annoncé, son appel n’est lu que par son équipe" in read(signed_in(chloe), f"{address}prepare/")
