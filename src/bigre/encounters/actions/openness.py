"""Writing what a person tells of themselves so as to meet others, and taking it all back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bigre.encounters.models import Acquaintance, Avoidance, Notice, Openness, Tag
from bigre.encounters.queries.knowing import avoided_by
from bigre.encounters.rules.openness import MOST_NOTICES, end_of_avoidance
from bigre.people.models import Person


@dataclass(frozen=True, slots=True)
class Words:
    """One notice as it was written: its words, and its tags."""

    text: str
    tags: tuple[Tag, ...] = ()


@transaction.atomic
def write_openness(*, openness: Openness, offers: Sequence[Words], needs: Sequence[Words], now: datetime) -> None:
    """Keep the whole answer of a person; what is empty is not kept, what did not change keeps its vector."""
    openness.changed_at = now
    openness.save()
    write_notices(person=openness.person, kind=Notice.Kind.OFFER, words=offers, now=now)
    write_notices(person=openness.person, kind=Notice.Kind.NEED, words=needs, now=now)


@transaction.atomic
def write_notices(*, person: Person, kind: Notice.Kind, words: Sequence[Words], now: datetime) -> None:
    """The person's notices of this kind are these, in this order; equal words stay the same row."""
    wanted = [one for one in words if one.text][:MOST_NOTICES]
    present = {one.text: one for one in person.notices.filter(kind=kind)}
    person.notices.filter(kind=kind).exclude(text__in=[one.text for one in wanted]).delete()
    for one in wanted:
        row = present.get(one.text) or Notice.objects.create(person=person, kind=kind, text=one.text, written_at=now)
        row.tags.set(one.tags)


@transaction.atomic
def forget_openness(*, person: Person) -> None:
    """Nothing that the person told so as to meet others is kept; « not with » stays, it protects them elsewhere too."""
    person.notices.all().delete()
    person.acquaintances.all().delete()
    person.introductions.filter(answer="").delete()
    Openness.objects.filter(person=person).delete()


@transaction.atomic
def say_known(*, person: Person, shown: Collection[Person], known: Collection[int], now: datetime) -> None:
    """Of the people `shown`, the person knows those whose ids are in `known`, and not the others."""
    rows = [Acquaintance(person=person, other=one, knows=one.pk in known, said_at=now) for one in shown]
    Acquaintance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "other"], update_fields=["knows", "said_at"]
    )


@transaction.atomic
def avoid(*, person: Person, other: Person, now: datetime) -> None:
    """The person would rather not be with the other; said again, it starts anew."""
    welcome_again(person=person, other=other)
    Avoidance.objects.create(person=person, sealed=str(other.pk), ends_on=end_of_avoidance(now.date()))


@transaction.atomic
def welcome_again(*, person: Person, other: Person) -> None:
    """The person takes back a « not with »."""
    gone = [one.pk for one, pk in avoided_by(person) if pk == other.pk]
    Avoidance.objects.filter(pk__in=gone).delete()


def forget_ended(*, now: datetime) -> int:
    """Remove every « not with » whose time is over; return how many."""
    count, _ = Avoidance.objects.filter(ends_on__lt=now.date()).delete()
    return count
