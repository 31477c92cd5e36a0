"""The call of an edition and what it offers."""

from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.proposals.models import Call, Offered


def on_offer[T: Offered](rows: QuerySet[T]) -> QuerySet[T]:
    """Those formats, themes or questions that new proposals meet, in order."""
    return rows.filter(retired_at=None).order_by("position", "pk")


def call_of(edition: Edition) -> Call:
    """The call of the edition; one that nobody wrote yet is empty and not saved."""
    return Call.objects.filter(edition=edition).first() or Call(edition=edition)
