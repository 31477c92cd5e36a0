"""The network: ties that the reader may see, sums in which nobody can be singled out, nobody ranked."""

from collections.abc import Sequence
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.queries.network import (
    collectives_between_cooperatives,
    meetings_between_cooperatives,
    network_cooperations,
    per_year,
    ties_around,
)
from bigre.people.models import Cooperative, Person
from tests.factories.cooperations import cooperation, encounter, entry
from tests.factories.editions import edition, participation
from tests.factories.people import (
    collective,
    cooperative,
    membership,
    person,
    person_who_shows,
    person_with_account,
    signed_in,
)

pytestmark = pytest.mark.django_db
NETWORK = "/cooperations/network/"
BEFORE, SINCE = date(2022, 8, 21), date(2022, 8, 22)


@pytest.fixture
def alice(week: Edition) -> Person:
    one = person_with_account("Alice")
    participation(one, week)
    return one


@pytest.fixture
def pines() -> Cooperative:
    return cooperative("Pins")


@pytest.fixture
def dunes() -> Cooperative:
    return cooperative("Dunes")


def read(who: Person, address: str = NETWORK) -> str:
    return unescape(signed_in(who).get(address).content.decode())


def ties(who: Person, week: Edition) -> list[tuple[str, str, int, int, int, int]]:
    viewer = viewer_for(who)
    found = ties_around(viewer, week, network_cooperations(viewer))
    return [(tie.first.name, tie.second.name, tie.before, tie.collectives, tie.during, tie.since) for tie in found]


