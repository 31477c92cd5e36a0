from itertools import combinations

import pytest

from bigre.people.models import Cooperative
from bigre.people.queries import dots, land
from bigre.people.queries.map import HEIGHT, WIDTH, Label, project
from tests.factories.people import cooperative, place

CORNERS = {"Ouessant": (-5.1, 48.46), "Antwerpen": (4.4, 51.22), "Bastia": (9.45, 42.7), "Perpignan": (2.9, 42.7)}


@pytest.mark.parametrize("corner", CORNERS.values(), ids=CORNERS)
def test_the_corners_of_both_countries_are_in_the_drawing(corner: tuple[float, float]) -> None:
    x, y = project(*corner)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_north_is_up_and_east_is_right() -> None:
    lille, marseille, brest = project(3.06, 50.63), project(5.37, 43.3), project(-4.49, 48.39)
    assert lille[1] < marseille[1]
    assert brest[0] < lille[0]


def test_the_land_is_one_path_of_closed_rings() -> None:
    path = land()
    assert path.startswith("M")
    assert path.endswith("Z")
    assert path.count("M") == path.count("Z")


@pytest.mark.django_db
def test_cooperatives_of_a_town_share_its_dot_and_those_of_no_town_have_none() -> None:
    sete, gent = place("Sète"), place("Gent", country="BE", latitude=51.05, longitude=3.72)
    pins, dunes, gand = (
        cooperative("Pins", place=sete),
        cooperative("Dunes", place=sete),
        cooperative("Gand", place=gent),
    )
    cooperative("Ailleurs")
    drawn = dots(Cooperative.objects.select_related("place").order_by("-name"))
    assert [(dot.place, dot.cooperatives) for dot in drawn] == [(sete, (pins, dunes)), (gent, (gand,))]


@pytest.mark.django_db
def test_names_never_cover_each_other() -> None:
    for number in range(12):
        town = place(f"Longue-Ville-{number}", latitude=46.0 + number / 50, longitude=2.0)
        cooperative(f"Coopérative {number}", place=town)
    labels = [(dot.label, dot.place.name) for dot in dots(Cooperative.objects.select_related("place")) if dot.label]
    assert 0 < len(labels) < 12
    assert [pair for pair in combinations([box(*one) for one in labels], 2) if overlap(*pair)] == []


def box(label: Label, name: str) -> tuple[float, float, float, float]:
    """The rectangle that a name fills: left, top, right, bottom."""
    width = len(name) * 6.5
    left = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
    return left, label.y - 10, left + width, label.y + 2


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
