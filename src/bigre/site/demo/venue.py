"""The venue of the demo and its spaces."""

from bigre.editions.models import Edition, Equipment, Space, SpaceOpening, Stop, Venue

from .content import content, minutes_of
from .towns import Towns


def create_venue(edition: Edition, towns: Towns) -> None:
    """The edition's only stop, at its venue, with its spaces: what each offers, until when, where to go in the rain."""
    row = content("edition")["venue"]
    town = towns[row["place"]]
    venue = Venue.objects.create(name=row["name"], place=town, address=row["address"])
    Stop.objects.create(
        edition=edition,
        name=town.name,
        place=town,
        venue=venue,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
    )
    _create_spaces(edition, venue, _equipment())


def _equipment() -> dict[str, Equipment]:
    rows = content("edition")["equipment"]
    Equipment.objects.bulk_create(
        [Equipment(code=row["code"], label_fr=row["fr"], label_nl=row["nl"], label_en=row["en"]) for row in rows],
        ignore_conflicts=True,
    )
    return {item.code: item for item in Equipment.objects.filter(code__in=[row["code"] for row in rows])}


def _create_spaces(edition: Edition, venue: Venue, equipment: dict[str, Equipment]) -> None:
    rows = content("edition")["space"]
    spaces = {
        row["slug"]: Space(
            venue=venue,
            slug=row["slug"],
            name=row["name"],
            capacity=row["capacity"],
            outdoor=row.get("outdoor", False),
            accessible=row.get("accessible", True),
            plannable=row.get("plannable", True),
            position=position,
        )
        for position, row in enumerate(rows)
    }
    Space.objects.bulk_create(spaces.values())
    for row in rows:
        if "rain_fallback" in row:
            spaces[row["slug"]].rain_fallback = spaces[row["rain_fallback"]]
    Space.objects.bulk_update(spaces.values(), ["rain_fallback"])
    _equip(spaces, equipment)
    _limit_hours(spaces, edition)


def _equip(spaces: dict[str, Space], equipment: dict[str, Equipment]) -> None:
    offers = Space.equipment.through
    offers.objects.bulk_create(
        [
            offers(space=spaces[row["slug"]], equipment=equipment[code])
            for row in content("edition")["space"]
            for code in row.get("equipment", [])
        ]
    )


def _limit_hours(spaces: dict[str, Space], edition: Edition) -> None:
    """Where it gets dark, from opening until then; elsewhere until closing."""
    SpaceOpening.objects.bulk_create(
        [
            SpaceOpening(
                space=spaces[row["slug"]],
                starts_at=edition.moment(day, edition.opens_minutes),
                ends_at=edition.moment(day, minutes_of(row["open_until"])),
            )
            for row in content("edition")["space"]
            if "open_until" in row
            for day in edition.days
        ]
    )
