"""What a person may wish for, what they have told, and, once the vote is closed, what all together wish."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Sighting, Wish
from bigre.proposals.rules.wishing import least_seen_first

from .call import call_of
from .proposals import proposals_visible_to

State = Proposal.State
WISHABLE = (State.SUBMITTED, State.DISCUSSED, State.ACCEPTED, State.CONFIRMED)
# Fewer people than this could be guessed one by one.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Progress:
    """How many proposals the person has answered, of how many; how many they passed over; which one comes next."""

    answered: int
    total: int
    passed: int
    next: int | None


def wishable(person: Person, edition: Edition) -> QuerySet[Proposal]:
    """What may still take place, that the person may read and does not lead."""
    leads = person.facilitations.values("proposal")
    return proposals_visible_to(person, edition).filter(state__in=WISHABLE).exclude(pk__in=leads)


def progress_of(person: Person, edition: Edition, narrowed: QuerySet[Proposal]) -> Progress:
    """How far the person is among the proposals `narrowed` from `wishable` (4 queries).

    What they were shown last, and have not gone on from, comes first: they may have left in the middle of it.
    """
    ids = set(narrowed.order_by().values_list("pk", flat=True))
    answered = set(person.wishes.filter(proposal__in=ids).values_list("proposal", flat=True))
    shown = list(person.sightings.filter(proposal__in=ids).order_by("-seen_at", "-pk"))
    passed = {one.proposal_id for one in shown if one.passed_at} - answered
    last = shown[0].proposal_id if shown else None
    counts = Counter(Sighting.objects.filter(proposal__in=ids).values_list("proposal", flat=True))
    waiting = {one: counts[one] for one in ids - answered - passed}
    seen = {one.proposal_id for one in shown}
    order = least_seen_first(waiting, seen=seen, salt=f"{edition.slug}:{person.uuid}")
    return Progress(len(answered), len(ids), len(passed), last if last in waiting else next(iter(order), None))


def wishes_of(person: Person, edition: Edition) -> dict[int, int]:
    """Proposal → level, as the person told it; nobody else reads it."""
    return dict(person.wishes.filter(proposal__edition=edition).values_list("proposal_id", "level"))


@dataclass(frozen=True, slots=True)
class Told:
    """What all together wish of one proposal; None where too few have told for a number to name nobody."""

    proposal: Proposal
    love: int | None
    like: int | None
    no: int | None

    @property
    def coming(self) -> int:
        """How many would come, for the order of the list."""
        return (self.love or 0) + (self.like or 0)


def counts_of(edition: Edition, moment: datetime) -> list[Told] | None:
    """How many people wish each proposal, most wished first; None as long as the vote is not closed (1 query)."""
    if not call_of(edition).shows_wishes_at(moment):
        return None

    def having(level: int) -> Count:
        return Count("wishes", filter=Q(wishes__level=level))

    found = edition.proposals.filter(state__in=WISHABLE).annotate(
        love=having(Wish.Level.LOVE), like=having(Wish.Level.LIKE), no=having(Wish.Level.NO)
    )
    told = [_told(one) for one in found.select_related("format").order_by("title", "pk")]
    return sorted(told, key=lambda one: -one.coming)


def _told(proposal: Proposal) -> Told:
    counts = [getattr(proposal, name) for name in ("love", "like", "no")]
    if sum(counts) < FEWEST_TOLD:
        return Told(proposal, None, None, None)
    return Told(proposal, *counts)
