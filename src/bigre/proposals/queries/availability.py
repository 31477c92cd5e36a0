"""Whose availability is asked again when the dates of an edition change."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, ProposalWindow
from bigre.proposals.rules.board import LIVING


def living_proposals(edition: Edition) -> QuerySet[Proposal]:
    """The proposals that may still take place, by title."""
    return edition.proposals.filter(state__in=LIVING).order_by("title", "pk")


def people_to_ask(edition: Edition) -> QuerySet[Person]:
    """Those who lead one of them and have an address."""
    leads = Facilitation.objects.filter(proposal__in=living_proposals(edition).order_by())
    people = Person.objects.filter(pk__in=leads.values("person"), account__isnull=False)
    return people.select_related("account").order_by("pk")


def windows_outside(edition: Edition, starts_on: date, ends_on: date) -> int:
    """How many of their windows would lie wholly outside these dates."""
    moved = Edition(
        starts_on=starts_on, ends_on=ends_on, time_zone=edition.time_zone, closes_minutes=edition.closes_minutes
    )
    first, last = moved.bounds
    windows = ProposalWindow.objects.filter(proposal__in=living_proposals(edition).order_by())
    return windows.exclude(ends_at__gt=first, starts_at__lt=last).count()


def titles_by_person(edition: Edition, people: Iterable[Person]) -> dict[int, list[Proposal]]:
    """The living proposals that each of these people leads (1 query)."""
    through = Facilitation.objects.filter(
        proposal__in=living_proposals(edition).order_by(), person__in=[one.pk for one in people]
    )
    led: dict[int, list[Proposal]] = {}
    for lead in through.select_related("proposal").order_by("proposal__title", "pk"):
        led.setdefault(lead.person_id, []).append(lead.proposal)
    return led
