"""What may be done with a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.people.models import Person
    from bigre.proposals.models import Topic

# A proposal in such a state no longer answers the topic from which it was born.
GIVEN_UP = frozenset({"withdrawn", "declined"})
# A draft is its authors' alone; merged ones live on in another.
TOLD = frozenset({"submitted", "discussed", "accepted", "confirmed", "open_space", "merged"})


def is_free(topic: Topic) -> bool:
    """Whether somebody may still make a proposal of it: nobody has, or the proposal was given up."""
    return topic.closed_at is None and (topic.proposal is None or topic.proposal.state in GIVEN_UP)


def can_change(person: Person | None, topic: Topic) -> bool:
    """Whether the person may rewrite or close it: their own, as long as nobody made a proposal of it."""
    return person is not None and topic.author_id == person.pk and is_free(topic)


def can_free(person: Person | None, topic: Topic) -> bool:
    """Whether the person may let others make a proposal of it: their own, as long as what began is a draft."""
    drafted = topic.proposal is not None and topic.proposal.state == "draft"
    return person is not None and topic.author_id == person.pk and drafted


def can_join(person: Person | None, topic: Topic) -> bool:
    """Whether the person may come to lead the proposal that somebody made with their offer."""
    offers = topic.kind == topic.Kind.OFFERED and person is not None and topic.author_id == person.pk
    return offers and topic.proposal is not None and topic.proposal.state in {"draft", "submitted", "discussed"}
