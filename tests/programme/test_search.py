"""The search forgives accents and inflection, in three languages, and never reads what the viewer may not."""

import pytest
from django.http import QueryDict

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.rules import ANYBODY, Viewer
from bigre.programme.queries.search import Choice, Found, Option, options, search
from bigre.programme.queries.timetable import PlacedActivity, timetable
from bigre.programme.rules import matches, query_stems, search_stems
from tests.factories import editions, people, programme


@pytest.mark.parametrize(
    ("asked", "text", "languages"),
    [
        ("ecologie", "L’écologie au quotidien", ["fr"]),
        ("ÉCOLOGIQUE", "L’écologie au quotidien", ["fr"]),
        ("cooperative", "Nos coopératives", ["fr"]),
        ("coopératives", "Une coopérative", ["fr"]),
        ("decider", "Qui décide de quoi ?", ["fr"]),
        ("coeur", "Le cœur du métier", ["fr"]),
        ("skill", "Which skills do we share?", ["en"]),
        ("sharing", "Which skills do we share?", ["en"]),
        ("samenwerkingen", "Een samenwerking", ["nl"]),
        ("arpen", "Arpentage d’un livre", ["fr"]),
        ("bilan peur", "Lire un bilan sans avoir peur", ["fr"]),
    ],
)
def test_words_find_a_text_whatever_their_accents_and_endings(asked: str, text: str, languages: list[str]) -> None:
    assert matches(query_stems(asked), search_stems(text, languages))


@pytest.mark.parametrize(
    ("asked", "text"), [("radio", "L’écologie au quotidien"), ("bilan radio", "Lire un bilan"), ("port", "Rapport")]
)
def test_words_do_not_find_another_text(asked: str, text: str) -> None:
    assert not matches(query_stems(asked), search_stems(text, ["fr"]))


def test_a_language_without_stemmer_is_read_as_french() -> None:
    assert search_stems("Écologies", ["xx"]) == search_stems("Écologies", ["fr"])


@pytest.fixture
def edition() -> Edition:
    """A walk in French led by Bob, whom his edition may see; a reading in Dutch led by Ilse, whom all may see."""
    edition = editions.edition()
    oratory, beach = (editions.space(editions.venue(), name) for name in ("Oratoire", "Plage"))
    bob = people.person("Bob Bouleau")
    ilse = people.person_who_shows(Audience.EVERYONE, "Ilse Iris")
    people.membership(ilse, people.cooperative("Coop des Dunes"))
    ecology, work = (
        programme.theme(edition, "Écologie", slug="ecology"),
        programme.theme(edition, "Travail", slug="work"),
    )
    walk = programme.activity(edition, "Marcher", leaders=[bob], themes=[ecology])
    reading = programme.activity(edition, "Samen lezen", leaders=[ilse], themes=[ecology, work], languages=["nl"])
    version = programme.version(edition)
    programme.placement(version, walk, beach, editions.MONDAY)
    programme.placement(version, reading, oratory, editions.FRIDAY)
    return edition


def everything(edition: Edition, viewer: Viewer = ANYBODY) -> tuple[PlacedActivity, ...]:
    return timetable(edition.versions.get(), edition, viewer).placed


def found(edition: Edition, address: str, viewer: Viewer = ANYBODY) -> Found:
    return search(everything(edition, viewer), Choice.of(QueryDict(address)))


def titles(result: Found) -> list[str]:
    return [placed.title for placed in result.placed]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["Marcher", "Samen lezen"]),
        ("theme=ecology", ["Marcher", "Samen lezen"]),
        ("theme=work", ["Samen lezen"]),
        ("theme=work&theme=ecology", ["Marcher", "Samen lezen"]),
        ("language=nl", ["Samen lezen"]),
        ("space=plage", ["Marcher"]),
        ("space=plage&language=nl", []),
        ("day=2022-08-26", ["Samen lezen"]),
        ("day=not-a-day", ["Marcher", "Samen lezen"]),
        ("cooperative=Coop+des+Dunes", ["Samen lezen"]),
        ("q=travaux", ["Samen lezen"]),
        ("q=ilse", ["Samen lezen"]),
        ("q=plages", ["Marcher"]),
        ("theme=unknown", []),
    ],
)
def test_filters_and_words_narrow_the_programme(edition: Edition, address: str, expected: list[str]) -> None:
    assert titles(found(edition, address)) == expected


@pytest.mark.django_db
def test_a_name_is_found_only_by_those_who_may_read_it(edition: Edition) -> None:
    bob = edition.activities.get(title="Marcher").leaders.get()
    assert titles(found(edition, "q=bouleau")) == []
    assert titles(found(edition, "q=bouleau", Viewer(mates=frozenset({bob.pk})))) == ["Marcher"]


@pytest.mark.django_db
def test_a_choice_says_how_many_activities_each_further_choice_would_leave(edition: Edition) -> None:
    choice = Choice.of(QueryDict("language=nl"))
    offered = options(everything(edition), search(everything(edition), choice), choice)
    assert offered["theme"] == [
        Option("ecology", "Écologie", 1, chosen=False, colour=1),
        Option("work", "Travail", 1, chosen=False, colour=1),
    ]
    assert offered["language"] == [
        Option("fr", "Français", 1, chosen=False),
        Option("nl", "Nederlands", 1, chosen=True),
    ]
    assert offered["space"] == [
        Option("oratoire", "Oratoire", 1, chosen=False),
        Option("plage", "Plage", 0, chosen=False),
    ]
    assert offered["format"] == []
