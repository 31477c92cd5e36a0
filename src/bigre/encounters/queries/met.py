"""The people whom a person met, read from the ledger by that person for themselves only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.encounters.models import Encounter, Remembered
from bigre.encounters.rules.ledger import is_small
from bigre.people.models import Person
from bigre.people.queries import people_visible_to
from bigre.people.rules import Face, Viewer, face
from bigre.programme.models import Placement
from bigre.programme.queries.published import current_version

from .knowing import avoided_by


@dataclass(frozen=True, slots=True)
class Where:
    """One encounter: in words where, and when."""

    words: str
    happened_at: datetime
    edition: str


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody whom the person met: where, latest first, and what they keep of it."""

    person: Person
    face: Face
    wheres: tuple[Where, ...]
    remembered: Remembered | None


def encounters_of(person: Person) -> QuerySet[Encounter]:
    """The person's own encounters, latest first."""
    mine = Encounter.objects.filter(Q(first=person) | Q(second=person))
    return mine.select_related("activity", "round", "meeting", "task", "edition").order_by("-happened_at", "pk")


def people_met(person: Person, viewer: Viewer) -> list[Met]:
    """Those whom the person met and who show them their name; not those of whom they said « no » (6 queries).

    Latest encounter first. Somebody who hides their name is left out: an encounter does not open what they closed.
    What somebody whom the person avoids says of a shared task doesn’t reach them.
    """
    avoided = {pk for _row, pk in avoided_by(person)}
    by_other: dict[int, list[Encounter]] = {}
    for one in encounters_of(person):
        other = one.second_id if one.first_id == person.pk else one.first_id
        if not (one.source == Encounter.Source.TASK and other in avoided):
            by_other.setdefault(other, []).append(one)
    kept = {one.other_id: one for one in person.remembered.all()}
    people = {one.pk: one for one in people_visible_to(viewer).filter(pk__in=by_other)}
    return [
        Met(people[pk], face(viewer, people[pk]), _wheres(rows), kept.get(pk))
        for pk, rows in by_other.items()
        if pk in people and not (pk in kept and kept[pk].met is False)
    ]


def _wheres(rows: Iterable[Encounter]) -> tuple[Where, ...]:
    return tuple(Where(_words(one), one.happened_at, one.edition.name) for one in rows)


def _words(encounter: Encounter) -> str:
    """The activity, the meal, the task in their words, or the kind of encounter."""
    if encounter.task is not None:
        return _("Une tâche partagée : %(words)s") % {"words": encounter.task.words}
    return str(encounter.activity or encounter.round or encounter.get_source_display())


def activities_over(person: Person, edition: Edition, now: datetime) -> list[tuple[Placement, bool]]:
    """Small activities that are over: what the person kept or led, or was to attend by the solver's proposal.

    Latest first, each with whether they said that they were there; what they said of others stays in the list, so that
    it can be taken back.
    """
    version = current_version(edition)
    if version is None:
        return []
    said = set(person.check_ins.values_list("activity_id", flat=True))
    proposed = version.attendances.filter(person=person).values("activity")
    kept = Q(activity__favourites__person=person) | Q(activity__leads__person=person)
    mine = kept | Q(activity__in=said) | Q(activity__in=proposed)
    found = version.placements.filter(mine, ends_at__lte=now).select_related("activity", "space").distinct()
    rows = found.order_by("-starts_at", "pk")
    return [(one, one.activity_id in said) for one in rows if is_small(one.activity)]
