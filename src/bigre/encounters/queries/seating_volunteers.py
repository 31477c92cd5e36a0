"""Plans to which one may say that one comes, and who said so."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from bigre.editions.models import Edition
from bigre.encounters.models import Seat, SeatingPlan, Volunteer
from bigre.people.models import Person


@dataclass(frozen=True, slots=True)
class SignUp:
    """A plan for volunteers, as one person sees it: when it is, whether they come, whether they have a place to read.

    Nobody reads from it who else comes, nor how many.
    """

    plan: SeatingPlan
    starts_at: datetime
    ends_at: datetime
    rounds: int
    joined: bool
    placed: bool


def plans_to_join(person: Person, edition: Edition) -> QuerySet[SeatingPlan]:
    """The plans for volunteers of an edition in which the person takes part."""
    ours = edition.seating_plans.filter(whose=SeatingPlan.Whose.VOLUNTEERS)
    return ours.filter(edition__participations__person=person)


def sign_ups_for(person: Person | None, edition: Edition, now: datetime) -> list[SignUp]:
    """Those of which the last round hasn't begun, in order of time (1 query)."""
    if person is None:
        return []
    mine = Volunteer.objects.filter(plan=OuterRef("pk"), person=person)
    seats = Seat.objects.filter(round__plan=OuterRef("pk"), person=person, round__ends_at__gt=now)
    rows = plans_to_join(person, edition).annotate(
        starts_at=Min("rounds__starts_at"),
        begins_last_at=Max("rounds__starts_at"),
        ends_at=Max("rounds__ends_at"),
        round_count=Count("rounds"),
        joined=Exists(mine),
        placed=Exists(seats),
    )
    return [
        SignUp(
            plan=row,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            rounds=row.round_count,
            joined=row.joined,
            placed=row.placed and row.published_at is not None,
        )
        for row in rows.filter(begins_last_at__gt=now).order_by("starts_at", "pk")
    ]
