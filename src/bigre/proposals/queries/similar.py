"""Proposals near what somebody is writing, so that they write together rather than side by side."""

from uuid import UUID

from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal
from bigre.proposals.rules.similarity import nearest

from .proposals import proposals_visible_to, with_details

State = Proposal.State
ALIVE = (State.SUBMITTED, State.DISCUSSED, State.ACCEPTED, State.CONFIRMED)
AT_MOST = 3


def similar_proposals(person: Person, edition: Edition, words: str, *, but: UUID | None = None) -> list[Proposal]:
    """Living proposals of others that the person may read, nearest first, with their details; those they lead apart."""
    found = proposals_visible_to(person, edition).filter(state__in=ALIVE).exclude(facilitations__person=person)
    texts = {pk: f"{title}\n{summary}" for pk, title, summary in found.values_list("pk", "title", "summary")}
    near = [pk for pk, _share in nearest(words, texts, at_most=AT_MOST + 1)]
    loaded = {one.pk: one for one in with_details(_of(near))}
    return [loaded[pk] for pk in near if loaded[pk].uuid != but][:AT_MOST]


def _of(ids: list[int]) -> QuerySet[Proposal]:
    return Proposal.objects.filter(pk__in=ids)
