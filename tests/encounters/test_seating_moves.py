"""Somebody is put at a table by hand: what is refused and why, what never is, and what is undone."""

from datetime import timedelta

import pytest

from bigre.encounters.actions.seating import publish_plan
from bigre.encounters.actions.seating_moves import CannotMove, Move, put_at_table, swap_places, undo_move
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound
from bigre.people.models import Person
from tests.factories.editions import edition
from tests.factories.seating_plans import NOW, avoids, guests, need_access, plan, sit, tables_of, together

pytestmark = pytest.mark.django_db


class Dinner:
    """Alice and Bob at table 1, Chloé and Dina at table 2, Elias nowhere; two seats are free at table 2 only."""

    def __init__(self) -> None:
        self.week = edition()
        self.alice, self.bob, self.chloe, self.dina, self.elias = guests(
            self.week, "Alice", "Bob", "Chloé", "Dina", "Elias"
        )
        self.plan: SeatingPlan = plan(self.week, (2, 4), accessible=(2,))
        self.round: SeatingRound = self.plan.rounds.get()
        sit(self.round, 1, self.alice, self.bob)
        sit(self.round, 2, self.chloe, self.dina)

    def present(self) -> list[int]:
        return [one.pk for one in (self.alice, self.bob, self.chloe, self.dina, self.elias)]

    def put(self, who: Person, number: int) -> Move:
        return put_at_table(
            round_=self.round,
            person=who,
            table=self.plan.tables.get(number=number),
            present=self.present(),
            now=NOW,
        )

    def swap(self, one: Person, other: Person) -> Move:
        return swap_places(round_=self.round, person=one, other=other, present=self.present(), now=NOW)

    def tables(self) -> list[set[str]]:
        return tables_of(self.round)

    def pinned(self) -> set[str]:
        return set(Seat.objects.filter(pinned=True).values_list("person__name", flat=True))


@pytest.fixture
def dinner() -> Dinner:
    return Dinner()


def test_who_is_put_at_a_table_sits_there_pinned(dinner: Dinner) -> None:
    dinner.put(dinner.alice, 2)
    dinner.put(dinner.elias, 1)
    assert dinner.tables() == [{"Bob", "Elias"}, {"Alice", "Chloé", "Dina"}]
    assert dinner.pinned() == {"Alice", "Elias"}


def test_a_full_table_is_refused_with_what_to_do(dinner: Dinner) -> None:
    with pytest.raises(CannotMove) as refused:
        dinner.put(dinner.chloe, 1)
    assert refused.value.sentence == ("La table 1 est pleine : échange avec quelqu’un, ou choisis-en une autre.")
    assert dinner.tables() == [{"Alice", "Bob"}, {"Chloé", "Dina"}]


def test_a_table_that_is_not_accessible_is_refused_without_naming_who_needs_it(dinner: Dinner) -> None:
    need_access(dinner.plan, dinner.chloe)
    dinner.put(dinner.alice, 2)
    with pytest.raises(CannotMove) as refused:
        dinner.put(dinner.chloe, 1)
    assert "n’est pas accessible" in refused.value.sentence
    assert "Chloé" not in refused.value.sentence
    with pytest.raises(CannotMove, match="n’est pas accessible"):
        dinner.swap(dinner.bob, dinner.chloe)


def test_no_move_is_refused_because_somebody_avoids_somebody(dinner: Dinner) -> None:
    for one, other in ((dinner.alice, dinner.chloe), (dinner.dina, dinner.alice), (dinner.elias, dinner.bob)):
        avoids(one, other)
    dinner.put(dinner.alice, 2)
    dinner.put(dinner.elias, 1)
    assert dinner.tables() == [{"Bob", "Elias"}, {"Alice", "Chloé", "Dina"}]


def test_those_who_stay_together_move_together_or_not_at_all(dinner: Dinner) -> None:
    together(dinner.plan, dinner.alice, dinner.bob)
    dinner.put(dinner.alice, 2)
    assert dinner.tables() == [{"Alice", "Bob", "Chloé", "Dina"}]
    assert dinner.pinned() == {"Alice", "Bob"}
    dinner.put(dinner.elias, 1)
    with pytest.raises(CannotMove, match="n’a pas 2 places libres"):
        dinner.put(dinner.bob, 1)
    with pytest.raises(CannotMove, match="restent avec d’autres"):
        dinner.swap(dinner.bob, dinner.elias)


def test_two_change_places_and_somebody_without_one_takes_another_s(dinner: Dinner) -> None:
    dinner.swap(dinner.alice, dinner.chloe)
    assert dinner.tables() == [{"Bob", "Chloé"}, {"Alice", "Dina"}]
    dinner.swap(dinner.elias, dinner.dina)
    assert dinner.tables() == [{"Bob", "Chloé"}, {"Alice", "Elias"}]
    with pytest.raises(CannotMove, match="n’a plus de place"):
        dinner.swap(dinner.bob, dinner.dina)


def test_a_move_is_undone_to_where_it_was_pin_included(dinner: Dinner) -> None:
    first, second = dinner.put(dinner.alice, 2), dinner.swap(dinner.elias, dinner.bob)
    undo_move(round_=dinner.round, move=second, now=NOW)
    assert dinner.tables() == [{"Bob"}, {"Alice", "Chloé", "Dina"}]
    undo_move(round_=dinner.round, move=first, now=NOW)
    assert dinner.tables() == [{"Alice", "Bob"}, {"Chloé", "Dina"}]
    assert dinner.pinned() == set()


def test_a_move_is_not_undone_over_what_others_did_since(dinner: Dinner) -> None:
    first = dinner.put(dinner.alice, 2)
    dinner.put(dinner.elias, 1)
    with pytest.raises(CannotMove, match="La table 1 est pleine"):
        undo_move(round_=dinner.round, move=first, now=NOW)
    dinner.swap(dinner.alice, dinner.bob)
    with pytest.raises(CannotMove, match="Entre-temps"):
        undo_move(round_=dinner.round, move=first, now=NOW)
    assert dinner.tables() == [{"Alice", "Elias"}, {"Bob", "Chloé", "Dina"}]


def test_once_people_sit_at_the_table_they_were_told_nothing_moves(dinner: Dinner) -> None:
    move = dinner.put(dinner.alice, 2)
    publish_plan(plan=dinner.plan, by=None, now=NOW)
    begun = dinner.round.starts_at + timedelta(minutes=1)
    with pytest.raises(CannotMove, match="déjà commencé"):
        undo_move(round_=dinner.round, move=move, now=begun)
    undo_move(round_=dinner.round, move=move, now=NOW)
    assert dinner.tables() == [{"Alice", "Bob"}, {"Chloé", "Dina"}]
