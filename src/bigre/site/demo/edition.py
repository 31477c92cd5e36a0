"""Bigre! 2022 itself: its venue, rhythm, themes and formats, and the part of each cooperative."""

from bigre.editions.models import Band, Edition, Equipment, Involvement, ProtectedTime, Space, SpaceOpening, Stop, Venue
from bigre.people.models import Cooperative
from bigre.proposals.models import Format, Theme

from .content import content, date_of, minutes_of
from .towns import Towns


def create_edition(towns: Towns, cooperatives: dict[str, Cooperative]) -> Edition:
    """The edition with all that it has before the first proposal; its life: in planning."""
    row = content("edition")["edition"]
    edition = Edition.objects.create(
        slug=row["slug"],
        number=row["number"],
        name=row["name"],
        summary=row["summary"].strip(),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        time_zone=row["time_zone"],
        opens_minutes=minutes_of(row["opens_at"]),
        closes_minutes=row["closes_minutes"],
        life=Edition.Life.PLANNING,
        assumed=row["assumed"],
    )
    _create_venue(edition, towns)
    _create_rhythm(edition)
    _create_themes_and_formats(edition)
    _create_involvements(edition, cooperatives)
    return edition


def _create_venue(edition: Edition, towns: Towns) -> None:
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


def _create_rhythm(edition: Edition) -> None:
    rows = content("edition")
    Band.objects.bulk_create(
        [
            Band(
                edition=edition,
                name=row["name"],
                day=date_of(day, edition.starts_on),
                starts_minutes=minutes_of(row["starts_at"]),
                ends_minutes=minutes_of(row["starts_at"]) + row["minutes"],
            )
            for row in rows["band"]
            for day in row["days"]
        ]
    )
    ProtectedTime.objects.bulk_create(
        [
            ProtectedTime(
                edition=edition,
                name=row["name"],
                starts_minutes=minutes_of(row["starts_at"]),
                ends_minutes=minutes_of(row["starts_at"]) + row["minutes"],
            )
            for row in rows["protected"]
        ]
    )


def _create_themes_and_formats(edition: Edition) -> None:
    rows = content("edition")
    Theme.objects.bulk_create(
        [
            Theme(
                edition=edition,
                slug=row["slug"],
                label_fr=row["fr"],
                label_nl=row["nl"],
                label_en=row["en"],
                colour=row["colour"],
                shape=row["shape"],
                position=position,
            )
            for position, row in enumerate(rows["theme"])
        ]
    )
    Format.objects.bulk_create(
        [
            Format(
                edition=edition,
                slug=row["slug"],
                label_fr=row["fr"],
                label_nl=row["nl"],
                label_en=row["en"],
                ideal_size=row["ideal_size"],
                duration_minutes=row["duration_minutes"],
                position=position,
            )
            for position, row in enumerate(rows["format"])
        ]
    )


def _create_involvements(edition: Edition, cooperatives: dict[str, Cooperative]) -> None:
    """Founders, organisers, guests; those without such a role take part."""
    roles: dict[str, list[str]] = content("edition")["roles"]
    named = {slug for slugs in roles.values() for slug in slugs}
    pairs = [(role, slug) for role, slugs in roles.items() for slug in slugs]
    pairs += [(Involvement.Role.MEMBER, slug) for slug in cooperatives if slug not in named]
    Involvement.objects.bulk_create(
        [Involvement(edition=edition, cooperative=cooperatives[slug], role=role) for role, slug in pairs]
    )
