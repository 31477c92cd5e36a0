"""What the API answers with: editions, the published programme and people, each through the caller's eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Viewer, profile
from bigre.programme.models import Placement
from bigre.programme.queries.programme_texts import ProgrammeText, programme_texts
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import PlacedActivity, Timetable, placed_activities, timetable


@dataclass(frozen=True, slots=True)
class Programme:
    """The published programme of an edition for one viewer, with its texts."""

    timetable: Timetable
    texts: Mapping[int, ProgrammeText]


def programme(edition: Edition, viewer: Viewer) -> Programme | None:
    """The published programme; None before anything is published."""
    version = current_version(edition)
    if version is None:
        return None
    return Programme(timetable(version, edition, viewer), programme_texts(version))


def published_activity(edition: Edition, uuid: UUID, viewer: Viewer) -> dict[str, Any] | None:
    """One activity of the published programme, as the API words it; None when it isn't in it."""
    version = current_version(edition)
    if version is None:
        return None
    placements = Placement.objects.filter(version=version, activity__uuid=uuid)
    found = placed_activities(placements, edition, viewer)
    return activity_answer(found[0], programme_texts(version)) if found else None


def activity_answer(placed: PlacedActivity, texts: Mapping[int, ProgrammeText]) -> dict[str, Any]:
    """An activity as the API words it; leaders who don't show their name to the viewer are left out."""
    text = texts.get(placed.pk, ProgrammeText())
    return {
        "uuid": placed.uuid,
        "title": placed.title,
        "format": placed.format,
        "themes": placed.themes,
        "languages": placed.languages,
        "starts_at": placed.starts_at,
        "ends_at": placed.ends_at,
        "space": placed.room,
        "leaders": placed.seen_faces,
        "summary": text.summary,
        "text": text.text,
    }


def timetable_answer(shown: Timetable) -> dict[str, Any]:
    """The version's number, its spaces in the order of the grid, and its placements."""
    rooms = {placed.room.slug: placed.room for placed in shown.placed}
    return {
        "version": shown.version.number,
        "published_at": shown.version.published_at,
        "spaces": sorted(rooms.values(), key=lambda room: (room.position, room.name)),
        "placements": [
            {
                "activity": placed.uuid,
                "space": placed.room.slug,
                "starts_at": placed.starts_at,
                "ends_at": placed.ends_at,
            }
            for placed in shown.placed
        ],
    }


def person_answer(viewer: Viewer, person: Person) -> dict[str, Any]:
    """A person's profile as the API words it; reads what `people_with_details` prefetches."""
    seen = profile(viewer, person)
    return {
        "uuid": person.uuid,
        "name": person.name,
        "about": seen.about,
        "languages": seen.languages,
        "cooperatives": [membership.cooperative.name for membership in seen.memberships],
        "occupations": [occupation.title for occupation in seen.occupations],
        "place": seen.place,
        "contact": seen.contact,
    }
