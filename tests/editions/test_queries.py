"""Who shares an edition with whom, and which edition the site speaks of."""

from datetime import date

import pytest

from bigre.editions.models import Edition, Involvement
from bigre.editions.queries import (
    current_edition,
    editions_to_browse,
    editions_visible_to,
    person_of,
    roles_in_editions,
    team_roles,
    viewer_for,
)
from bigre.people.rules import ANYBODY, Viewer
from tests.factories.editions import edition, involvement, participation, team_member
from tests.factories.people import account, cooperative, membership, person, person_with_account

pytestmark = pytest.mark.django_db
Life = Edition.Life


def test_a_stranger_is_close_to_nobody() -> None:
    assert viewer_for(None) == ANYBODY


def test_mates_are_those_of_every_edition_one_takes_part_in_or_organises() -> None:
    alice, bob, chloe, eve = (person(name) for name in ("Alice", "Bob", "Chloé", "Ève"))
    summer, winter, other = edition("summer"), edition("winter"), edition("other")
    for who, where in ((alice, summer), (bob, summer), (chloe, winter), (eve, other)):
        participation(who, where)
    team_member(winter, alice)
    assert viewer_for(alice) == Viewer(alice, in_network=False, mates=frozenset({alice.pk, bob.pk, chloe.pk}))


@pytest.mark.parametrize(("until", "in_network"), [(None, True), (date(2020, 1, 1), False)])
def test_the_network_is_made_of_todays_members(until: date | None, in_network: bool) -> None:
    alice = person("Alice")
    membership(alice, cooperative(), since_on=date(2015, 1, 1), until_on=until)
    assert viewer_for(alice).in_network is in_network


def test_a_person_is_found_behind_their_account_only() -> None:
    alice = person_with_account("Alice")
    assert (person_of(alice.account), person_of(account("eve@example.org")), person_of(object())) == (alice, None, None)


def test_roles_are_those_of_one_edition() -> None:
    alice = person("Alice")
    summer, winter = edition("summer"), edition("winter")
    team_member(summer, alice, "press")
    team_member(summer, alice, "radio")
    assert (team_roles(alice, summer), team_roles(alice, winter), team_roles(None, summer)) == (
        {"press", "radio"},
        set(),
        set(),
    )


def test_the_site_speaks_of_the_latest_edition_that_lives() -> None:
    assert current_edition() is None
    old = edition("old", life=Life.ARCHIVED, starts_on=date(2021, 8, 1), ends_on=date(2021, 8, 5))
    assert current_edition() == old
    called = edition("called", life=Life.CALL_OPEN, starts_on=date(2020, 8, 1), ends_on=date(2020, 8, 5))
    assert current_edition() == called
    edition("secret", life=Life.PREPARATION, starts_on=date(2023, 8, 1), ends_on=date(2023, 8, 5))
    assert current_edition() == called


def test_the_call_of_the_next_edition_leaves_the_first_page_to_the_one_still_to_be_held() -> None:
    held = edition("held", life=Life.PLANNING, starts_on=date(2022, 8, 1), ends_on=date(2022, 8, 5))
    called = edition("called", life=Life.CALL_OPEN, starts_on=date(2023, 8, 1), ends_on=date(2023, 8, 5))
    assert current_edition() == held
    held.life = Life.ARCHIVED
    held.save()
    assert current_edition() == called


def test_editions_come_latest_first_and_those_in_preparation_to_their_team() -> None:
    old = edition("old", starts_on=date(2021, 8, 1), ends_on=date(2021, 8, 5))
    new = edition("new")
    secret = edition("secret", life=Life.PREPARATION, starts_on=date(2023, 8, 1), ends_on=date(2023, 8, 5))
    chloe = person("Chloé")
    team_member(secret, chloe, "press")
    team_member(secret, chloe, "radio")
    assert list(editions_visible_to(None)) == [new, old]
    assert list(editions_visible_to(chloe)) == [secret, new, old]


def test_who_organised_an_edition_is_named_in_the_list() -> None:
    week = edition()
    involvement(cooperative("Les Pins"), week, Involvement.Role.ORGANISER)
    involvement(cooperative("Les Dunes"), week, Involvement.Role.GUEST)
    listed = editions_to_browse(None).get()
    assert [one.cooperative.name for one in getattr(listed, "organised_by")] == ["Les Pins"]  # noqa: B009  # not a field


def test_a_cooperative_is_seen_in_the_editions_that_one_may_read_about() -> None:
    pins = cooperative("Les Pins")
    seen = involvement(pins, edition("seen"), Involvement.Role.GUEST)
    involvement(pins, edition("secret", life=Life.PREPARATION), Involvement.Role.ORGANISER)
    assert list(roles_in_editions(None, pins)) == [seen]
