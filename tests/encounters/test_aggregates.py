"""Sums of meetings: what may be told, what may not, and that nothing gives away what was not told."""

from collections import Counter
from itertools import combinations, product
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigre.encounters.rules.aggregates import OTHERS, THRESHOLD, Sums, added, groups_told, sums_of

settled = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

type Group = dict[int, str]
PINES, DUNES = "Pins", "Dunes"


def of(**sizes: int) -> Group:
    """People numbered from 1, so many of each group."""
    names = [name for name, size in sizes.items() for _one in range(size)]
    return dict(enumerate(names, start=1))


def test_a_group_of_five_is_named_and_smaller_ones_are_counted_together() -> None:
    group_of = of(Pins=5, Dunes=4, Thau=3)
    assert Counter(groups_told(group_of).values()) == {PINES: 5, OTHERS: 7}


def test_the_others_are_never_so_few_that_they_are_somebody() -> None:
    """Two of a small cooperative would be « the others » alone: the smallest of those named joins them."""
    assert Counter(groups_told(of(Pins=9, Dunes=6, Thau=2)).values()) == {PINES: 9, OTHERS: 8}
    assert Counter(groups_told(of(Pins=9, Dunes=9)).values()) == {PINES: 9, DUNES: 9}


def test_who_shows_no_cooperative_is_of_the_others() -> None:
    group_of = {**of(Pins=5), **dict.fromkeys(range(6, 12), "")}
    assert Counter(groups_told(group_of).values()) == {PINES: 5, OTHERS: 6}


def test_four_people_are_too_few_for_any_sum() -> None:
    group_of = groups_told(of(Pins=4))
    assert sums_of(combinations(group_of, 2), group_of) == Sums({}, {})


def test_a_sum_of_fewer_than_five_people_is_not_told() -> None:
    group_of = of(Pins=6, Dunes=6)
    of_four = [*product(range(1, 5), range(7, 12))]
    assert sums_of(of_four, group_of).between(PINES, DUNES) is None
    assert sums_of([*of_four, (5, 7)], group_of).between(DUNES, PINES) == 21


def test_nobody_met_is_no_more_told_than_somebody_did() -> None:
    assert sums_of([], of(Pins=6, Dunes=6)).cells == {}


def test_that_everybody_or_nearly_everybody_met_is_not_told() -> None:
    """Who knows that all pairs but one have met knows it of each of the others."""
    group_of = of(Pins=6)
    everybody = set(combinations(range(1, 7), 2))
    assert sums_of(everybody, group_of).cells == {}
    assert sums_of(everybody - {(1, 2)}, group_of).cells == {}
    assert sums_of(everybody - {(1, 2), (3, 4), (5, 6)}, group_of).between(PINES, PINES) == 12


def test_a_pair_counts_once_whichever_way_it_is_written() -> None:
    pairs = [*zip(range(1, 6), range(7, 12), strict=True), (7, 1), (9, 3)]
    assert sums_of(pairs, of(Pins=6, Dunes=6)).between(PINES, DUNES) == 5


def test_rows_and_totals_are_added_up_from_what_is_told() -> None:
    group_of = of(Pins=6, Dunes=6, Thau=6)
    hidden = [(1, 7), (2, 7)]
    told = zip(range(1, 6), range(13, 18), strict=True)
    sums = sums_of([*hidden, *told], group_of)
    assert sums.cells == {(PINES, "Thau"): 5}
    assert (sums.total(), sums.total(PINES), sums.total(DUNES), sums.total("Thau")) == (5, 5, 0, 5)


def test_after_is_no_way_to_find_out_what_before_hides() -> None:
    group_of = of(Pins=6, Dunes=6)
    before = sums_of([(1, 7)], group_of)
    plan = sums_of(product(range(1, 6), range(7, 12)), group_of)
    assert added(before, plan).cells == plan.cells == {(DUNES, PINES): 25}
    assert added(plan, plan).between(PINES, DUNES) == 50


@st.composite
def gatherings(draw: st.DrawFn) -> tuple[Group, set[tuple[int, int]]]:
    sizes = draw(st.lists(st.integers(0, 8), min_size=1, max_size=4))
    group_of = of(**{f"g{number}": size for number, size in enumerate(sizes)})
    chance, share = Random(draw(st.integers(0, 10_000))), draw(st.sampled_from([0.02, 0.1, 0.5, 0.9, 0.99]))
    return group_of, {pair for pair in combinations(group_of, 2) if chance.random() < share}


@settled
@given(gatherings())
def test_whatever_is_told_is_of_five_who_met_and_five_who_have_not_all_met(
    found: tuple[Group, set[tuple[int, int]]],
) -> None:
    group_of, met = groups_told(found[0]), found[1]
    for (first, second), pairs in sums_of(met, group_of).cells.items():
        ones, others = ([who for who, group in group_of.items() if group == name] for name in (first, second))
        possible = {(min(a, b), max(a, b)) for a in ones for b in others if a != b}
        assert min(len(ones), len(others)) >= THRESHOLD
        assert pairs == len(possible & met)
        assert len({who for pair in possible & met for who in pair}) >= THRESHOLD
        assert len({who for pair in possible - met for who in pair}) >= THRESHOLD


@settled
@given(gatherings(), st.integers(0, 10_000))
def test_people_of_one_group_may_change_places_and_nothing_that_is_told_changes(
    found: tuple[Group, set[tuple[int, int]]], seed: int
) -> None:
    """So no sum, and no difference of sums, points at one of them."""
    group_of, met = groups_told(found[0]), found[1]
    chance, changed = Random(seed), dict[int, int]()
    for name in set(group_of.values()):
        people = [who for who, group in group_of.items() if group == name]
        shuffled = people.copy()
        chance.shuffle(shuffled)
        changed.update(zip(people, shuffled, strict=True))
    assert sums_of({(changed[a], changed[b]) for a, b in met}, group_of) == sums_of(met, group_of)


@settled
@given(gatherings())
def test_who_adds_up_all_that_is_told_learns_no_hidden_sum(found: tuple[Group, set[tuple[int, int]]]) -> None:
    """Whether hidden pairs met or not, every row, total and possible number stays the same."""
    group_of, met = groups_told(found[0]), found[1]
    sums = sums_of(met, group_of)
    open_ones = {(a, b) for a, b in met if sums.between(group_of[a], group_of[b]) is not None}
    assert sums_of(open_ones, group_of) == sums
