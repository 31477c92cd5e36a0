"""The editions before 2022, archived."""

from bigre.editions.models import Edition, Involvement, Stop
from bigre.people.models import Cooperative

from .content import Row, content
from .towns import Towns


def create_past_editions(towns: Towns, cooperatives: dict[str, Cooperative]) -> list[Edition]:
    """The seven past editions with their stops and organisers, oldest first."""
    rows = content("past_editions")["edition"]
    editions = [_edition_from(row) for row in rows]
    Edition.objects.bulk_create(editions)
    pairs = list(zip(editions, rows, strict=True))
    Stop.objects.bulk_create(
        [
            Stop(edition=edition, **{**stop, "place": towns[stop["place"]]})
            for edition, row in pairs
            for stop in row["stops"]
        ]
    )
    Involvement.objects.bulk_create(
        [
            Involvement(edition=edition, cooperative=cooperatives[slug], role=role)
            for edition, row in pairs
            for role in (Involvement.Role.FOUNDER, Involvement.Role.ORGANISER)
            for slug in row.get(f"{role}s", [])
        ]
    )
    return editions


def _edition_from(row: Row) -> Edition:
    return Edition(
        slug=row["slug"],
        number=row["number"],
        name=row["name"],
        summary=row["summary"].strip(),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        life=Edition.Life.ARCHIVED,
        assumed=row["assumed"],
    )
