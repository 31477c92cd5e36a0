"""Submitted proposals that say nearly the same as what somebody is writing."""

from uuid import UUID

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal
from bigre.proposals.rules.similarity import nearest

from .proposals import proposals_visible_to, with_details

State = Proposal.State
# What one may still join: nothing that was put aside, nothing of one's own.
LIVING = (State.SUBMITTED, State.DISCUSSED, State.ACCEPTED, State.CONFIRMED)


def similar_proposals(
    person: Person | None, edition: Edition, *, title: str, summary: str, but: UUID | None = None
) -> list[Proposal]:
    """The nearest proposals that the person may read and doesn't lead, nearest first, with details (at most 3)."""
    if person is None:
        return []
    readable = proposals_visible_to(person, edition).filter(state__in=LIVING)
    others = readable.exclude(facilitations__person=person).exclude(uuid__in=[but] if but else []).order_by()
    rows = others.values_list("pk", "title", "summary")
    texts = {pk: f"{about}\n{more}" for pk, about, more in rows}
    ids = [pk for pk, _share in nearest(f"{title}\n{summary}", texts, at_most=3)]
    found = with_details(Proposal.objects.filter(pk__in=ids)).in_bulk()
    return [found[pk] for pk in ids if pk in found]
