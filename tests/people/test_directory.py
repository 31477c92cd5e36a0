"""Finding people: by what they show, and by nothing else."""

import pytest

from bigre.core.models import Audience
from bigre.people.models import Person
from bigre.people.queries import Search, alphabetical, choices, in_order, people_found
from bigre.people.rules import ANYBODY
from tests.factories.people import (
    cooperative,
    membership,
    occupation,
    person,
    person_who_shows,
    place,
    sector,
    trade,
)

pytestmark = pytest.mark.django_db
EVERYONE = Audience.EVERYONE


def found(search: Search) -> list[str]:
    return sorted(people_found(ANYBODY, search).values_list("name", flat=True))


@pytest.mark.parametrize("words", ["elodie", "ÉLODIE", "jardins", "JARDIN dune", "paysage", "coeur elodie"])
def test_words_are_found_whatever_their_accents_and_case(words: str) -> None:
    elodie = person_who_shows(EVERYONE, "Élodie Marne", about="Un cœur de jardinière")
    occupation(elodie, "Jardins de dunes", trade=trade("Paysage"))
    person_who_shows(EVERYONE, "Bob")
    assert found(Search(text=words)) == ["Élodie Marne"]


def test_every_word_must_be_found() -> None:
    person_who_shows(EVERYONE, "Élodie Marne")
    assert found(Search(text="elodie menuiserie")) == []


@pytest.mark.parametrize(
    ("hidden", "words"), [("about", "secret"), ("occupations", "dunes"), ("occupations", "paysage"), ("name", "alice")]
)
def test_nobody_is_found_by_what_they_hide(hidden: str, words: str) -> None:
    alice = person_who_shows(EVERYONE, "Alice", about="Un secret")
    occupation(alice, "Jardins de dunes", trade=trade("Paysage"))
    assert found(Search(text=words)) == ["Alice"]
    Person.objects.update(**{f"{hidden}_audience": Audience.EDITION})
    assert found(Search(text=words)) == []


def test_filters_find_the_people_who_show_what_they_ask() -> None:
    landscape, culture, sete, pins = trade(), sector("Culture"), place(), cooperative("Les Pins")
    alice = person_who_shows(EVERYONE, "Alice", place=sete)
    occupation(alice, trade=landscape, sector=culture)
    membership(alice, pins)
    person_who_shows(EVERYONE, "Bob")
    for search in (
        Search(trade=landscape),
        Search(sector=culture),
        Search(cooperative=pins),
        Search(place=sete),
        Search(trade=landscape, sector=culture, cooperative=pins, place=sete),
    ):
        assert found(search) == ["Alice"]


@pytest.mark.parametrize(
    ("hidden", "filtered"),
    [("occupations", "trade"), ("occupations", "sector"), ("cooperative", "cooperative"), ("place", "place")],
)
def test_no_filter_finds_people_by_what_they_hide(hidden: str, filtered: str) -> None:
    wanted = {"trade": trade(), "sector": sector(), "cooperative": cooperative(), "place": place()}
    alice = person_who_shows(EVERYONE, "Alice", place=wanted["place"])
    occupation(alice, trade=wanted["trade"], sector=wanted["sector"])
    membership(alice, wanted["cooperative"])  # type: ignore[arg-type]  # it is the cooperative
    search = Search(**{filtered: wanted[filtered]})  # type: ignore[arg-type]  # each under its own name
    assert found(search) == ["Alice"]
    Person.objects.update(**{f"{hidden}_audience": Audience.EDITION})
    assert found(search) == []


def test_a_trade_and_a_sector_are_those_of_one_activity() -> None:
    alice = person_who_shows(EVERYONE, "Alice")
    landscape, music = trade("Paysage"), trade("Musique")
    culture, farming = sector("Culture"), sector("Agriculture")
    occupation(alice, trade=landscape, sector=farming)
    occupation(alice, trade=music, sector=culture)
    assert found(Search(trade=landscape, sector=farming)) == ["Alice"]
    assert found(Search(trade=landscape, sector=culture)) == []


def test_people_are_found_where_they_work_too() -> None:
    sete = place()
    occupation(person_who_shows(EVERYONE, "Alice"), territory=sete)
    assert found(Search(place=sete)) == ["Alice"]


def test_those_who_left_a_cooperative_are_not_found_by_it() -> None:
    pins = cooperative()
    membership(person_who_shows(EVERYONE, "Alice"), pins, since_on="2015-01-01", until_on="2019-01-01")
    assert found(Search(cooperative=pins)) == []


def test_choices_name_only_what_somebody_shows() -> None:
    alice = person_who_shows(EVERYONE, "Alice", place=place("Sète"))
    occupation(alice, trade=trade("Paysage"), sector=sector("Culture"), territory=place("Gent", country="BE"))
    membership(alice, cooperative("Les Pins"))
    hidden = person("Bob", place=place("Lyon"))
    occupation(hidden, trade=trade("Musique"), sector=sector("Banque"))
    membership(hidden, cooperative("Les Dunes"))
    offered = choices(ANYBODY)
    assert [list(map(str, rows)) for rows in (offered.trades, offered.sectors)] == [["Paysage"], ["Culture"]]
    assert list(map(str, offered.cooperatives)) == ["Les Pins"]
    assert list(map(str, offered.places)) == ["Gent", "Sète"]


def test_the_order_is_that_of_a_printed_directory() -> None:
    for name in ("Zoé", "Élodie", "edgar", "Elsa"):
        person(name)
    ids = alphabetical(Person.objects.all())
    assert [one.name for one in in_order(ids)] == ["edgar", "Élodie", "Elsa", "Zoé"]
