"""Topics of an edition: those that wait for somebody, and which wanted one an offer could answer."""

from django.db.models import Count, Prefetch, Q, QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.proposals.models import Topic
from bigre.proposals.rules.similarity import nearest
from bigre.proposals.rules.topics import GIVEN_UP

OTHER = {Topic.Kind.WANTED: Topic.Kind.OFFERED, Topic.Kind.OFFERED: Topic.Kind.WANTED}


def topics_of(edition: Edition) -> QuerySet[Topic]:
    """Every topic that is not closed, the one with most voices first, with what its card shows (6 queries)."""
    authors = Prefetch("author", with_faces(Person.objects.all()))
    found = edition.topics.filter(closed_at=None).annotate(voice_count=Count("voices", distinct=True))
    return (
        found.select_related("proposal", "edition")
        .prefetch_related("themes", authors)
        .order_by("-voice_count", "-written_at", "pk")
    )


def free_topics(edition: Edition, kind: str) -> QuerySet[Topic]:
    """Those of a kind of which nobody has made a proposal that still stands."""
    free = Q(proposal=None) | Q(proposal__state__in=GIVEN_UP)
    return topics_of(edition).filter(free, kind=kind)


def near_topics(topic: Topic, *, at_most: int = 5) -> list[Topic]:
    """The topics of the other side that are near it, nearest first: offers for what is wanted, and the other way."""
    others = {one.pk: one for one in free_topics(topic.edition, OTHER[Topic.Kind(topic.kind)])}
    texts = {pk: said(one) for pk, one in others.items()}
    return [others[pk] for pk, _share in nearest(said(topic), texts, at_most=at_most)]


def said(topic: Topic) -> str:
    """Everything that a topic says, its themes included."""
    return "\n".join([topic.title, topic.text, *(theme.label for theme in topic.themes.all())])
