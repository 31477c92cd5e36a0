"""What was said and suggested on a proposal."""

from django.db.models import Prefetch, QuerySet

from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.proposals.models import Comment, Following, Proposal, Suggestion


def comments_of(proposal: Proposal) -> QuerySet[Comment]:
    """What was said, in order, with the faces of who said it (4 queries)."""
    return proposal.comments.prefetch_related(_faces("author")).order_by("written_at", "pk")


def open_suggestions(proposal: Proposal) -> QuerySet[Suggestion]:
    """What waits for an answer of those who lead it, oldest first (4 queries)."""
    waiting = proposal.suggestions.filter(answered_at=None)
    return waiting.prefetch_related(_faces("author")).order_by("made_at", "pk")


def reworded_by(proposal: Proposal) -> QuerySet[Person]:
    """Whose suggestions were taken: they are thanked on the page."""
    taken = proposal.suggestions.filter(accepted=True, author__isnull=False).values("author")
    return with_faces(Person.objects.filter(pk__in=taken)).order_by("name", "pk")


def following_of(person: Person | None, proposal: Proposal) -> Following | None:
    """The person's thread to the proposal, muted or not."""
    return Following.objects.filter(person=person, proposal=proposal).first() if person else None


def _faces(field: str) -> "Prefetch[str]":
    return Prefetch(field, with_faces(Person.objects.all()))