def test_ties_are_told_before_and_since_the_edition_by_the_day_they_began(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    embers = cooperative("Braises")
    shown = {"audience": Audience.EVERYONE}
    cooperation(cooperatives=[pines, dunes], begun_on=BEFORE, **shown)
    cooperation(cooperatives=[pines, dunes], begun_on=date(2015, 9, 1), **shown)
    cooperation(cooperatives=[embers, dunes, pines], begun_on=SINCE, **shown)
    cooperation(cooperatives=[embers], begun_on=SINCE, **shown)
    assert ties(alice, week) == [
        ("Braises", "Dunes", 0, 0, 0, 1),
        ("Braises", "Pins", 0, 0, 0, 1),
        ("Dunes", "Pins", 2, 0, 0, 1),
    ]


def test_what_members_keep_for_themselves_ties_nothing_for_others(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    secret = cooperation(
        person("Bob"), name="Secrète", sentence="Phrase secrète.", cooperatives=[pines, dunes], begun_on=SINCE
    )
    entry(secret, secret.members.get().person, "Témoin secret", "testimony")
    kept = cooperation(cooperatives=[pines, dunes], audience=Audience.NETWORK, name="Du réseau")
    page = read(alice)
    assert [word for word in ("Secrète", "secret", "Du réseau", str(secret.uuid), str(kept.uuid)) if word in page] == []
    assert (ties(alice, week), "attend ses premiers fils" in page) == ([], True)
    membership(alice, cooperative("Autre"))
    page = read(alice)
    assert ("Du réseau" in page, "Secrète" in page) == (True, False)
    assert ties(alice, week) == [("Dunes", "Pins", 0, 0, 0, 1)]


def people_of(home: Cooperative, count: int, week: Edition, **fields: object) -> list[Person]:
    """So many of a cooperative who take part."""
    made = [person(f"{home.name} {number}", **fields) for number in range(count)]
    for one in made:
        membership(one, home)
        participation(one, week)
    return made


def meet(week: Edition, ones: Sequence[Person], others: Sequence[Person]) -> None:
    """Everybody of one side meets everybody of the other."""
    for one in ones:
        for other in others:
            encounter(week, one, other)


def test_meetings_are_summed_when_five_people_of_each_side_took_part(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    ours, theirs = people_of(pines, 10, week), people_of(dunes, 10, week)
    # With whom those without a cooperative are counted.
    people_of(cooperative("Braises"), 6, week)
    meet(week, ours[:5], theirs[:5])
    # Twice at a table is one pair; people of one cooperative are none.
    encounter(week, ours[0], theirs[0])
    encounter(week, ours[0], ours[1])
    assert meetings_between_cooperatives(week) == {(min(pines.pk, dunes.pk), max(pines.pk, dunes.pk)): 25}
    assert ties(alice, week) == [("Dunes", "Pins", 0, 0, 25, 0)]
    assert meetings_between_cooperatives(edition("other")) == {}


@pytest.mark.parametrize("sides", [(4, 30), (30, 4), (1, 1), (4, 4)])
def test_a_sum_of_fewer_is_told_to_nobody(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative, sides: tuple[int, int]
) -> None:
    meet(week, people_of(pines, 35, week)[: sides[0]], people_of(dunes, 35, week)[: sides[1]])
    assert meetings_between_cooperatives(week) == {}
    page = read(alice)
    assert ("Pins" in page, "Dunes" in page) == (False, False)


def test_five_on_a_side_are_counted_among_those_who_met_the_other_one(
    week: Edition, pines: Cooperative, dunes: Cooperative
) -> None:
    ours, theirs, elsewhere = (people_of(home, 9, week) for home in (pines, dunes, cooperative("Braises")))
    meet(week, ours[:2], theirs)
    meet(week, ours[2:], elsewhere[:4])
    assert meetings_between_cooperatives(week) == {}


def test_who_belongs_to_both_stands_on_neither_side(week: Edition, pines: Cooperative, dunes: Cooperative) -> None:
    ours, theirs = people_of(pines, 10, week), people_of(dunes, 10, week)
    membership(ours[0], dunes)
    meet(week, ours[:5], theirs[:5])
    assert meetings_between_cooperatives(week) == {}


def test_people_count_for_the_cooperative_of_that_time(week: Edition, pines: Cooperative, dunes: Cooperative) -> None:
    ours, theirs = people_of(pines, 10, week), people_of(dunes, 10, week)
    ours[0].memberships.update(until_on=date(2023, 1, 1))
    meet(week, ours[:5], theirs[:5])
    assert list(meetings_between_cooperatives(week).values()) == [25]
    ours[0].memberships.update(until_on=date(2022, 1, 1))
    assert meetings_between_cooperatives(week) == {}
    ours[0].memberships.update(since_on=date(2022, 10, 1), until_on=None)
    assert meetings_between_cooperatives(week) == {}


def test_a_collective_ties_the_cooperatives_that_its_people_show(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    bob, eva = (person_who_shows(Audience.EVERYONE, name) for name in ("Bob", "Eva"))
    hiding = person("Ida", cooperative_audience=Audience.NOBODY, name_audience=Audience.EVERYONE)
    for one, home in ((bob, pines), (eva, dunes), (hiding, cooperative("Cachée"))):
        membership(one, home)
    collective(bob, eva, hiding)
    collective(bob, hiding, name="Le Large", slug="le-large")
    assert ties(alice, week) == [("Dunes", "Pins", 0, 1, 0, 0)]
    assert dict(collectives_between_cooperatives(viewer_for(hiding))) != dict(
        collectives_between_cooperatives(viewer_for(alice))
    )


def test_years_are_counted_among_what_one_may_see_with_those_that_are_empty(alice: Person) -> None:
    for year in (2019, 2021, 2021):
        cooperation(begun_on=date(year, 5, 1), audience=Audience.EVERYONE)
    cooperation(begun_on=date(2014, 5, 1))
    found = network_cooperations(viewer_for(alice))
    assert per_year(found, date(2022, 1, 1)) == [(2019, 1), (2020, 0), (2021, 2), (2022, 0)]
    assert per_year([], date(2022, 1, 1)) == []


def test_testimonies_are_told_with_the_names_that_people_show(week: Edition, alice: Person) -> None:
    shy = person("Timide Dunes", name_audience=Audience.NOBODY)
    shown = cooperation(shy, audience=Audience.EVERYONE)
    entry(shown, shy, "Tout a commencé à table.", "testimony")
    entry(shown, shy, "Besoin secret", "need")
    page = read(alice)
    assert ("commencé à table" in page, "Timide" in page, "Besoin secret" in page) == (True, False, False)


def test_the_page_is_for_people_who_signed_in(week: Edition) -> None:
    assert Client().get(NETWORK).status_code == 302
    assert signed_in(person_with_account("Personne")).get(NETWORK).status_code == 200


def test_an_edition_in_preparation_is_not_named_to_others(
    alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    edition("hidden", name="La secrète", life=Edition.Life.PREPARATION)
    cooperation(cooperatives=[pines, dunes], audience=Audience.EVERYONE)
    assert "La secrète" not in read(alice, f"{NETWORK}?edition=hidden")


def test_one_looks_from_a_cooperative_and_nearer_by_links_alone(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    cooperation(cooperatives=[pines, dunes], audience=Audience.EVERYONE, name="Des deux")
    cooperation(cooperatives=[dunes, cooperative("Braises")], audience=Audience.EVERYONE, name="Sans les Pins")
    page = read(alice, f"{NETWORK}?cooperative=pins&ties=since")
    assert ("Des deux" in page, "Sans les Pins" in page) == (True, False)
    assert ("?cooperative=pins&ties=since&zoom=2#drawing" in page, "zoom=1" in page) == (True, False)
    drawings = [seen_of(read(alice, NETWORK + query)) for query in ("", "?zoom=2", "?zoom=2&cooperative=pins")]
    assert (len(set(drawings)), drawings[0].startswith("0.0 0.0 360.0")) == (3, True)


def seen_of(page: str) -> str:
    """Which part of the drawing the page shows."""
    return page.split('class="network" viewBox="')[1].split('"', maxsplit=1)[0]


def test_only_the_ties_asked_for_are_drawn(
    week: Edition, alice: Person, pines: Cooperative, dunes: Cooperative
) -> None:
    for day in (BEFORE, SINCE):
        cooperation(cooperatives=[pines, dunes], begun_on=day, audience=Audience.EVERYONE)

    def drawn(query: str) -> list[str]:
        drawing = read(alice, NETWORK + query).split('class="network"')[1]
        return [kind for kind in ("before", "during", "since") if f'class="tie {kind}' in drawing]

    assert (drawn(""), drawn("?ties=before"), drawn("?ties=since")) == (["before", "since"], ["before"], ["since"])


@pytest.mark.parametrize("odd", ["?edition=no&cooperative=no&zoom=x&ties=y&page=z", "?zoom=999", "?cooperative=pins"])
def test_an_odd_address_shows_the_page_all_the_same(week: Edition, alice: Person, odd: str) -> None:
    assert signed_in(alice).get(NETWORK + odd).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_three_of_everything_ask_as_much_as_one(
    week: Edition, alice: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        homes = [cooperative(f"{name} {number}") for name in ("Pins", "Dunes")]
        one = person_who_shows(Audience.EVERYONE, f"Bob {number}")
        membership(one, homes[0])
        made = cooperation(one, cooperatives=homes, audience=Audience.EVERYONE)
        entry(made, one, "Voilà.", "testimony")
        collective(one, name=f"Embruns {number}", slug=f"embruns-{number}")
        encounter(week, one, alice)
    client = signed_in(alice)
    with django_assert_num_queries(22):
        client.get(NETWORK)
