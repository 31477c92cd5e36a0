"""A round by hand: tables drawn with their people, one moved to another table or swapped with somebody, and undone."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.encounters.actions.seating_moves import CannotMove, Move, put_at_table, swap_places, undo_move
from bigre.encounters.forms.seating import PlaceForm
from bigre.encounters.models import SeatingPlan, SeatingRound
from bigre.encounters.queries.seating_hall import Sitting, round_drawn
from bigre.encounters.queries.seating_meetings import figures_of
from bigre.encounters.queries.seating_people import Guest, guests_of_plan
from bigre.encounters.rules.seating import is_settled
from bigre.people.models import Person

from .seating import plan_or_404

# Moves that can be undone are kept in the session of who made them: they are nobody else's to undo.
KEPT = "seating_moves"
MOST_KEPT = 20


def round_or_404(plan: SeatingPlan, pk: int) -> SeatingRound:
    """A round of the plan."""
    found: SeatingRound = get_object_or_404(plan.rounds.select_related("plan__edition"), pk=pk)
    return found


@planners_only
def tables(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """The tables of a round, to be changed by hand."""
    found = plan_or_404(edition, plan)
    one = round_or_404(found, pk)
    return render(request, "encounters/seating_round.html", _drawn(request, found, one, guests_of_plan(found)))


def _drawn(request: HttpRequest, plan: SeatingPlan, one: SeatingRound, guests: list[Guest]) -> dict[str, Any]:
    return {
        "edition": plan.edition,
        "plan": plan,
        "round": one,
        "rounds": plan.rounds.order_by("starts_at", "pk"),
        "drawn": round_drawn(one, plan, guests),
        "figures": figures_of(plan, guests),
        "settled": is_settled(plan.published_at, one.starts_at, clock.now()),
        "undoable": bool(_kept(request, plan)),
    }


@planners_only
def place(request: HttpRequest, edition: Edition, plan: UUID, pk: int, person: UUID) -> HttpResponse:
    """One person's place in a round: where they may go and why not elsewhere; sent, they go there and are pinned."""
    found = plan_or_404(edition, plan)
    guests = guests_of_plan(found)
    one = round_or_404(found, pk)
    guest = next((each for each in guests if each.uuid == str(person)), None)
    if guest is None:
        raise Http404
    if request.method == "POST":
        return _move(request, found, one, guest, guests)
    context = _drawn(request, found, one, guests)
    drawn = context["drawn"]
    at = next((table for table in drawn.tables if _sitting(table.people, guest)), None)
    context |= {
        "guest": guest,
        "sitting": _sitting(at.people if at else drawn.unseated, guest),
        "at": at,
        "free": [table for table in drawn.tables if table.free and table is not at],
    }
    return render(request, "encounters/seating_place.html", context)


def _sitting(people: Sequence[Sitting], guest: Guest) -> Sitting | None:
    return next((each for each in people if each.guest.pk == guest.pk), None)


def _move(
    request: HttpRequest, plan: SeatingPlan, one: SeatingRound, guest: Guest, guests: list[Guest]
) -> HttpResponse:
    form = PlaceForm(request.POST)
    present = [each.pk for each in guests if each.is_there(one)]
    if not form.is_valid():
        return _answer(request, plan, one, guests, refused=_("Choisis une table, ou une personne avec qui échanger."))
    who = get_object_or_404(Person, pk=guest.pk)
    try:
        if form.cleaned_data["table"]:
            table = get_object_or_404(plan.tables, pk=form.cleaned_data["table"])
            move = put_at_table(round_=one, person=who, table=table, present=present, now=clock.now())
            is_group = plan.kind == SeatingPlan.Kind.GROUPS
            said = _("%(name)s va au groupe %(number)s.") if is_group else _("%(name)s va à la table %(number)s.")
            said %= {"name": guest.called, "number": table.number}
        else:
            other = next((each for each in guests if each.uuid == str(form.cleaned_data["other"])), None)
            if other is None:
                raise Http404
            second = get_object_or_404(Person, pk=other.pk)
            move = swap_places(round_=one, person=who, other=second, present=present, now=clock.now())
            said = _("%(name)s prend la place de %(other)s.") % {"name": guest.called, "other": other.called}
    except CannotMove as error:
        return _answer(request, plan, one, guests, refused=error.sentence)
    _keep(request, plan, move)
    return _answer(request, plan, one, guests, said=said)


def _answer(
    request: HttpRequest,
    plan: SeatingPlan,
    one: SeatingRound,
    guests: list[Guest],
    *,
    said: str = "",
    refused: str = "",
) -> HttpResponse:
    """The tables as they are now: for the script of the page as a part of it, else as the page."""
    if request.headers.get("X-Seating") != "1":
        (messages.error if refused else messages.success)(request, refused or said)
        return redirect("encounters:seating_round", plan.edition.slug, plan.uuid, one.pk)
    part = render_to_string("encounters/seating_round.html#tables", _drawn(request, plan, one, guests), request)
    return JsonResponse({"said": refused or said, "html": part}, status=422 if refused else 200)


@planners_only
@require_POST
def undo(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """Take back the last move that this browser made in the plan, whichever round it was in."""
    found = plan_or_404(edition, plan)
    guests = guests_of_plan(found)
    kept, one = _kept(request, found), round_or_404(found, pk)
    if not kept:
        return _answer(request, found, one, guests, refused=_("Il n’y a rien à défaire."))
    move = _read(kept.pop())
    request.session[KEPT] = {str(found.pk): kept}
    where = found.rounds.filter(pk=move.round).first()
    try:
        if where is None:
            raise CannotMove(_("Ce tour n’existe plus : rien n’a été défait."))
        undo_move(round_=where, move=move, now=clock.now())
    except CannotMove as error:
        return _answer(request, found, one, guests, refused=error.sentence)
    return _answer(request, found, where, guests, said=_("C’est défait."))


def _kept(request: HttpRequest, plan: SeatingPlan) -> list[dict[str, Any]]:
    return list(request.session.get(KEPT, {}).get(str(plan.pk), []))


def _keep(request: HttpRequest, plan: SeatingPlan, move: Move) -> None:
    """The last moves in one plan; going on in another forgets them."""
    request.session[KEPT] = {str(plan.pk): [*_kept(request, plan), asdict(move)][-MOST_KEPT:]}


def _read(kept: dict[str, Any]) -> Move:
    before, after = (tuple((who, at, pinned) for who, at, pinned in kept[name]) for name in ("before", "after"))
    return Move(kept["round"], before, after)
