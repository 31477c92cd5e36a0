"""The dinners of the demo edition, dealt by a plain rule so that loading stays quick; a speed-meeting still to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bigre.editions.models import Edition
from bigre.encounters.actions.seating import GroupsOf, Meal, Tables, create_plan, publish_plan
from bigre.encounters.actions.seating_mails import tell_tables
from bigre.encounters.actions.seating_volunteers import join_plan
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.queries.seating_people import Guest, guests_of
from bigre.people.models import Person

from .chance import chance_for, stable_uuid
from .content import Row, content, date_of, minutes_of
from .personas import personas

SEATS = 8
MEAL = "Dîner"


def create_tables(edition: Edition, team: list[Person], now: datetime) -> SeatingPlan:
    """A published plan of the week's dinners, with the same address at every load.

    No solver: loading it takes longer than all the rest. People are dealt round the tables in the order of their
    cooperatives; each evening the k-th seat of a table moves on by k tables, so that neighbours seldom meet again.
    """
    guests = sorted(guests_of(edition), key=lambda one: (one.cooperative, one.pk))
    count = -(-len(guests) // SEATS)
    plan = create_plan(
        edition=edition,
        kind=SeatingPlan.Kind.MEALS,
        name=content("edition")["seating"]["name"],
        meals=list(_dinners(edition)),
        tables=Tables(count, SEATS, count),
        by=team[0],
        now=now,
    )
    plan.uuid = stable_uuid("seating", "dinners")
    plan.save()
    tables = list(plan.tables.order_by("number"))
    Seat.objects.bulk_create(
        (
            seat
            for evening, one in enumerate(plan.rounds.order_by("starts_at"))
            for seat in _dealt(one, evening, tables, guests)
        ),
        batch_size=500,
    )
    publish_plan(plan=plan, by=team[0], now=now)
    # Everybody knows their tables by now; the mailbox shows what people write to each other.
    tell_tables(plan=plan, moment=edition.moment(edition.starts_on, 0), now=now, mailing=False)
    return plan


def create_speed_meeting(edition: Edition, team: list[Person], now: datetime) -> SeatingPlan:
    """A plan for volunteers, with the same address at every load; some said that they come, personas may do so."""
    row = content("edition")["speed_meeting"]
    plan = create_plan(
        edition=edition,
        kind=SeatingPlan.Kind.GROUPS,
        name=row["name"],
        meals=list(_in_a_row(edition, row)),
        tables=GroupsOf(row["group_size"]),
        by=team[0],
        now=now,
    )
    plan.uuid = stable_uuid("seating", "speed meeting")
    plan.save()
    first, written_out = plan.rounds.earliest("starts_at"), {one.name for one in personas()}
    there = [one.uuid for one in guests_of(edition) if one.is_there(first) and one.name not in written_out]
    chosen = chance_for("speed meeting").sample(sorted(there), row["volunteers"])
    people = list(Person.objects.filter(uuid__in=chosen))
    join_plan(plan=plan, people=people, now=now, today=first.starts_at - timedelta(days=1))
    return plan


def _in_a_row(edition: Edition, row: Row) -> Iterator[Meal]:
    begins = edition.moment(date_of(row["day"], edition.starts_on), minutes_of(row["starts_at"]))
    for number in range(row["rounds"]):
        starts_at = begins + number * timedelta(minutes=row["minutes"] + row["minutes_between"])
        yield Meal(f"Tour {number + 1}", starts_at, starts_at + timedelta(minutes=row["minutes"]))


def _dinners(edition: Edition) -> Iterator[Meal]:
    dinner = edition.protected_times.get(name=MEAL)
    for day in edition.days:
        yield Meal(
            dinner.name,
            edition.moment(day, dinner.starts_minutes),
            edition.moment(day, dinner.ends_minutes),
        )


def _dealt(one: SeatingRound, evening: int, tables: list[SeatingTable], guests: list[Guest]) -> Iterator[Seat]:
    """Everybody keeps their place in the line, present or not, so no table has more people than seats."""
    for place, guest in enumerate(guests):
        table = tables[(place + evening * (place // len(tables))) % len(tables)]
        if guest.is_there(one):
            yield Seat(round=one, table=table, person_id=guest.pk)
