"""What a plan of tables must keep to: who stays together, who needs access, which tables there are, who is pinned."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.encounters.actions.seating import add_tables, keep_together
from bigre.encounters.forms.seating import NeedForm, PartyForm, TablesForm
from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.queries.seating_constraints import needs_of, parties_of, pins_of, tables_of
from bigre.encounters.queries.seating_people import Guest, guests_of
from bigre.people.models import Person

from .seating import plan_or_404


@planners_only
def constraints(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """All rules of the plan, and a form for each kind; `what` says which one was sent."""
    found, guests = plan_or_404(edition, plan), guests_of(edition)
    forms_ = _forms(guests)
    what = request.POST.get("what", "")
    if request.method == "POST" and what in forms_:
        forms_[what] = bound = _forms(guests, request.POST, what)[what]
        if bound.is_valid():
            messages.success(request, _add(found, bound))
            return redirect("encounters:seating_constraints", edition.slug, found.uuid)
    status = 422 if request.method == "POST" else 200
    context = {
        "edition": edition,
        "plan": found,
        "guests": guests,
        "parties": parties_of(found, guests),
        "needs": needs_of(found, guests),
        "tables": tables_of(found),
        "pins": pins_of(found, guests),
        **{f"{name}_form": form for name, form in forms_.items()},
    }
    return render(request, "encounters/seating_constraints.html", context, status=status)


def _forms(guests: list[Guest], data: Any = None, what: str = "") -> dict[str, forms.Form]:
    return {
        "party": PartyForm(data if what == "party" else None, guests=guests),
        "need": NeedForm(data if what == "need" else None, guests=guests),
        "tables": TablesForm(data if what == "tables" else None, initial={"tables": 1, "seats": 8, "accessible": 1}),
    }


def _add(plan: SeatingPlan, form: forms.Form) -> str:
    """Write what a valid form says; what to tell of it."""
    if isinstance(form, PartyForm):
        keep_together(plan=plan, people=list(Person.objects.filter(pk__in=form.people)))
        return _("Ces personnes resteront ensemble, dès le prochain calcul.")
    if isinstance(form, NeedForm):
        plan.needs.get_or_create(person_id=form.cleaned_data["person"].pk)
        return _("C’est noté, sans raison : une table accessible, dès le prochain calcul.")
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
def remove_table(request: HttpRequest, edition: Edition, plan: UUID, pk: int) -> HttpResponse:
    """A table less; who sat there has no place until the next search."""
    return _removed(request, edition, get_object_or_404(plan_or_404(edition, plan).tables, pk=pk))


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
