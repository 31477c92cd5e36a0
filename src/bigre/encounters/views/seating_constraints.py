"""What a plan of tables must keep to: who stays together, who needs access, which tables there are, who is pinned."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.core import clock
from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.encounters.actions.seating import (
    AlreadyServed,
    add_round,
    add_tables,
    keep_together,
    remove_round,
    remove_table,
)
from bigre.encounters.forms.seating import GroupSizeForm, NeedForm, PartyForm, RoundForm, TablesForm
from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.queries.seating_constraints import needs_of, parties_of, pins_of, tables_of
from bigre.encounters.queries.seating_people import Guest, guests_of
from bigre.people.models import Person

from .seating import plan_or_404


@planners_only
def constraints(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """All rules of the plan, and a form for each kind; `what` says which one was sent."""
    found, guests = plan_or_404(edition, plan), guests_of(edition)
    what = request.POST.get("what", "")
    # Moments are written on the wall clock of the edition.
    with timezone.override(edition.zone):
        forms_ = _forms(found, guests, request.POST, what)
        sent = forms_.get(what)
        if request.method != "POST" or sent is None or not sent.is_valid():
            return _page(request, found, guests, forms_)
    messages.success(request, _add(found, sent))
    return redirect("encounters:seating_constraints", edition.slug, found.uuid)


def _page(request: HttpRequest, plan: SeatingPlan, guests: list[Guest], forms_: dict[str, forms.Form]) -> HttpResponse:
    context = {
        "edition": plan.edition,
        "plan": plan,
        "guests": guests,
        "parties": parties_of(plan, guests),
        "needs": needs_of(plan, guests),
        "tables": tables_of(plan),
        "rounds": plan.rounds.order_by("starts_at", "pk"),
        "pins": pins_of(plan, guests),
        **{f"{name}_form": form for name, form in forms_.items()},
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "encounters/seating_constraints.html", context, status=status)


def _forms(plan: SeatingPlan, guests: list[Guest], data: Any, what: str) -> dict[str, forms.Form]:
    made: dict[str, forms.Form] = {
        "party": PartyForm(data if what == "party" else None, guests=guests),
        "round": RoundForm(data if what == "round" else None, plan=plan),
    }
    # Groups have no seats of their own: they meet where planners say, and are all reached or none.
    if plan.is_for_volunteers:
        size = {"group_size": plan.group_size}
        return made | {"size": GroupSizeForm(data if what == "size" else None, initial=size)}
    one_more = {"tables": 1, "seats": 8, "accessible": 1}
    return made | {
        "need": NeedForm(data if what == "need" else None, guests=guests),
        "tables": TablesForm(data if what == "tables" else None, initial=one_more),
    }


def _add(plan: SeatingPlan, form: forms.Form) -> str:
    """Write what a valid form says; what to tell of it."""
    if isinstance(form, PartyForm):
        keep_together(plan=plan, people=list(Person.objects.filter(pk__in=form.people)))
        return _("Ces personnes resteront ensemble, dès le prochain calcul.")
    if isinstance(form, NeedForm):
        plan.needs.get_or_create(person_id=form.cleaned_data["person"].pk)
        return _("C’est noté, sans raison : une table accessible, dès le prochain calcul.")
    if isinstance(form, RoundForm):
        add_round(plan=plan, meal=form.meal)
        return _("Le tour est ajouté : personne n’y a encore de place.")
    if isinstance(form, GroupSizeForm):
        plan.resize(form.cleaned_data["group_size"])
        return _("C’est noté : le prochain calcul fait des groupes de cette taille.")
    assert isinstance(form, TablesForm)
    add_tables(plan=plan, tables=form.added)
    return _("Les tables sont ajoutées.")


@planners_only
@require_POST
def remove_party(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """These people needn't stay together any more."""
    return _removed(request, edition, get_object_or_404(plan_or_404(edition, plan).parties, pk=pk))


@planners_only
@require_POST
def remove_need(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """The person may sit anywhere."""
    return _removed(request, edition, get_object_or_404(plan_or_404(edition, plan).needs, pk=pk))


@planners_only
@require_POST
def drop_table(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """A table less; who sat there has no place until the next search."""
    table = get_object_or_404(plan_or_404(edition, plan).tables.select_related("plan"), pk=pk)
    return _dropped(request, edition, table.plan, lambda: remove_table(table=table, now=clock.now()))


@planners_only
@require_POST
def drop_round(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """A round less, with its seats."""
    round_ = get_object_or_404(plan_or_404(edition, plan).rounds.select_related("plan"), pk=pk)
    return _dropped(request, edition, round_.plan, lambda: remove_round(round_=round_, now=clock.now()))


def _dropped(request: HttpRequest, edition: Edition, plan: SeatingPlan, drop: Callable[[], None]) -> HttpResponse:
    try:
        drop()
    except AlreadyServed:
        messages.error(request, _("Des personnes s’y sont déjà assises comme on le leur a dit : rien n’est retiré."))
    else:
        messages.success(request, _("C’est retiré. Qui y avait une place en retrouve une au prochain calcul."))
    return redirect("encounters:seating_constraints", edition.slug, plan.uuid)


def _removed(request: HttpRequest, edition: Edition, row: Any) -> HttpResponse:
    plan = row.plan
    row.delete()
    messages.success(request, _("C’est retiré : le prochain calcul n’en tiendra plus compte."))
    return redirect("encounters:seating_constraints", edition.slug, plan.uuid)


@planners_only
@require_POST
def unpin(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """The seat may be given to somebody else by the next search."""
    found = plan_or_404(edition, plan)
    seat = get_object_or_404(Seat.objects.filter(round__plan=found), pk=pk)
    seat.free()
    messages.success(request, _("La place est libérée : le prochain calcul peut en décider."))
    return redirect("encounters:seating_constraints", edition.slug, found.uuid)
