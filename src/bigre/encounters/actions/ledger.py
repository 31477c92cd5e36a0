"""Writing the ledger of who met whom, and what a person keeps of it."""

from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import Q

from bigre.encounters.models import CheckIn, Encounter, Remembered
from bigre.encounters.rules.ledger import in_order, is_small
from bigre.people.models import Person
from bigre.programme.models import Activity, Placement, TimetableVersion


@transaction.atomic
def say_was_there(*, person: Person, placement: Placement, now: datetime) -> int:
    """The person was at this activity; in a small one, they met the others who said so. Return how many these are."""
    activity = placement.activity
    CheckIn.objects.get_or_create(person=person, activity=activity, defaults={"said_at": now})
    if not is_small(activity):
        return 0
    others = activity.check_ins.exclude(person=person).values_list("person_id", flat=True)
    rows = [_met(in_order(person.pk, other), activity=activity, happened_at=placement.starts_at) for other in others]
    Encounter.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _met(pair: tuple[int, int], *, activity: Activity, happened_at: datetime) -> Encounter:
    return Encounter(
        edition_id=activity.edition_id,
        first_id=pair[0],
        second_id=pair[1],
        source=Encounter.Source.ACTIVITY,
        activity=activity,
        happened_at=happened_at,
    )


@transaction.atomic
def note_check_ins(*, version: TimetableVersion) -> int:
    """Write who met whom at small activities of this version, from what people said before; return how many pairs."""
    placements = version.placements.select_related("activity").prefetch_related("activity__check_ins")
    rows = [
        _met(pair, activity=one.activity, happened_at=one.starts_at)
        for one in placements
        if is_small(one.activity)
        for pair in combinations(sorted(said.person_id for said in one.activity.check_ins.all()), 2)
    ]
    Encounter.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)


@transaction.atomic
def say_was_not_there(*, person: Person, activity: Activity) -> None:
    """The person was not there after all: what the ledger had from it is gone, for both."""
    CheckIn.objects.filter(person=person, activity=activity).delete()
    Encounter.objects.filter(Q(first=person) | Q(second=person), activity=activity).delete()


def remember(*, person: Person, other: Person, met: bool | None, note: str, now: datetime) -> None:
    """What the person keeps of somebody they met, for themselves alone."""
    Remembered.objects.update_or_create(
        person=person, other=other, defaults={"met": met, "note": note, "changed_at": now}
    )
