"""Who sees what of whom: the rule on loaded people, and the same asked of the database."""

import pytest

from bigre.core.models import Audience
from bigre.people.models import Person
from bigre.people.queries import people_visible_to, people_with_details, shows
from bigre.people.rules import ANYBODY, HIDDEN, PARTS, Face, Viewer, can_see, face, profile, stand_in, town_label
from tests.factories.people import cooperative, membership, occupation, person, person_who_shows, place

NOBODY, EDITION, NETWORK, EVERYONE = Audience.NOBODY, Audience.EDITION, Audience.NETWORK, Audience.EVERYONE
# Audience → which viewers see what is shown to it.
SEEN_BY = {
    NOBODY: {"self"},
    EDITION: {"self", "mate", "mate outside the network"},
    NETWORK: {"self", "mate", "mate outside the network", "network"},
    EVERYONE: {"self", "mate", "mate outside the network", "network", "stranger", "newcomer"},
}
VIEWERS = ("self", "mate", "mate outside the network", "network", "newcomer", "stranger")

pytestmark = pytest.mark.django_db


def viewer(kind: str, seen: Person) -> Viewer:
    if kind == "self":
        return Viewer(person=seen)
    if kind == "stranger":
        return ANYBODY
    other = person("Bob")
    mates = frozenset({seen.pk, other.pk}) if kind.startswith("mate") else frozenset({other.pk})
    return Viewer(person=other, in_network=kind in {"mate", "network"}, mates=mates)


@pytest.mark.parametrize("kind", VIEWERS)
@pytest.mark.parametrize("audience", Audience)
def test_each_audience_opens_every_part_to_its_circle_and_no_further(audience: Audience, kind: str) -> None:
    alice = person_who_shows(audience)
    looking = viewer(kind, alice)
    expected = dict.fromkeys(PARTS, kind in SEEN_BY[audience])
    assert {part: can_see(looking, alice, part) for part in PARTS} == expected


@pytest.mark.parametrize("kind", VIEWERS)
@pytest.mark.parametrize("audience", Audience)
def test_no_part_is_shown_wider_than_the_name(audience: Audience, kind: str) -> None:
    alice = person_who_shows(EVERYONE)
    alice.name_audience = audience
    looking = viewer(kind, alice)
    assert {can_see(looking, alice, part) for part in PARTS} == {kind in SEEN_BY[audience]}


@pytest.mark.parametrize("kind", VIEWERS)
def test_the_database_answers_as_the_rule_does(kind: str) -> None:
    people = [
        person(f"Alice {name} {other}", name_audience=name, **{f"{part}_audience": other for part in PARTS[1:]})
        for name in Audience
        for other in Audience
    ]
    looking = viewer(kind, people[0])
    if kind.startswith("mate"):
        mates = frozenset(one.pk for one in people)
        looking = Viewer(person=looking.person, in_network=looking.in_network, mates=mates)
    for part in PARTS:
        told = set(Person.objects.filter(shows(looking, part)))
        assert told == {one for one in Person.objects.all() if can_see(looking, one, part)}


def test_many_mates_are_asked_for_by_one_query() -> None:
    alice, bob = person_who_shows(EDITION, "Alice"), person_who_shows(EDITION, "Bob")
    query = Person.objects.filter(pk=alice.pk).values_list("pk", flat=True)
    looking = Viewer(mates=frozenset({alice.pk}), mates_query=query)
    assert list(people_visible_to(looking)) == [alice]
    assert (can_see(looking, alice, "name"), can_see(looking, bob, "name")) == (True, False)


def test_people_are_listed_to_those_who_see_their_name() -> None:
    person_who_shows(EDITION, "Alice")
    bob = person_who_shows(EVERYONE, "Bob")
    assert list(people_visible_to(ANYBODY)) == [bob]


def test_a_face_hides_everything_with_the_name() -> None:
    alice = person_who_shows(EDITION)
    assert face(ANYBODY, alice) == HIDDEN


def test_a_face_shows_only_the_parts_that_are_shown() -> None:
    alice = person_who_shows(EVERYONE, "Alice Marne")
    alice.cooperative_audience = EDITION
    membership(alice, cooperative("Les Pins"))
    occupation(alice, "Jardins de dunes")
    assert face(ANYBODY, alice) == Face(str(alice.uuid), "Alice Marne", "AM", (), "Jardins de dunes")


def test_a_face_forgets_the_cooperatives_that_a_person_has_left() -> None:
    alice = person_who_shows(EVERYONE)
    membership(alice, cooperative("Les Pins"))
    membership(alice, cooperative("Les Dunes"), since_on="2015-01-01", until_on="2019-01-01")
    assert face(ANYBODY, alice).cooperatives == ("Les Pins",)


def test_a_profile_leaves_out_what_is_not_shown() -> None:
    alice = person_who_shows(
        EVERYONE, about="Je plante.", contact="06 00 00 00 00", languages=["fr"], place=place("Sète")
    )
    alice.about_audience = alice.contact_audience = alice.place_audience = NOBODY
    seen = profile(ANYBODY, alice)
    assert (seen.about, seen.languages, seen.contact, seen.place) == ("", (), "", "")


def test_a_profile_shows_its_person_everything() -> None:
    alice = person_who_shows(NOBODY, about="Je plante.", contact="ici", languages=["fr"], place=place("Sète"))
    work = occupation(alice)
    belonging = membership(alice, cooperative())
    seen = profile(Viewer(person=alice), people_with_details(Viewer(person=alice)).get())
    assert (seen.about, seen.languages, seen.contact, seen.place) == ("Je plante.", ("fr",), "ici", "Sète")
    assert (seen.occupations, seen.memberships) == ((work,), (belonging,))


@pytest.mark.parametrize("circle", [EDITION, NETWORK, EVERYONE])
def test_a_stand_in_sees_what_its_circle_sees(circle: Audience) -> None:
    alice = person_who_shows(circle)
    others = [audience for audience in (EDITION, NETWORK, EVERYONE) if audience != circle]
    assert can_see(stand_in(alice, circle), alice, "name")
    narrower = [other for other in others if SEEN_BY[other] < SEEN_BY[circle]]
    wider = [other for other in others if SEEN_BY[other] > SEEN_BY[circle]]
    assert [can_see(stand_in(alice, other), alice, "name") for other in narrower] == [True] * len(narrower)
    assert [can_see(stand_in(alice, other), alice, "name") for other in wider] == [False] * len(wider)


@pytest.mark.parametrize(
    ("name", "code", "country", "label"),
    [("Saint-Denis", "93066", "FR", "Saint-Denis (93)"), ("Gent", "44021", "BE", "Gent (BE)")],
)
def test_a_town_is_told_from_its_namesakes(name: str, code: str, country: str, label: str) -> None:
    assert town_label(name, code, country) == label
