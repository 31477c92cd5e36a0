"""The dinners of the demo edition: who sits where, dealt by a plain rule, so that loading stays quick."""

from collections.abc import Iterator
from datetime import datetime

from bigre.editions.models import Edition
from bigre.encounters.actions.seating import Meal, Tables, create_plan, publish_plan
from bigre.encounters.actions.seating_mails import tell_tables
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.queries.seating_people import Guest, guests_of
from bigre.people.models import Person

from .chance import stable_uuid
from .content import content

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
