"""The cooperatives of the demo and the services that they pool."""

from bigre.people.models import Cooperative, PooledService

from .content import content
from .towns import Towns


def create_cooperatives(towns: Towns) -> dict[str, Cooperative]:
    """The 30 organisations by slug; those that already exist under the same slug stay as they are."""
    rows = content("network")["cooperative"]
    known = set(Cooperative.objects.values_list("slug", flat=True))
    new = [
        Cooperative(
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            place=towns[row["place"]],
            summary=row["summary"],
            invented=row.get("invented", False),
        )
        for row in rows
        if row["slug"] not in known
    ]
    Cooperative.objects.bulk_create(new)
    services = {row["slug"]: row["services"] for row in rows}
    PooledService.objects.bulk_create(
        [PooledService(cooperative=made, kind=kind) for made in new for kind in services[made.slug]]
    )
    return {made.slug: made for made in Cooperative.objects.filter(slug__in=[row["slug"] for row in rows])}
