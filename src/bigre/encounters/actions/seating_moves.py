"""Somebody is put at a table by hand, and put back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingTable
from bigre.encounters.rules.seating import Refusal, companies, is_settled, why_not
from bigre.people.models import Person

type Place = tuple[int, int | None, bool]


class CannotMove(Exception):
    """The move isn't made; `sentence` tells why and what can be done."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Move:
    """What a move changed, so that it can be undone: (person, table or none, pinned) before and after."""

    round: int
    before: tuple[Place, ...]
    after: tuple[Place, ...]


@transaction.atomic
def put_at_table(
    *, round_: SeatingRound, person: Person, table: SeatingTable, present: Collection[int], now: datetime
) -> Move:
    """The person, and those of the `present` who stay with them, sit at this table from now on, pinned there.

    Raises `CannotMove` when seats are missing or somebody needs an accessible table. It never asks whom people would
    rather avoid: a move that were refused or only slower because of it would tell the one who moves.
    """
    _lock(round_, now)
    if not round_.plan.tables.filter(pk=table.pk).exists():
        raise CannotMove(_("Cet endroit n’existe plus : le plan vient d’être refait. Regarde à nouveau le plan."))
    together = _company(round_, person, present)
    _refuse_who_stays_away(round_, together)
    sitting = Seat.objects.filter(round=round_, table=table).exclude(person__in=together)
    refusal = why_not(
        seats=table.seats,
        accessible=table.accessible,
        taken=sitting.count(),
        coming=len(together),
        need_access=_need_access(round_, together),
    )
    if refusal:
        raise CannotMove(_sentence(refusal, table, len(together)))
    return _write(round_, [(one, table.pk, True) for one in sorted(together)])


@transaction.atomic
def swap_places(
    *, round_: SeatingRound, person: Person, other: Person, present: Collection[int], now: datetime
) -> Move:
    """Two people take each other's place and are pinned there; raises `CannotMove` as `put_at_table` does.

    Somebody without a place takes that of the other, who is left without one.
    """
    _lock(round_, now)
    _refuse_who_stays_away(round_, {person.pk, other.pk})
    for one in (person, other):
        if len(_company(round_, one, present)) > 1:
            raise CannotMove(_("Ces personnes restent avec d’autres : place-les ensemble, là où il y a de la place."))
    seats = {seat.person_id: seat for seat in Seat.objects.filter(round=round_).select_related("table")}
    mine, theirs = seats.get(person.pk), seats.get(other.pk)
    if theirs is None:
        raise CannotMove(_("Cette personne n’a plus de place. Regarde à nouveau le plan."))
    for who, seat in ((person, theirs), (other, mine)):
        if seat and not seat.table.accessible and _need_access(round_, {who.pk}):
            raise CannotMove(_sentence(Refusal.NOT_ACCESSIBLE, seat.table, 1))
    return _write(
        round_, [(person.pk, theirs.table_id, True), (other.pk, mine.table_id if mine else None, mine is not None)]
    )


@transaction.atomic
def undo_move(*, round_: SeatingRound, move: Move, now: datetime) -> None:
    """Everybody goes back to where they were; raises `CannotMove` when one of them has moved since."""
    _lock(round_, now)
    if _places(round_, [person for person, _table, _pinned in move.after]) != set(move.after):
        raise CannotMove(_("Entre-temps, une de ces personnes a changé de place : rien n’a été défait."))
    taken = {table.pk: table for table in round_.plan.tables.all()}
    if any(table is not None and table not in taken for _person, table, _pinned in move.before):
        raise CannotMove(_("La table d’avant n’existe plus : rien n’a été défait."))
    _refuse_who_stays_away(round_, {person for person, table, _pinned in move.before if table is not None})
    _write(round_, move.before)
    for pk in {table for _person, table, _pinned in move.before if table is not None}:
        if Seat.objects.filter(round=round_, table=pk).count() > taken[pk].seats:
            raise CannotMove(_sentence(Refusal.FULL, taken[pk], 1))


def _lock(round_: SeatingRound, now: datetime) -> None:
    """One at a time moves people of a plan; a round where people have sat down at the table they were told stays."""
    plan = SeatingPlan.objects.select_for_update().get(pk=round_.plan_id)
    if is_settled(plan.published_at, round_.starts_at, now):
        raise CannotMove(_("C’est publié et déjà commencé : chaque personne est à sa place, rien ne bouge plus."))


def _refuse_who_stays_away(round_: SeatingRound, people: Collection[int]) -> None:
    """In a plan for volunteers, only those are seated who say that they come."""
    plan = round_.plan
    if plan.is_for_volunteers and plan.volunteers.filter(person__in=people).count() < len(people):
        raise CannotMove(_("Une de ces personnes ne vient plus : rien n’a bougé. Regarde à nouveau le plan."))


def _company(round_: SeatingRound, person: Person, present: Collection[int]) -> frozenset[int]:
    parties = round_.plan.parties.prefetch_related("people")
    sets = ([one.pk for one in party.people.all()] for party in parties)
    return companies(sets, {*present, person.pk})[person.pk]


def _need_access(round_: SeatingRound, people: Iterable[int]) -> bool:
    return round_.plan.needs.filter(person__in=people).exists()


def _places(round_: SeatingRound, people: Iterable[int]) -> set[Place]:
    wanted = set(people)
    rows = Seat.objects.filter(round=round_, person__in=wanted).values_list("person_id", "table_id", "pinned")
    found: set[Place] = set(rows)
    return found | {(person, None, False) for person in wanted - {person for person, _table, _pinned in found}}


def _write(round_: SeatingRound, places: Iterable[Place]) -> Move:
    wanted = tuple((person, table, pinned and table is not None) for person, table, pinned in places)
    people = [person for person, _table, _pinned in wanted]
    before = tuple(sorted(_places(round_, people)))
    Seat.objects.filter(round=round_, person__in=people).delete()
    Seat.objects.bulk_create(
        Seat(round=round_, person_id=person, table_id=table, pinned=pinned)
        for person, table, pinned in wanted
        if table is not None
    )
    return Move(round_.pk, before, wanted)


def _sentence(refusal: Refusal, table: SeatingTable, coming: int) -> str:
    if refusal is Refusal.NOT_ACCESSIBLE:
        return _("La table %(number)s n’est pas accessible, et une personne en a besoin : choisis-en une autre.") % {
            "number": table.number
        }
    if table.plan.kind == SeatingPlan.Kind.GROUPS:
        full = ngettext(
            "Le groupe %(number)s est complet : échange avec quelqu’un, ou choisis-en un autre.",
            "Le groupe %(number)s n’a pas %(coming)s places libres, et ces personnes restent ensemble.",
            coming,
        )
    else:
        full = ngettext(
            "La table %(number)s est pleine : échange avec quelqu’un, ou choisis-en une autre.",
            "La table %(number)s n’a pas %(coming)s places libres, et ces personnes restent ensemble.",
            coming,
        )
    return full % {"number": table.number, "coming": coming}
