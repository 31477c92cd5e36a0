"""Two people say that they did a task together; once both did, the ledger has it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.encounters.models import Encounter, Remembered, SharedTask
from bigre.encounters.rules.ledger import in_order
from bigre.people.models import Person

Answer = SharedTask.Answer
# A day has no hour: noon stays on it in every time zone in which the edition may be read.
NOON = 12 * 60


class NoLongerAsked(Exception):
    """The question was taken back, or has its answer already."""


class AlreadyConfirmed(Exception):
    """Both said it: there is nothing to take back."""


@transaction.atomic
def say_did_together(
    *, person: Person, other: Person, edition: Edition, day: date, words: str, now: datetime
) -> SharedTask:
    """The person says that they did a task with the other that day; the form offers only people whom they may name.

    If the other has said so, this is their yes. Said again before that, it is the same row, with the later words:
    who has said no isn't asked again. An avoidance changes nothing here: what one avoids steers what oneself reads.
    """
    _one_at_a_time(person, other)
    row = _between(person, other).filter(day=day).first()
    if row is None:
        row = SharedTask(edition=edition, said_by=person, other=other, day=day)
    elif row.said_by_id != person.pk:
        if row.taken_back_at is None:
            return _confirmed(row, by=person, now=now)
        # The other no longer says it: from now on it is this person's to ask.
        row.said_by, row.other, row.answer, row.answered_at = person, other, "", None
    if not row.is_confirmed:
        row.words, row.said_at, row.taken_back_at = words, now, None
        row.save()
        _no_longer_denied(person, other)
    return row


@transaction.atomic
def answer_task(*, task: SharedTask, yes: bool, now: datetime) -> SharedTask:
    """The other of the two answers; a no is told to nobody. Raises `NoLongerAsked`."""
    row = _locked(task)
    if not row.is_waiting:
        raise NoLongerAsked
    if yes:
        return _confirmed(row, by=row.other, now=now)
    row.answer, row.answered_at = Answer.NO, now
    row.save(update_fields=["answer", "answered_at"])
    return row


@transaction.atomic
def take_back_task(*, task: SharedTask, now: datetime) -> None:
    """Who said it says it no longer: its words are gone, whatever the other answered. Raises `AlreadyConfirmed`."""
    row = _locked(task)
    if row.is_confirmed:
        raise AlreadyConfirmed
    row.words, row.taken_back_at = "", now
    row.save(update_fields=["words", "taken_back_at"])


def _confirmed(row: SharedTask, *, by: Person, now: datetime) -> SharedTask:
    """Both said it: written once in the ledger, at noon of its day."""
    if not row.is_confirmed:
        row.answer, row.answered_at = Answer.YES, now
        row.save(update_fields=["answer", "answered_at"])
    first, second = in_order(row.said_by_id, row.other_id)
    Encounter.objects.get_or_create(
        first_id=first,
        second_id=second,
        task=row,
        defaults={
            "edition": row.edition,
            "source": Encounter.Source.TASK,
            "happened_at": row.edition.moment(row.day, NOON),
        },
    )
    _no_longer_denied(by, row.said_by if row.other_id == by.pk else row.other)
    return row


def _no_longer_denied(person: Person, other: Person) -> None:
    """Who says that they did something together takes back their own « no, we did not meet »; never the other’s."""
    Remembered.objects.filter(person=person, other=other, met=False).update(met=None)


def _between(one: Person, other: Person) -> QuerySet[SharedTask]:
    pair = [one.pk, other.pk]
    return SharedTask.objects.filter(said_by__in=pair, other__in=pair).select_related("edition", "said_by", "other")


def _one_at_a_time(one: Person, other: Person) -> None:
    """Two who say the same at the same moment meet on one row: the second waits here."""
    pair = Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    list(pair.values_list("pk"))


def _locked(task: SharedTask) -> SharedTask:
    rows = SharedTask.objects.select_for_update(of=("self",)).select_related("edition", "said_by", "other")
    return rows.get(pk=task.pk)
