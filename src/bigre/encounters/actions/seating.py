"""Plans of tables: made, given rules, published, withdrawn; and who sat together, noted in the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from bigre.editions.models import Edition
from bigre.encounters.models import Encounter, Seat, SeatingParty, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.rules.seating import is_settled, pairs_at
from bigre.people.models import Person


@dataclass(frozen=True, slots=True)
class Meal:
    """A round to be: a name, from, to."""

    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Tables:
    """So many tables of so many seats each, of which the first are accessible."""

    count: int
    seats: int
    accessible: int


@dataclass(frozen=True, slots=True)
class GroupsOf:
    """Groups of so many people, as many as come."""

    people: int


@transaction.atomic
def create_plan(
    *,
    edition: Edition,
    kind: SeatingPlan.Kind,
    name: str,
    meals: Sequence[Meal],
    tables: Tables | GroupsOf,
    by: Person | None,
    now: datetime,
) -> SeatingPlan:
    """A plan with its rounds and its tables; nobody sits anywhere yet.

    Groups of so many, in place of tables, make it a plan for volunteers: they say from now on that they come.
    """
    size = tables.people if isinstance(tables, GroupsOf) else None
    whose = SeatingPlan.Whose.EVERYBODY if size is None else SeatingPlan.Whose.VOLUNTEERS
    plan = SeatingPlan.objects.create(
        edition=edition, kind=kind, name=name, whose=whose, group_size=size, made_by=by, made_at=now
    )
    SeatingRound.objects.bulk_create(
        SeatingRound(plan=plan, name=meal.name, starts_at=meal.starts_at, ends_at=meal.ends_at) for meal in meals
    )
    if isinstance(tables, Tables):
        add_tables(plan=plan, tables=tables)
    return plan


@transaction.atomic
def add_tables(*, plan: SeatingPlan, tables: Tables) -> None:
    """More tables, numbered from where the plan has got to."""
    SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    last = plan.tables.aggregate(last=Max("number"))["last"] or 0
    SeatingTable.objects.bulk_create(
        SeatingTable(plan=plan, number=last + k, seats=tables.seats, accessible=k <= tables.accessible)
        for k in range(1, tables.count + 1)
    )


class AlreadyServed(Exception):
    """People have sat down at it as they were told, or the ledger has noted it: it stays."""


@transaction.atomic
def add_round(*, plan: SeatingPlan, meal: Meal) -> SeatingRound:
    """One round more, at the same tables."""
    return SeatingRound.objects.create(plan=plan, name=meal.name, starts_at=meal.starts_at, ends_at=meal.ends_at)


@transaction.atomic
def remove_round(*, round_: SeatingRound, now: datetime) -> None:
    """One round less, with its seats; raises `AlreadyServed`."""
    _refuse_what_served(round_.plan, [round_], now)
    round_.delete()


@transaction.atomic
def remove_table(*, table: SeatingTable, now: datetime) -> None:
    """One table less; who sat there has no place until the next search. Raises `AlreadyServed`."""
    _refuse_what_served(table.plan, table.plan.rounds.filter(seats__table=table), now)
    table.delete()


@transaction.atomic
def remove_plan(*, plan: SeatingPlan, now: datetime) -> None:
    """The plan with all that it asked of people; raises `AlreadyServed`, for the ledger would lose who met there."""
    _refuse_what_served(plan, plan.rounds.all(), now)
    plan.delete()


def _refuse_what_served(plan: SeatingPlan, rounds: Iterable[SeatingRound], now: datetime) -> None:
    found = SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    noted = set(Encounter.objects.filter(round__plan=plan).values_list("round_id", flat=True))
    if any(one.pk in noted or is_settled(found.published_at, one.starts_at, now) for one in rounds):
        raise AlreadyServed


@transaction.atomic
def keep_together(*, plan: SeatingPlan, people: Collection[Person]) -> SeatingParty:
    """These people stay at one table; why is nobody's business."""
    party = SeatingParty.objects.create(plan=plan)
    party.people.set(people)
    return party


@transaction.atomic
def publish_plan(*, plan: SeatingPlan, by: Person | None, now: datetime) -> bool:
    """Each person reads their own tables from now on; False when they did already, and then nothing changes."""
    found = SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    if found.published_at is not None:
        return False
    found.published_at, found.published_by = now, by
    found.save(update_fields=["published_at", "published_by"])
    return True


@transaction.atomic
def withdraw_plan(*, plan: SeatingPlan) -> None:
    """Nobody but planners reads it any more; what the ledger noted of rounds that are over stays true."""
    found = SeatingPlan.objects.select_for_update().get(pk=plan.pk)
    found.published_at, found.published_by = None, None
    found.save(update_fields=["published_at", "published_by"])


@transaction.atomic
def note_tables(*, edition: Edition, now: datetime) -> int:
    """Write in the ledger who sat together in published rounds that are over; how many rounds were noted.

    A round is noted once, whoever asks how often (3 queries and one more per 500 pairs; 1 when nothing is due).
    """
    due = list(_rounds_due(edition, now))
    if not due:
        return 0
    met = [
        Encounter(
            edition=edition,
            first_id=first,
            second_id=second,
            source=Encounter.Source.TABLE,
            happened_at=one.starts_at,
            round=one,
        )
        for one, pairs in _pairs_by_round(due)
        for first, second in sorted(pairs)
    ]
    Encounter.objects.bulk_create(met, batch_size=500, ignore_conflicts=True)
    return len(due)


def _rounds_due(edition: Edition, now: datetime) -> Collection[SeatingRound]:
    over = SeatingRound.objects.filter(plan__edition=edition, plan__published_at__isnull=False, ends_at__lte=now)
    noted = Encounter.objects.filter(edition=edition, round__isnull=False).values("round")
    return over.filter(seats__isnull=False).exclude(pk__in=noted).distinct()


def _pairs_by_round(rounds: Collection[SeatingRound]) -> list[tuple[SeatingRound, set[tuple[int, int]]]]:
    tables: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for round_, table, person in Seat.objects.filter(round__in=rounds).values_list("round", "table", "person"):
        tables[round_][table].append(person)
    return [(one, pairs_at(tables[one.pk].values())) for one in rounds]
