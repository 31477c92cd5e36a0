"""What is printed of a plan: place cards, and the list of each table."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bigre.editions.access import planners_only
from bigre.editions.models import Edition
from bigre.encounters.exchange.seating_sheets import place_cards_pdf, table_lists_pdf
from bigre.encounters.models import SeatingPlan, SeatingRound
from bigre.encounters.queries.seating_hall import cards_of, round_drawn
from bigre.encounters.queries.seating_people import guests_of_plan

from .seating import plan_or_404


@planners_only
def cards(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """A card for each person, with their table in each round, or in the one that is asked for."""
    found = plan_or_404(edition, plan)
    rounds = _rounds(request, found)
    return _pdf(place_cards_pdf(found, rounds, cards_of(rounds, guests_of_plan(found))), f"{edition.slug}-cartes.pdf")


@planners_only
def lists(request: HttpRequest, edition: Edition, plan: UUID) -> HttpResponse:
    """Who sits at each table, in each round or in the one that is asked for."""
    found = plan_or_404(edition, plan)
    guests = guests_of_plan(found)
    drawn = [round_drawn(one, found, guests) for one in _rounds(request, found)]
    return _pdf(table_lists_pdf(found, drawn), f"{edition.slug}-tables.pdf")


def _rounds(request: HttpRequest, plan: SeatingPlan) -> list[SeatingRound]:
    """All rounds, or the one whose number `round` says."""
    asked = request.GET.get("round", "")
    if asked.isdecimal():
        return [get_object_or_404(plan.rounds, pk=int(asked))]
    return list(plan.rounds.order_by("starts_at", "pk"))


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
