"""Activities whose proposal says something else now than when they were born."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from bigre.editions.models import Edition
from bigre.programme.models import Activity, Rewording
from bigre.proposals.models import Proposal, Suggestion
from bigre.proposals.rules.wording import Piece, same_words, word_diff

from .planning import BORN_FROM

FIELDS = ("title", "summary", "text")


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what the programme says, what the proposal says now, and the way from one to the other."""

    label: str
    programme: str
    proposal: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Reworded:
    """An activity whose proposal was rewritten since; `before`: the words were left once already, and changed again."""

    activity: Activity
    proposal: Proposal
    changes: list[Change]
    before: bool


def reworded_in(edition: Edition) -> list[Reworded]:
    """The differences that the team has not answered yet, by title (2 queries). Drafts are their authors' alone."""
    return [
        Reworded(one, _proposal(one), _changes(one, _proposal(one)), before=_is_left_once(one))
        for one in _differing(edition).prefetch_related(Prefetch("rewordings", Rewording.objects.order_by("-pk")))
        if is_open(one)
    ]


def _differing(edition: Edition) -> QuerySet[Activity]:
    same = Q(title=F("proposal__title"), summary=F("proposal__summary"), text=F("proposal__text"))
    living = edition.activities.filter(proposal__state__in=BORN_FROM)
    return living.exclude(same).select_related("proposal").order_by("title", "pk")


def is_open(activity: Activity) -> bool:
    """Whether the proposal says something else than the activity, which the team did not leave aside as it is."""
    proposal = _proposal(activity)
    if _say_the_same(activity, proposal):
        return False
    latest = next(iter(activity.rewordings.all()), None)
    return latest is None or latest.taken or not _say_the_same(latest, proposal)


def _is_left_once(activity: Activity) -> bool:
    latest = next(iter(activity.rewordings.all()), None)
    return latest is not None and not latest.taken


def _say_the_same(one: Activity | Rewording, proposal: Proposal) -> bool:
    return all(same_words(getattr(one, name), getattr(proposal, name)) for name in FIELDS)


def _changes(activity: Activity, proposal: Proposal) -> list[Change]:
    pairs = [(name, getattr(activity, name), getattr(proposal, name)) for name in FIELDS]
    return [
        Change(str(Suggestion.Field(name).label), ours, theirs, word_diff(ours, theirs))
        for name, ours, theirs in pairs
        if not same_words(ours, theirs)
    ]


def _proposal(activity: Activity) -> Proposal:
    assert activity.proposal is not None  # only those born from one are looked at
    return activity.proposal
