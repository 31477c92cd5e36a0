"""The activities born from the proposals, and those that the team holds in their place."""

from datetime import datetime

from bigre.editions.models import Edition, Space
from bigre.programme.actions.activities import create_activities
from bigre.programme.models import Activity, Pin
from bigre.proposals.models import Proposal

from .chance import stable_uuid
from .content import Row, date_of, minutes_of, proposal_rows


def create_programme(edition: Edition, proposals: dict[str, Proposal], now: datetime) -> None:
    """One activity for each proposal, with the same address at every load, and the pins."""
    create_activities(edition=edition, now=now)
    activities = {activity.proposal_id: activity for activity in edition.activities.all()}
    by_key = {key: activities[proposal.pk] for key, proposal in proposals.items()}
    for key, activity in by_key.items():
        # Nobody has seen these addresses yet: from now on they never change.
        activity.uuid = stable_uuid("activity", key)
    Activity.objects.bulk_update(by_key.values(), ["uuid"])
    _hold(edition, by_key, now)


def _hold(edition: Edition, activities: dict[str, Activity], now: datetime) -> None:
    spaces = {space.slug: space for space in Space.objects.filter(venue__stop__edition=edition)}
    Pin.objects.bulk_create(
        [
            Pin(
                activity=activities[row["key"]],
                space=spaces[row["pin"]["space"]],
                starts_at=_moment(edition, row["pin"]),
                pinned_at=now,
            )
            for row in proposal_rows()
            if "pin" in row
        ]
    )


def _moment(edition: Edition, pin: Row) -> datetime | None:
    """When the pin holds its activity; None when it holds the space only."""
    if "day" not in pin:
        return None
    return edition.moment(date_of(pin["day"], edition.starts_on), minutes_of(pin["starts_at"]))
