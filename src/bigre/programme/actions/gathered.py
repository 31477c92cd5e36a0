"""A gathering read from a file becomes an edition with its spaces, people and activities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from bigre.editions.models import (
    Band,
    Edition,
    Equipment,
    Participation,
    Presence,
    ProtectedTime,
    Space,
    SpaceOpening,
    Stop,
    Venue,
)
from bigre.people.models import Person
from bigre.programme.exchange.gathering import BandPart, Gathering, instant_key
from bigre.programme.exchange.text import unique_slugs
from bigre.programme.models import SourceKey

from .gathered_activities import Rows, store_activities
from .kinds import equipment_labelled, link, store_formats, store_themes

BATCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """The edition made, and sentences about what could not be kept as it was."""

    edition: Edition
    notes: tuple[str, ...] = field(default=())


@transaction.atomic
def store_gathering(*, gathering: Gathering, slug: str, by: Person | None, now: datetime) -> Stored:
    """Make the edition under a free `slug`, in preparation (its team's alone); a programme in the file is published."""
    edition = _store_edition(gathering, slug)
    rows = Rows(
        edition=edition,
        spaces=_store_spaces(gathering, edition),
        people=_store_people(gathering, edition),
        equipment=_equipment(gathering),
        formats=store_formats(edition, gathering.activities),
        themes=store_themes(edition, gathering.activities),
    )
    _furnish(gathering, rows)
    if gathering.proposed:
        _store_source_keys(gathering, rows)
    return Stored(edition, tuple(store_activities(gathering=gathering, rows=rows, by=by, now=now)))


def _store_edition(gathering: Gathering, slug: str) -> Edition:
    part = gathering.edition
    edition = Edition.objects.create(
        slug=slug,
        name=part.name or slug,
        starts_on=part.starts_on,
        ends_on=part.ends_on,
        time_zone=part.time_zone,
        opens_minutes=part.opens_minutes,
        closes_minutes=max(part.closes_minutes, part.opens_minutes + 1),
        grid_minutes=part.grid_minutes,
    )
    Band.objects.bulk_create(Band(edition=edition, **_times(part)) for part in gathering.bands)
    ProtectedTime.objects.bulk_create(ProtectedTime(edition=edition, **_times(part)) for part in gathering.pauses)
    return edition


def _times(part: BandPart) -> dict[str, Any]:
    return {
        "day": part.day,
        "name": part.name,
        "starts_minutes": part.starts_minutes,
        "ends_minutes": part.ends_minutes,
    }


def _store_spaces(gathering: Gathering, edition: Edition) -> dict[str, Space]:
    """The spaces by key, in a venue and at a stop of their own."""
    place = gathering.edition.place or edition.name
    venue = Venue.objects.create(name=place)
    Stop.objects.create(edition=edition, name=place, venue=venue, starts_on=edition.starts_on, ends_on=edition.ends_on)
    slugs = unique_slugs(part.name for part in gathering.spaces)
    spaces = {
        part.key: Space(
            venue=venue,
            slug=slug,
            name=part.name,
            capacity=part.capacity,
            position=min(position, 32_767),
            plannable=part.plannable,
        )
        for position, (part, slug) in enumerate(zip(gathering.spaces, slugs, strict=True))
    }
    Space.objects.bulk_create(spaces.values(), batch_size=BATCH)
    SpaceOpening.objects.bulk_create(
        SpaceOpening(space=spaces[part.key], starts_at=start, ends_at=end)
        for part in gathering.spaces
        for start, end in part.openings or ()
    )
    return spaces


def _store_people(gathering: Gathering, edition: Edition) -> dict[str, Person]:
    """People without an account, by key; they take part in the edition, and their audiences are the usual ones."""
    people = {part.key: Person(name=part.name) for part in gathering.people}
    Person.objects.bulk_create(people.values(), batch_size=BATCH)
    taking_part = {key: Participation(edition=edition, person=person) for key, person in people.items()}
    Participation.objects.bulk_create(taking_part.values(), batch_size=BATCH)
    Presence.objects.bulk_create(
        Presence(participation=taking_part[part.key], starts_at=start, ends_at=end)
        for part in gathering.people
        for start, end in part.presences or ()
    )
    return people


def _equipment(gathering: Gathering) -> dict[str, Equipment]:
    """The equipment that the file names, by its label there; what the site knows already is taken."""
    offered = {label for space in gathering.spaces for label in space.equipment}
    asked = {label for activity in gathering.activities for label in activity.equipment}
    return equipment_labelled(sorted(offered | asked))


def _furnish(gathering: Gathering, rows: Rows) -> None:
    pairs = ((rows.spaces[part.key], rows.equipment[label]) for part in gathering.spaces for label in part.equipment)
    link(Space.equipment.through, "space_id", "equipment_id", pairs)


def _store_source_keys(gathering: Gathering, rows: Rows) -> None:
    kinds: Mapping[str, Iterable[tuple[str, str]]] = {
        SourceKey.Kind.SLOT: ((instant_key(start), key) for key, start in gathering.slots),
        SourceKey.Kind.SPACE: ((space.slug, key) for key, space in rows.spaces.items()),
        SourceKey.Kind.PERSON: ((str(person.uuid), key) for key, person in rows.people.items()),
    }
    SourceKey.objects.bulk_create(
        (
            SourceKey(edition=rows.edition, kind=kind, ours=ours, theirs=theirs)
            for kind, pairs in kinds.items()
            for ours, theirs in pairs
        ),
        batch_size=BATCH,
    )
