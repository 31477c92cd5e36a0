"""What has begun already: it stays as it is, and keeps its space and its people until it ends."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bigre.editions.models import Edition
from bigre.programme.models import Disruption, Placement

from .rows import Rows


def moment_to_plan_from(edition: Edition, now: datetime) -> datetime | None:
    """Now, while the edition is under way; None before it and after it, when the whole of it is still a plan."""
    today = now.astimezone(edition.zone).date()
    return now if edition.starts_on <= today <= edition.ends_on else None


def begun_by(placements: Iterable[Placement], since: datetime | None) -> list[Placement]:
    """The placements that began before the moment; none without a moment."""
    return [one for one in placements if since is not None and one.starts_at < since]


def without_begun(rows: Rows, begun: list[Placement], since: datetime | None) -> Rows:
    """The rows of what is still to come; what is going on meanwhile holds its space and its people."""
    gone = {one.activity_id for one in begun}
    running = [one for one in begun if since is None or one.ends_at > since]
    return replace(
        rows,
        activities=[one for one in rows.activities if one.pk not in gone],
        wishes=[wish for wish in rows.wishes if wish[1] not in gone],
        relations=[one for one in rows.relations if not gone & {one[1], one[2]}],
        musts={key: people for key, people in rows.musts.items() if key not in gone},
        closures=_with(rows.closures, ((one.space_id, one) for one in running)),
        absences=_with(rows.absences, ((person, one) for one in running for person in rows.musts[one.activity_id])),
    )


def _with(
    recorded: Mapping[int, list[Disruption]], held: Iterable[tuple[int, Placement]]
) -> dict[int, list[Disruption]]:
    found = {key: [*some] for key, some in recorded.items()}
    for key, one in held:
        found.setdefault(key, []).append(Disruption(starts_at=one.starts_at, ends_at=one.ends_at))
    return found
