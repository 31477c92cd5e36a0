"""Bigre! 2022 itself: its rhythm, themes and formats, and the part of each cooperative."""

from bigre.editions.models import Band, Edition, Involvement, ProtectedTime
from bigre.people.models import Cooperative
from bigre.proposals.models import Format, Theme

from .call import create_call
from .content import content, date_of, minutes_of
from .towns import Towns
from .venue import create_venue


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
    create_venue(edition, towns)
    create_rhythm(edition)
    create_kinds(edition)
    create_call(edition)
    create_involvements(edition, cooperatives)
    return edition


def create_rhythm(edition: Edition) -> None:
    """The bands of its days, the first of which is a Monday, and its meals."""
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


def create_kinds(edition: Edition) -> None:
    """Its themes and its formats."""
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


def create_involvements(edition: Edition, cooperatives: dict[str, Cooperative]) -> None:
    """Founders, organisers, guests; those without such a role take part."""
    roles: dict[str, list[str]] = content("edition")["roles"]
    named = {slug for slugs in roles.values() for slug in slugs}
    pairs = [(role, slug) for role, slugs in roles.items() for slug in slugs]
    pairs += [(Involvement.Role.MEMBER, slug) for slug in cooperatives if slug not in named]
    Involvement.objects.bulk_create(
        [Involvement(edition=edition, cooperative=cooperatives[slug], role=role) for role, slug in pairs]
    )
