"""Cooperations, their members, journals and questions, made for tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from bigre.core.models import Audience, secret_digest
from bigre.editions.models import Edition
from bigre.encounters.models import Cooperation, CooperationMember, Encounter, Entry, Reminder
from bigre.people.models import Cooperative, Person

MADE_AT = datetime(2022, 9, 5, 8, tzinfo=UTC)


def cooperation(
    *members: Person,
    name: str = "Jardins de poche",
    cooperatives: Iterable[Cooperative] = (),
    audience: str = Audience.NOBODY,
    **fields: Any,
) -> Cooperation:
    """An idea of these people since 5 September 2022, seen by themselves alone."""
    given: dict[str, Any] = {"sentence": "Planter à plusieurs.", "begun_on": date(2022, 9, 5), **fields}
    made = Cooperation.objects.create(name=name, audience=audience, **given)
    made.cooperatives.set(cooperatives)
    for person in members:
        member(of=made, person=person)
    return made


def member(*, of: Cooperation, person: Person, state: str = "member", **fields: Any) -> CooperationMember:
    """A person is of it, or was asked."""
    return CooperationMember.objects.create(
        cooperation=of, person=person, state=state, **{"since_at": MADE_AT, **fields}
    )


def entry(of: Cooperation, by: Person, text: str = "Première bêche.", kind: str = "note", **fields: Any) -> Entry:
    """A line of its journal."""
    return Entry.objects.create(cooperation=of, author=by, text=text, kind=kind, **{"written_at": MADE_AT, **fields})


def question(of: Cooperation, to: Person, *, secret: str = "secret", **fields: Any) -> Reminder:
    """How is it going? asked of a member after a month, behind this secret."""
    given: dict[str, Any] = {"months": 1, "sent_at": MADE_AT, **fields}
    return Reminder.objects.create(cooperation=of, person=to, digest=secret_digest(secret), **given)


def encounter(in_: Edition, one: Person, other: Person, **fields: Any) -> Encounter:
    """Two people met at a table of the edition."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    given: dict[str, Any] = {"source": Encounter.Source.TABLE, "happened_at": MADE_AT, **fields}
    return Encounter.objects.create(edition=in_, first=first, second=second, **given)
