"""What planners asked of a plan of tables, to be read and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from bigre.encounters.models import Seat, SeatingPlan, SeatingTable

from .seating import round_label
from .seating_people import Guest


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that was asked, in words, and its row."""

    pk: int
    words: str
    where: str = ""


def parties_of(plan: SeatingPlan, guests: Sequence[Guest]) -> list[Rule]:
    """Who stays together (2 queries)."""
    called = {guest.pk: guest.called for guest in guests}
    rows = plan.parties.prefetch_related("people").order_by("pk")
    return [Rule(row.pk, ", ".join(sorted(called.get(one.pk, "") or "–" for one in row.people.all()))) for row in rows]


def needs_of(plan: SeatingPlan, guests: Sequence[Guest]) -> list[Rule]:
    """Who needs an accessible table (1 query)."""
    called = {guest.pk: guest.called for guest in guests}
    return [Rule(row.pk, called.get(row.person_id, "–")) for row in plan.needs.order_by("pk")]


def pins_of(plan: SeatingPlan, guests: Sequence[Guest]) -> list[Rule]:
    """Who is pinned where (1 query)."""
    called = {guest.pk: guest.called for guest in guests}
    rows = Seat.objects.filter(round__plan=plan, pinned=True).select_related("round", "table")
    return [
        Rule(row.pk, called.get(row.person_id, "–"), f"{round_label(row.round, plan.edition)} · {row.table.number}")
        for row in rows.order_by("round__starts_at", "table__number", "person__name")
    ]


def tables_of(plan: SeatingPlan) -> QuerySet[SeatingTable]:
    """The tables in order (1 query)."""
    return plan.tables.order_by("number")
