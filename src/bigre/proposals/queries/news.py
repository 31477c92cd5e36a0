"""What is new to a person on the proposals that they follow and may read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.proposals.models import Comment, DigestRhythm, Following, Proposal, Suggestion

from .proposals import proposals_visible_to

type Said = Comment | Suggestion


@dataclass
class News:
    """What others said and suggested on one proposal, in order."""

    proposal: Proposal
    comments: list[Comment] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things there are to read."""
        return len(self.comments) + len(self.suggestions)

    @property
    def latest_at(self) -> datetime:
        """When the newest of them came."""
        return max([one.written_at for one in self.comments] + [one.made_at for one in self.suggestions])


def rhythm_of(person: Person) -> str:
    """How often mails tell the person what is new."""
    chosen = DigestRhythm.objects.filter(person=person).values_list("rhythm", flat=True).first()
    return chosen or DigestRhythm.Rhythm.DAILY


def people_with_news() -> QuerySet[Person]:
    """Those whom a mail may reach and who follow a proposal on which something came since they heard of it."""
    since = {"proposal": OuterRef("proposal_id")}
    said = Comment.objects.filter(removed_at=None, written_at__gt=OuterRef("heard_until"), **since)
    suggested = Suggestion.objects.filter(answered_at=None, made_at__gt=OuterRef("heard_until"), **since)
    threads = Following.objects.filter(Exists(said) | Exists(suggested), muted=False)
    reached = Person.objects.filter(pk__in=threads.values("person"), account__is_active=True)
    return reached.exclude(digest_rhythm__rhythm=DigestRhythm.Rhythm.NEVER).select_related("account", "digest_rhythm")


def news_for(person: Person, *, until: datetime) -> list[News]:
    """What came on the person's proposals since they heard of each, up to `until`; by title.

    Their own words are no news; those that called them by name were told at once; what they may no longer read,
    and what was removed or answered meanwhile, is left out.
    """
    thread = {"proposal__followings__person": person, "proposal__followings__muted": False}
    heard = F("proposal__followings__heard_until")
    said = Comment.objects.filter(removed_at=None, written_at__gt=heard, written_at__lte=until, **thread)
    suggested = Suggestion.objects.filter(answered_at=None, made_at__gt=heard, made_at__lte=until, **thread)
    found: list[Said] = [
        *_with_author(said.exclude(mentioned=person).exclude(author=person).order_by("written_at", "pk")),
        *_with_author(suggested.exclude(author=person).order_by("made_at", "pk")),
    ]
    readable = _readable(person, found)
    news = {pk: News(proposal) for pk, proposal in readable.items()}
    for one in found:
        if one.proposal_id in news:
            mine = news[one.proposal_id]
            if isinstance(one, Comment):
                mine.comments.append(one)
            else:
                mine.suggestions.append(one)
    return sorted(news.values(), key=lambda one: (one.proposal.title, one.proposal.pk))


def _with_author[T: Said](rows: QuerySet[T]) -> QuerySet[T]:
    faces = Prefetch("author", with_faces(Person.objects.all()))
    return rows.select_related("proposal").prefetch_related(faces)


def _readable(person: Person, found: Iterable[Said]) -> dict[int, Proposal]:
    by_edition: defaultdict[int, set[int]] = defaultdict(set)
    for one in found:
        by_edition[one.proposal.edition_id].add(one.proposal_id)
    editions = Edition.objects.in_bulk(list(by_edition))
    return {
        proposal.pk: proposal
        for pk, ids in by_edition.items()
        for proposal in proposals_visible_to(person, editions[pk]).filter(pk__in=ids).select_related("edition")
    }


def followings_in(person: Person, edition: Edition) -> QuerySet[Following]:
    """What the person follows or muted among what they may read there, by title."""
    readable = proposals_visible_to(person, edition).order_by().values("pk")
    followed = person.followings.filter(proposal__in=readable).select_related("proposal")
    return followed.order_by("muted", "proposal__title", "pk")
