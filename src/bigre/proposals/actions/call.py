"""Announcing a call."""

from datetime import datetime

from django.db import transaction

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Call
from bigre.proposals.queries.call import on_offer
from bigre.proposals.rules.call import what_is_missing


class CallIncomplete(Exception):
    """The call lacks something; `sentences` say what."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@transaction.atomic
def announce_call(*, edition: Edition, by: Person | None, now: datetime) -> Call:
    """Show the call to everybody; raises `CallIncomplete`. Announcing twice keeps the first moment and author."""
    call = Call.objects.select_for_update().filter(edition=edition).first() or Call(edition=edition)
    if missing := what_is_missing(call, formats=on_offer(edition.formats.all()).count()):
        raise CallIncomplete(missing)
    if call.announced_at is None:
        call.announced_at, call.announced_by = now, by
        call.save(update_fields=["announced_at", "announced_by"])
    return call
