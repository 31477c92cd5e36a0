"""Writing in a cooperation's journal, and asking the next call for what it needs."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bigre.editions.models import Edition
from bigre.encounters.models import Cooperation, CooperationMember, Entry
from bigre.people.models import Person
from bigre.proposals.actions.topics import write_topic
from bigre.proposals.models import Theme, Topic

from .cooperations import NotAMember


class AskedAlready(Exception):
    """Another member asked for it meanwhile."""


@transaction.atomic
def write_entry(*, cooperation: Cooperation, author: Person, kind: str, text: str, now: datetime) -> Entry:
    """Add a note, a need or a testimony; raises `NotAMember`."""
    _require_member(cooperation, author)
    return Entry.objects.create(cooperation=cooperation, author=author, kind=kind, text=text, written_at=now)


@transaction.atomic
def ask_for_session(
    *, entry: Entry, edition: Edition, by: Person, title: str, text: str, themes: Iterable[Theme], now: datetime
) -> Topic:
    """Make of a need a wanted topic of the edition, in words that everybody there will read.

    Raises `NotAMember`, or `AskedAlready` when it has a topic.
    """
    _require_member(entry.cooperation, by)
    current = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.topic_id is not None:
        raise AskedAlready
    made = write_topic(
        edition=edition, author=by, kind=Topic.Kind.WANTED, title=title, text=text, themes=themes, now=now
    )
    current.topic = made
    current.save(update_fields=["topic"])
    return made


def _require_member(cooperation: Cooperation, person: Person) -> None:
    if not cooperation.members.filter(person=person, state=CooperationMember.State.MEMBER).exists():
        raise NotAMember
