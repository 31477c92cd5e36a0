"""Plans of tables: a person's own tables, and what planners read of all plans."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from bigre.core.rules import dated
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer
from bigre.programme.queries.faces import faces

from .seating_people import Guest


def round_label(one: SeatingRound, edition: Edition) -> str:
    """« Dîner, mardi 23 août »."""
    day = dated(one.starts_at.astimezone(edition.zone), "l j F")
    return _("%(name)s, %(day)s") % {"name": one.name, "day": day}


def plans_of(edition: Edition) -> QuerySet[SeatingPlan]:
    """All plans of the edition, latest first, with how many rounds and tables they have (1 query)."""
    counted = edition.seating_plans.annotate(
        round_count=Count("rounds", distinct=True), table_count=Count("tables", distinct=True)
    )
    return counted.order_by("-made_at", "-pk")


@dataclass(frozen=True, slots=True)
class RoundCounted:
    """A round, how many people are there, and how many of them have a place."""

    round: SeatingRound
    present: int
    seated: int

    @property
    def missing(self) -> int:
        """How many have no place."""
        return max(0, self.present - self.seated)


def rounds_with_counts(plan: SeatingPlan, guests: Sequence[Guest]) -> list[RoundCounted]:
    """The rounds of a plan in order of time (1 query)."""
    rows = plan.rounds.annotate(seated=Count("seats")).order_by("starts_at", "pk")
    return [RoundCounted(one, sum(guest.is_there(one) for guest in guests), one.seated) for one in rows]


def alone_in(plan: SeatingPlan, rounds: Collection[int]) -> SeatingRound | None:
    """The first of these rounds of a plan for volunteers in which somebody would be alone in their group (1 query)."""
    if not plan.is_for_volunteers:
        return None
    groups = Seat.objects.filter(round__in=rounds).values("round", "table").annotate(people=Count("pk"))
    lonely = [group["round"] for group in groups if group["people"] == 1]
    return plan.rounds.filter(pk__in=lonely).order_by("starts_at", "pk").first()


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Where a person sits in one round, and with whom: the faces of those who show themselves, how many don't."""

    name: str
    starts_at: datetime
    ends_at: datetime
    table: SeatingTable
    is_group: bool
    is_today: bool
    companions: tuple[Face, ...]
    unnamed: int


def own_seats(person: Person, edition: Edition) -> QuerySet[Seat]:
    """The person's seats in published rounds, over or not, by time (1 query)."""
    own = Seat.objects.filter(person=person, round__plan__edition=edition, round__plan__published_at__isnull=False)
    return own.select_related("round__plan__edition", "table").order_by("round__starts_at", "round_id")


def own_tables(person: Person | None, edition: Edition, now: datetime, viewer: Viewer | None = None) -> list[OwnTable]:
    """The person's own tables in published rounds that aren't over, in order of time.

    7 queries, 2 of them less when the person is loaded as `viewer` already; 1 when there is no table.
    """
    if person is None:
        return []
    seats = list(own_seats(person, edition).filter(round__ends_at__gt=now))
    if not seats:
        return []
    beside = _beside(seats)
    shown = faces(viewer or viewer_for(person), {other for people in beside.values() for other in people})
    today = now.astimezone(edition.zone).date()
    return [_own(seat, [shown[pk] for pk in beside[seat.pk]], today, edition) for seat in seats]


def _beside(seats: Iterable[Seat]) -> dict[int, list[int]]:
    """Seat → who else sits at its table (1 query)."""
    at = {(seat.round_id, seat.table_id): seat for seat in seats}
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = Seat.objects.filter(
        round__in={seat.round_id for seat in seats}, table__in={seat.table_id for seat in seats}
    ).order_by("person__name", "person_id")
    for round_, table, person in rows.values_list("round_id", "table_id", "person_id"):
        mine = at.get((round_, table))
        if mine is not None and mine.person_id != person:
            found[mine.pk].append(person)
    return found


def _own(seat: Seat, companions: list[Face], today: object, edition: Edition) -> OwnTable:
    seen = tuple(face for face in companions if not face.is_hidden)
    plan, is_group = seat.round.plan, seat.round.plan.kind == SeatingPlan.Kind.GROUPS
    return OwnTable(
        # « Tour 2 » alone says nothing.
        name=_("%(plan)s, %(round)s") % {"plan": plan.name, "round": seat.round.name} if is_group else seat.round.name,
        starts_at=seat.round.starts_at,
        ends_at=seat.round.ends_at,
        table=seat.table,
        is_group=is_group,
        is_today=seat.round.starts_at.astimezone(edition.zone).date() == today,
        companions=seen,
        unnamed=len(companions) - len(seen),
    )
