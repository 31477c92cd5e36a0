"""What the planning pages show: the state of things, versions, pins and the programme of a draft by day."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Prefetch, QuerySet

from bigre.editions.models import Edition, Space
from bigre.programme.models import Activity, Pin, Placement, TimetableVersion
from bigre.proposals.models import Proposal, Wish
from bigre.proposals.queries.call import call_of

# Scheduling comes before confirmation: everything that is neither a draft nor put aside has an activity.
BORN_FROM = (Proposal.State.SUBMITTED, Proposal.State.DISCUSSED, Proposal.State.ACCEPTED, Proposal.State.CONFIRMED)


def proposals_to_be_born(edition: Edition) -> QuerySet[Proposal]:
    """The edition's living proposals that have no activity yet."""
    return edition.proposals.filter(state__in=BORN_FROM, activity__isnull=True)


@dataclass(frozen=True, slots=True)
class State:
    """What there is to plan with, in numbers."""

    activities: int
    unborn: int
    spaces: int
    seats: int
    # None as long as a vote hides them; `hidden_until`: when it closes, where that is known.
    wishes: int | None
    hidden_until: datetime | None

    @property
    def is_ready(self) -> bool:
        """Whether a run has something to place, and somewhere to place it."""
        return bool((self.activities or self.unborn) and self.spaces)


def state_of(edition: Edition, moment: datetime) -> State:
    """The numbers of an edition (5 queries); `unborn` counts proposals that the next run will add."""
    call = call_of(edition)
    hidden = call.hides_wishes_at(moment)
    spaces = Space.objects.filter(venue__stop__edition=edition, plannable=True).distinct()
    capacities = spaces.values_list("pk", "capacity")
    return State(
        activities=edition.activities.count(),
        unborn=proposals_to_be_born(edition).count(),
        spaces=len(capacities),
        seats=sum(capacity or 0 for _pk, capacity in capacities),
        wishes=None if hidden else Wish.objects.granted_by_attending().filter(proposal__edition=edition).count(),
        hidden_until=call.wishes_close_at if hidden else None,
    )


def versions_of(edition: Edition) -> QuerySet[TimetableVersion]:
    """The edition's versions, newest first, with their run, who made and published them, and `placed` activities."""
    return (
        edition.versions.select_related("run", "repair__base", "made_by", "published_by")
        .annotate(placed=Count("placements"))
        .order_by("-number")
    )


def pins_of(edition: Edition) -> QuerySet[Pin]:
    """What the team holds, by title."""
    pins = Pin.objects.filter(activity__edition=edition)
    return pins.select_related("activity", "space").order_by("activity__title", "pk")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a version, its placements by time and space."""

    date: date
    placements: list[Placement]


def days_of(version: TimetableVersion) -> list[Day]:
    """A version day by day, each activity with its pin and themes (3 queries)."""
    zone = version.edition.zone
    activities = Activity.objects.select_related("pin").prefetch_related("themes")
    placements = version.placements.select_related("space").prefetch_related(Prefetch("activity", activities))
    ordered = placements.order_by("starts_at", "space__position", "pk")
    by_day = groupby(ordered, key=lambda one: one.starts_at.astimezone(zone).date())
    return [Day(day, list(found)) for day, found in by_day]
