"""How many people meet how many new ones over a plan: bars that never speak of fewer than five people."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigre.encounters.queries.seating_meetings import new_pairs, people_seated, spread_of
from bigre.encounters.rules.aggregates import Bar, bars_of
from tests.factories.editions import MONDAY, edition
from tests.factories.seating_plans import NOW, crowd, met, plan, sit


@pytest.mark.parametrize(
    ("numbers", "bars"),
    [
        ([7] * 4, []),
        ([7] * 5, [Bar(7, 7, 5)]),
        ([0] * 5, [Bar(0, 0, 5)]),
        # Two at the far end join their neighbours, and so do four who meet nobody.
        ([0] * 6 + [3] * 2 + [12] * 4 + [40] * 2, [Bar(0, 0, 6), Bar(1, 40, 8)]),
        ([0] * 4 + [5] * 5 + [64] * 5, [Bar(0, 10, 9), Bar(11, 70, 5)]),
        ([28] * 20 + [35] * 9 + [14], [Bar(11, 30, 21), Bar(31, 35, 9)]),
        ([1] * 5 + [2] * 5, [Bar(1, 1, 5), Bar(2, 2, 5)]),
    ],
)
def test_neighbours_are_joined_until_five_people_share_a_bar(numbers: list[int], bars: list[Bar]) -> None:
    assert bars_of(numbers) == bars


@given(st.lists(st.one_of(st.just(0), st.integers(0, 400)), max_size=120))
def test_no_bar_is_of_fewer_than_five_and_everybody_is_in_one(numbers: list[int]) -> None:
    bars = bars_of(numbers)
    assert bool(bars) == (len(numbers) >= 5)
    assert all(bar.people >= 5 for bar in bars)
    assert all(one.high + 1 == other.low for one, other in pairwise(bars))
    assert [sum(bar.low <= number <= bar.high for number in numbers) for bar in bars] == [bar.people for bar in bars]
    assert not bars or sum(bar.people for bar in bars) == len(numbers)


@pytest.mark.django_db
def test_new_people_are_counted_from_seats_and_not_from_what_the_ledger_knows() -> None:
    week = edition()
    people = crowd(week, 11)
    made = plan(week, (6, 6))
    sit(made.rounds.get(), 1, *people[:6])
    sit(made.rounds.get(), 2, *people[6:11])

    def spread() -> list[Bar]:
        return spread_of(new_pairs(made), people_seated(made))

    assert spread() == [Bar(4, 4, 5), Bar(5, 5, 6)]
    met(week, people[0], people[1])
    assert spread() == [Bar(4, 4, 5), Bar(5, 5, 6)]
    # What another published plan shows already is new to nobody: the four who still meet five are too few for a bar.
    other = plan(week, dinners=(MONDAY,), published_at=NOW)
    sit(other.rounds.get(), 1, people[0], people[1])
    assert spread() == [Bar(4, 5, 11)]
