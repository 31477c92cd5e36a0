"""Undoing a merge: every part is again exactly what it was."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person
from bigre.proposals.models import Merge, Relation
from bigre.proposals.queries.merges import stands_for
from bigre.proposals.rules.merging import UNDOABLE, returning_from, withdrawing_from

from .merge_drafts import lock_parts
from .merging import MergeOver, point_relations_to, tell_authors
from .transitions import record_transition


class Decided(Exception):
    """The team decided on the result, or it was merged further: it can't be taken apart as it stands."""


@transaction.atomic
def undo_merge(*, merge: Merge, by: Person, now: datetime) -> None:
    """Each part goes back to the state from which it was merged, with its people, wishes and relations.

    The result is withdrawn and keeps its discussion, nothing else. Raises `MergeOver` when it isn't done, or was
    undone; `Decided` when the result has been accepted, put aside or merged meanwhile.
    """
    current = Merge.objects.select_for_update().get(pk=merge.pk)
    if current.done_at is None or current.ended_at is not None:
        raise MergeOver
    lock_parts([current.result_id, *current.parts.values_list("proposal", flat=True)])
    current.result.refresh_from_db()
    if current.result.state not in UNDOABLE:
        raise Decided
    current.ended_at, current.ended_by = now, by
    current.save(update_fields=["ended_at", "ended_by"])
    _take_apart(current, by, now)
    tell_authors(current, "undone", _("« %(title)s » : chaque proposition est de nouveau la sienne"), now)


def _take_apart(merge: Merge, by: Person, now: datetime) -> None:
    rows = list(merge.parts.select_related("proposal").order_by("pk"))
    for row in rows:
        record_transition(proposal=row.proposal, target=row.state_before, allowed=returning_from, by=by, now=now)
    result = merge.result
    if result.state != "withdrawn":
        record_transition(proposal=result, target="withdrawn", allowed=withdrawing_from, by=by, now=now)
    for held in (result.facilitations, result.wishes, result.followings):
        held.all().delete()
    Relation.objects.filter(Q(first=result) | Q(second=result)).delete()
    _reach_what_was_merged_since([row.proposal_id for row in rows])


def _reach_what_was_merged_since(parts: list[int]) -> None:
    """A part whose neighbour was merged meanwhile is tied to what that one became, too."""
    for part in parts:
        others = Relation.objects.filter(Q(first=part) | Q(second=part)).values_list("first", "second")
        for other in {one for pair in others for one in pair} - {part}:
            if (now_called := stands_for(other)) != other:
                point_relations_to(now_called, {other})
