"""Whom one knows and whom one would rather not be with: both one's own, and forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from bigre.core.models import Audience
from bigre.editions.queries import viewer_for
from bigre.encounters.actions.openness import avoid, forget_ended, say_known
from bigre.encounters.models import Acquaintance, Avoidance
from bigre.encounters.queries.knowing import avoided_by, avoiding_pairs, known_pairs, perhaps_known
from tests.factories.editions import edition, participation
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 8, 20, 9, tzinfo=UTC)


def test_those_of_my_cooperative_come_as_people_whom_i_may_know() -> None:
    alice, bob, chloe = person_with_account(), person("Bob"), person("Chloé", name_audience=Audience.NETWORK)
    pines, dunes, week = cooperative(), cooperative("Coopérative des Dunes"), edition()
    for one in (alice, bob, chloe):
        participation(one, week)
    for one, of in ((alice, pines), (bob, pines), (chloe, dunes)):
        membership(one, of)
    assert list(perhaps_known(viewer_for(alice))) == [bob]


def test_two_editions_together_make_somebody_who_may_be_known() -> None:
    alice, bob = person_with_account(), person("Bob")
    for slug in ("bigre-2021", "bigre-2022"):
        week = edition(slug)
        participation(alice, week)
        participation(bob, week)
    assert list(perhaps_known(viewer_for(alice))) == [bob]


def test_a_cooperative_that_is_not_shown_does_not_betray_itself() -> None:
    alice, bob = person_with_account(), person("Bob", cooperative_audience=Audience.NOBODY)
    pines, week = cooperative(), edition()
    for one in (alice, bob):
        membership(one, pines)
        participation(one, week)
    assert list(perhaps_known(viewer_for(alice))) == []


def test_ticking_says_known_and_unticking_takes_it_back() -> None:
    alice, bob, chloe = person(), person("Bob"), person("Chloé")
    say_known(person=alice, shown=[bob, chloe], known=[bob.pk, chloe.pk], now=NOW)
    say_known(person=alice, shown=[bob], known=[], now=NOW)
    assert set(Acquaintance.objects.values_list("other", "knows")) == {(bob.pk, False), (chloe.pk, True)}


def test_one_who_says_so_is_enough_for_the_pair_to_be_known() -> None:
    alice, bob, chloe = person(), person("Bob"), person("Chloé")
    say_known(person=bob, shown=[alice], known=[alice.pk], now=NOW)
    say_known(person=chloe, shown=[alice], known=[], now=NOW)
    assert known_pairs([alice.pk, bob.pk, chloe.pk]) == {(alice.pk, bob.pk)}


def test_not_with_binds_the_pair_whoever_said_so() -> None:
    alice, bob, chloe = person(), person("Bob"), person("Chloé")
    avoid(person=bob, other=alice, now=NOW)
    assert avoiding_pairs([alice.pk, bob.pk, chloe.pk], until=NOW.date()) == {(alice.pk, bob.pk)}
    assert avoiding_pairs([alice.pk, chloe.pk], until=NOW.date()) == set()


def test_said_twice_it_is_kept_once_with_the_later_end() -> None:
    alice, bob = person(), person("Bob")
    avoid(person=alice, other=bob, now=NOW)
    avoid(person=alice, other=bob, now=NOW + timedelta(days=10))
    [(row, other)] = avoided_by(alice)
    assert (other, row.ends_on.isoformat()) == (bob.pk, "2024-02-29")


def test_it_ends_by_itself() -> None:
    alice, bob = person(), person("Bob")
    avoid(person=alice, other=bob, now=NOW)
    assert forget_ended(now=NOW + timedelta(days=548)) == 0
    assert forget_ended(now=NOW + timedelta(days=549)) == 1
    assert not Avoidance.objects.exists()


def test_only_somebody_whom_i_see_can_be_put_on_the_list() -> None:
    alice, hidden = person_with_account(), person("Zoé", name_audience=Audience.NOBODY)
    answer = signed_in(alice).post(f"/me/openness/not-with/{hidden.uuid}/")
    assert (answer.status_code, Avoidance.objects.count()) == (404, 0)


def test_the_list_shows_mine_and_takes_back_mine_only() -> None:
    week = edition()
    alice, bob, chloe = person_with_account(), person_with_account("Bob"), person("Chloé")
    for one in (alice, bob, chloe):
        participation(one, week)
    avoid(person=alice, other=chloe, now=timezone.now())
    avoid(person=bob, other=chloe, now=timezone.now())
    assert "Chloé" in signed_in(alice).get("/me/openness/not-with/").text
    signed_in(alice).post(f"/me/openness/not-with/{chloe.uuid}/take-back/")
    assert list(Avoidance.objects.values_list("person", flat=True)) == [bob.pk]
