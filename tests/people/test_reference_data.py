"""The shipped places, trades, sectors and outlines, and their loading."""

import csv
import json
import tomllib
from itertools import pairwise

import pytest

from bigre.people.actions import DATA, load_reference_data
from bigre.people.models import Place, Sector, Trade

KNOWN_TOWNS = {
    "34301": ("FR", "Sète", 43.4, 3.7),
    "75056": ("FR", "Paris", 48.9, 2.3),
    "69123": ("FR", "Lyon", 45.7, 4.8),
    "34172": ("FR", "Montpellier", 43.6, 3.9),
    "11262": ("FR", "Narbonne", 43.2, 3.0),
    "76351": ("FR", "Le Havre", 49.5, 0.1),
    "BE21004": ("BE", "Bruxelles", 50.9, 4.3),
    "BE44021": ("BE", "Gent", 51.0, 3.7),
    "BE62063": ("BE", "Liège", 50.6, 5.6),
    "BE11002": ("BE", "Antwerpen", 51.2, 4.4),
}
FRAMES = {"FR": (41.3, 51.2, -5.3, 9.7), "BE": (49.4, 51.6, 2.5, 6.5)}
"""South, north, west and east ends of each country, in degrees."""


def places() -> list[dict[str, str]]:
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((DATA / f"{name}s.toml").read_text(encoding="utf-8"))[name]
    return found


def test_well_known_towns_are_where_they_are() -> None:
    found = {
        row["code"]: (row["country"], row["name"], round(float(row["latitude"]), 1), round(float(row["longitude"]), 1))
        for row in places()
        if row["code"] in KNOWN_TOWNS
    }
    assert found == KNOWN_TOWNS


def test_every_place_lies_in_its_country_under_a_code_of_its_own() -> None:
    rows = places()
    assert len({row["code"] for row in rows}) == len(rows) > 10_000
    lost = []
    for row in rows:
        south, north, west, east = FRAMES[row["country"]]
        if not (south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east):
            lost.append(row)
    assert lost == []


def test_places_are_sorted_and_light() -> None:
    keys = [(row["country"] != "FR", row["country"], row["code"]) for row in places()]
    assert keys == sorted(keys)
    assert (DATA / "places.csv").stat().st_size <= 400_000


def test_every_file_of_others_data_says_whose_it_is() -> None:
    assert "GeoNames" in (DATA / "places.md").read_text(encoding="utf-8")
    assert "Natural Earth" in (DATA / "outlines.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "count"), [("trade", 79), ("sector", 34)])
def test_lists_are_complete_in_three_languages_and_sorted(name: str, count: int) -> None:
    found = rows(name)
    assert len(found) == count
    assert [row["code"] for row in found] == sorted({row["code"] for row in found})
    for language in ("fr", "nl", "en"):
        assert len({row[language] for row in found if row[language].strip()}) == count


def test_trades_named_by_the_network_are_there() -> None:
    wanted = {
        "graphic-designer", "writer", "artist", "consultant", "landscape-designer", "it-developer", "fashion-designer",
        "photographer", "trainer", "sociologist", "psychologist",
    }  # fmt: skip
    assert wanted <= {row["code"] for row in rows("trade")}


def test_outlines_are_closed_rings_around_the_capitals() -> None:
    outlines: dict[str, list[list[list[float]]]] = json.loads((DATA / "outlines.json").read_text())
    assert set(outlines) == {"FR", "BE"}
    assert all(ring[0] == ring[-1] for rings in outlines.values() for ring in rings)
    assert is_inside((2.35, 48.85), outlines["FR"][0])
    assert is_inside((4.35, 50.85), outlines["BE"][0])
    assert not is_inside((4.35, 50.85), outlines["FR"][0])
    assert (DATA / "outlines.json").stat().st_size <= 30_000


def is_inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_refreshes_what_was_altered() -> None:
    load_reference_data()
    first = [Place.objects.count(), Trade.objects.count(), Sector.objects.count()]
    Trade.objects.filter(code="writer").update(label_fr="Autre chose")
    load_reference_data()
    assert [Place.objects.count(), Trade.objects.count(), Sector.objects.count()] == first == [10_196, 79, 34]
    assert Trade.objects.get(code="writer").label_fr == "Écriture"
    assert Place.objects.get(code="34301").name == "Sète"
