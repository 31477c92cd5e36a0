"""The team takes the words of a rewritten proposal over for its activity, or leaves the programme's as they are."""

from datetime import datetime

from django.db import transaction

from bigre.people.models import Person
from bigre.programme.models import Activity, Rewording
from bigre.programme.rules import search_stems
from bigre.proposals.models import Proposal

from .activities import words_of


class RewrittenMeanwhile(Exception):
    """The authors wrote again since the team read: nobody takes over what they have not seen."""


@transaction.atomic
def take_words(*, activity: Activity, seen: int, by: Person | None, now: datetime) -> None:
    """The activity says what its proposal says, at its revision `seen`; raises `RewrittenMeanwhile`.

    The search finds it by its new words; whoever reads the published programme reads them at once.
    """
    proposal = _as_seen(activity, seen)
    activity.title, activity.summary, activity.text = proposal.title, proposal.summary, proposal.text
    stems = search_stems(" ".join(words_of(activity)), activity.languages)
    Activity.objects.filter(pk=activity.pk).update(
        title=proposal.title, summary=proposal.summary, text=proposal.text, search_stems=stems, changed_at=now
    )
    _record(activity, proposal, taken=True, by=by, now=now)


@transaction.atomic
def leave_words(*, activity: Activity, seen: int, by: Person | None, now: datetime) -> None:
    """The programme keeps its words, and is not asked again until the authors write others; raises as above."""
    _record(activity, _as_seen(activity, seen), taken=False, by=by, now=now)


def _as_seen(activity: Activity, seen: int) -> Proposal:
    proposal = Proposal.objects.select_for_update().get(activity=activity)
    if proposal.revision != seen:
        raise RewrittenMeanwhile
    return proposal


def _record(activity: Activity, proposal: Proposal, *, taken: bool, by: Person | None, now: datetime) -> None:
    Rewording.objects.create(
        activity=activity,
        title=proposal.title,
        summary=proposal.summary,
        text=proposal.text,
        taken=taken,
        made_by=by,
        made_at=now,
    )
