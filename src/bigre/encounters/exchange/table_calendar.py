"""One's own tables as events of one's calendar."""

from uuid import uuid5

from django.urls import reverse
from django.utils.translation import gettext as _

from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.rules.seating import table_label
from bigre.programme.exchange.calendar_writer import CalendarEvent

from .meeting_calendar import Absolute


def table_event(seat: Seat, *, absolute: Absolute) -> CalendarEvent:
    """Where the person of the seat sits in a published round, and when.

    Nobody else is named: those beside them agreed to be read by people of the edition, not by whoever keeps the
    calendar; the page that the event leads to names them.

    The UID is that of this person in this round, whichever table they sit at. Whoever is moved gets a new row, so its
    number only grows and serves as the sequence; when that happened is kept nowhere.
    """
    plan, table = seat.round.plan, seat.table
    said = _("Ton groupe : %(name)s") if plan.kind == SeatingPlan.Kind.GROUPS else _("Ta table : %(name)s")
    own_tables = absolute(reverse("encounters:own_tables", args=[plan.edition.slug]))
    return CalendarEvent(
        uid=f"{uuid5(plan.uuid, f'{seat.round_id}:{seat.person_id}')}@bigre",
        summary=said % {"name": table_label(table.number, table.name)},
        starts_at=seat.round.starts_at,
        ends_at=seat.round.ends_at,
        url=own_tables,
        stamp=plan.published_at or plan.made_at,
        sequence=seat.pk,
        location=table.name,
        description=f"{plan.name}, {seat.round.name}\n{own_tables}",
    )
