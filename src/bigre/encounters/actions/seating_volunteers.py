"""Who says that they come to a plan for volunteers, and who doesn't any more; as many groups as come."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from bigre.encounters.models import Seat, SeatingPlan, SeatingTable, Volunteer
from bigre.encounters.rules.seating import is_open, is_settled
from bigre.people.models import Person


class SignUpOver(Exception):
    """The last round has begun: who came came."""


@transaction.atomic
def join_plan(*, plan: SeatingPlan, people: Collection[Person], now: datetime, today: datetime) -> int:
    """These people come; how many of them hadn't said so yet. Raises `SignUpOver`.

    `now` dates what is written, `today` says which rounds have begun. They have no seat until the next search, or until
    somebody gives them one.
    """
    _lock_open(plan, today)
    coming = set(plan.volunteers.filter(person__in=people).values_list("person_id", flat=True))
    more = {one.pk for one in people} - coming
    Volunteer.objects.bulk_create(Volunteer(plan=plan, person_id=pk, said_at=now) for pk in sorted(more))
    return len(more)


@transaction.atomic
def leave_plan(*, plan: SeatingPlan, person: Person, today: datetime, on_their_own: bool) -> None:
    """The person doesn't come (any more): their seats are free, even pinned ones, except where people have sat down.

    Who leaves on their own knows: what they were told of their group is forgotten, so that no mail tells them that they
    lost it. Raises `SignUpOver`.
    """
    found = _lock_open(plan, today)
    plan.volunteers.filter(person=person).delete()
    if on_their_own:
        plan.told.filter(person=person).delete()
    open_ones = [one.pk for one in plan.rounds.all() if not is_settled(found.published_at, one.starts_at, today)]
    Seat.objects.filter(round__in=open_ones, person=person).delete()


def _lock_open(plan: SeatingPlan, today: datetime) -> SeatingPlan:
    """One at a time changes who comes, and nobody while seats are being written."""
    found = SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    if not is_open(plan.rounds.values_list("starts_at", flat=True), today):
        raise SignUpOver
    return found


@transaction.atomic
def fit_groups(*, plan: SeatingPlan, numbers: Collection[int], seats: int) -> None:
    """Groups of these numbers exist, with room for so many people at least.

    Those that are one too many, or too large, are put right with the search's end (`finish_seating`): before it, people
    would lose seats that they keep should it fail.
    """
    SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    plan.tables.filter(seats__lt=seats).update(seats=seats)
    made = set(plan.tables.values_list("number", flat=True))
    SeatingTable.objects.bulk_create(
        SeatingTable(plan=plan, number=number, seats=seats) for number in sorted(set(numbers) - made)
    )
