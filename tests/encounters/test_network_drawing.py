"""The drawing of the network: everybody around the oval, nothing outside the frame, names that can be read."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigre.encounters.rules.network import (
    LETTERS,
    MARGIN,
    ROW,
    WIDTH,
    ZOOMS,
    curve,
    height,
    spots,
    strength,
    view_box,
)

# Widest letters of the text at 12 units.
LETTER = 6.9
NAMES = ["Oxalis", "Mutuelle des Entre-Métiers", "Intercoopérativement", "L’Encre Commune", "De la " * 9]


@given(st.integers(1, 60))
def test_every_name_has_a_place_of_its_own_inside_the_frame(count: int) -> None:
    names = [NAMES[number % len(NAMES)] for number in range(count)]
    placed = spots(list(enumerate(names)))
    tall = height(len(names))
    assert list(placed) == list(range(len(names)))
    assert len({(spot.x, spot.y) for spot in placed.values()}) == len(names)
    for spot in placed.values():
        assert 0 < spot.x < WIDTH
        assert MARGIN <= spot.y <= tall - MARGIN
        room = spot.label_x if spot.anchor == "end" else WIDTH - spot.label_x
        assert max(len(words) for _y, words in spot.lines) <= LETTERS
        assert room >= LETTERS * LETTER - 8
        assert all(MARGIN / 4 < y < tall for y, _words in spot.lines)


@given(st.integers(3, 60))
def test_names_of_one_side_stand_apart(count: int) -> None:
    placed = spots([(number, "Nom") for number in range(count)])
    for one, other in combinations(placed.values(), 2):
        if one.anchor == other.anchor:
            assert abs(one.y - other.y) >= ROW - 0.2


def test_they_go_round_in_the_order_given() -> None:
    placed = spots([(name, name) for name in "abcd"])
    right = [name for name in "abcd" if placed[name].anchor == "start"]
    left = [name for name in "abcd" if placed[name].anchor == "end"]
    assert (right, left) == (["a", "b"], ["c", "d"])
    assert placed["a"].y < placed["b"].y
    assert placed["d"].y < placed["c"].y


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Oxalis", ("Oxalis",)),
        ("Mutuelle des Entre-Métiers", ("Mutuelle des", "Entre-Métiers")),
        ("Coopérative d’activité et d’emploi du littoral", ("Coopérative", "d’activité et…")),
    ],
)
def test_a_long_name_takes_two_lines_and_a_longer_one_is_cut(name: str, lines: tuple[str, ...]) -> None:
    assert tuple(words for _y, words in spots([(0, name)])[0].lines) == lines


@given(st.integers(2, 60), st.sampled_from(ZOOMS), st.data())
def test_what_is_seen_never_leaves_the_drawing(count: int, zoom: int, data: st.DataObject) -> None:
    placed = spots([(number, "Nom") for number in range(count)])
    tall = height(count)
    centre = placed[data.draw(st.integers(0, count - 1))]
    left, top, wide, high = view_box(tall, zoom, centre)
    assert 0 <= left <= left + wide <= WIDTH + 0.2
    assert 0 <= top <= top + high <= tall + 0.2
    assert left - 0.2 <= centre.x <= left + wide + 0.2
    assert top - 0.2 <= centre.y <= top + high + 0.2


def test_seen_whole_it_is_whole() -> None:
    assert view_box(400, 1, None) == (0, 0, WIDTH, 400)


def test_kinds_of_ties_between_the_same_two_run_side_by_side() -> None:
    placed = spots([("a", "a"), ("b", "b")])
    assert len({curve(placed["a"], placed["b"], lane) for lane in (-1, 0, 1)}) == 3


def test_many_are_told_from_few_and_no_more() -> None:
    assert [strength(count) for count in (1, 2, 9, 10, 4000)] == [1, 2, 2, 3, 3]
