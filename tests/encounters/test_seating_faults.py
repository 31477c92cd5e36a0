"""What makes a plan of tables impossible: sentences that say who and what, and nothing of whom people avoid."""

from datetime import timedelta

import pytest

from bigre.core.models import Audience
from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.planning.seating_faults import faults_in
from bigre.encounters.planning.seating_hall import hall_of
from tests.factories.editions import MONDAY, edition, participation
from tests.factories.people import person
from tests.factories.seating_plans import NOW, avoids, crowd, guests, need_access, plan, seated, sit, together

pytestmark = pytest.mark.django_db
DINNER = "Dîner du 22, lundi 22 août"


def faults(of: SeatingPlan) -> list[str]:
    return faults_in(hall_of(of, NOW))


def test_what_is_missing_is_said_first() -> None:
    week = edition()
    empty = plan(week, (), ())
    assert faults(empty) == [
        "Il n’y a pas encore de table : ajoutes-en.",
        "Il n’y a plus de repas ni de tour à placer : tous ont déjà commencé.",
        "Personne ne participe encore à cette édition.",
    ]


def test_too_few_seats_are_counted_for_the_meal_where_they_miss() -> None:
    week = edition()
    crowd(week, 9)
    assert faults(plan(week, (4, 4), (MONDAY,))) == [
        f"{DINNER} : 9 personnes sont là, pour 8 places. Ajoute au moins 1 place."
    ]


def test_too_few_accessible_seats_count_those_who_come_along() -> None:
    week = edition()
    alice, bob, chloe = guests(week, "Alice", "Bob", "Chloé")
    made = plan(week, (2, 4), accessible=(1,))
    need_access(made, alice)
    need_access(made, chloe)
    together(made, alice, bob)
    assert faults(made) == [f"{DINNER} : 3 personnes vont à une table accessible, et il y a 2 places accessibles."]


def test_a_party_too_large_pinned_apart_or_where_it_cannot_sit_is_named() -> None:
    week = edition()
    alice, bob, chloe, dina = guests(week, "Alice", "Bob", "Chloé", "Dina")
    made = plan(week, (2, 2, 2), accessible=(1, 2))
    large = together(made, alice, bob, chloe)
    assert faults(made) == [f"{DINNER} : Alice, Bob, Chloé restent ensemble, et aucune table n’a autant de places."]
    large.people.remove(chloe)
    sit(made.rounds.get(), 1, alice, pinned=True)
    sit(made.rounds.get(), 2, bob, pinned=True)
    assert faults(made) == [
        f"{DINNER} : Alice, Bob restent ensemble, mais sont à des tables différentes. Libère une place."
    ]
    Seat.objects.all().delete()
    need_access(made, dina)
    sit(made.rounds.get(), 3, dina, pinned=True)
    assert faults(made) == [f"{DINNER} : la place épinglée de Dina est à une table qui n’est pas accessible."]


def test_pins_are_counted_with_who_comes_along() -> None:
    week = edition()
    alice, bob, chloe, _dina = guests(week, "Alice", "Bob", "Chloé", "Dina")
    made = plan(week, (2, 2))
    together(made, alice, bob)
    sit(made.rounds.get(), 1, alice, chloe, pinned=True)
    assert faults(made) == [f"{DINNER}, table 1 : 3 personnes épinglées pour 2 places. Libère des places."]


def test_somebody_who_hides_their_name_is_named_by_no_sentence() -> None:
    week = edition()
    hidden = person("Zoé Secrète", name_audience=Audience.NOBODY)
    participation(hidden, week)
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week, (2, 2))
    together(made, hidden, alice, bob)
    assert faults(made) == [
        f"{DINNER} : Alice, Bob, Une personne 1 restent ensemble, et aucune table n’a autant de places."
    ]


def test_a_plan_without_faults_has_none_whoever_avoids_whom() -> None:
    week = edition()
    alice, *others = crowd(week, 8)
    for one in others:
        avoids(one, alice)
    made = plan(week, (4, 4), (MONDAY, MONDAY + timedelta(days=1)))
    assert faults(made) == []
    done = seated(made)
    assert (done.state, done.failure) == ("done", "")


def test_a_run_that_cannot_be_says_why_and_leaves_everything() -> None:
    week = edition()
    alice, *_others = crowd(week, 5)
    made = plan(week, (4,))
    sit(made.rounds.get(), 1, alice)
    done = seated(made)
    assert (done.state, Seat.objects.count()) == ("failed", 1)
    assert done.failure == f"{DINNER} : 5 personnes sont là, pour 4 places. Ajoute au moins 1 place."
