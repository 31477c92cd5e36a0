"""Activities, timetable versions and placements for tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Lead, Placement, TimetableVersion
from bigre.programme.rules import search_stems
from bigre.proposals.models import Format, Proposal, Theme

_numbers = count(1)
MADE_AT = datetime(2022, 7, 1, 10, tzinfo=UTC)


def activity(
    edition: Edition,
    title: str = "Lire à plusieurs",
    *,
    leaders: Iterable[Person] = (),
    themes: Iterable[Theme] = (),
    format: Format | None = None,
    languages: Iterable[str] = ("fr",),
    duration_minutes: int = 90,
    summary: str = "",
    text: str = "",
    ideal_size: int | None = None,
    max_size: int | None = None,
    proposal: Proposal | None = None,
    external_id: str = "",
) -> Activity:
    """An activity, led by `leaders` in that order, found by the words of its title, summary and text."""
    made = Activity.objects.create(
        edition=edition,
        proposal=proposal,
        title=title,
        summary=summary,
        text=text,
        format=format,
        languages=list(languages),
        duration_minutes=duration_minutes,
        ideal_size=ideal_size,
        max_size=max_size,
        search_stems=search_stems(f"{title} {summary} {text}", languages),
        external_id=external_id,
    )
    made.themes.set(themes)
    for position, person in enumerate(leaders):
        Lead.objects.create(activity=made, person=person, position=position)
    return made


def version(edition: Edition, *, published_at: datetime | None = MADE_AT) -> TimetableVersion:
    """The edition's next timetable version; published unless `published_at` is None."""
    return TimetableVersion.objects.create(
        edition=edition, number=edition.versions.count() + 1, made_at=MADE_AT, published_at=published_at
    )


def placement(
    version: TimetableVersion, activity: Activity, space: Space, day: date, minutes: int = 9 * 60 + 30
) -> Placement:
    """The activity takes place on that day, `minutes` after local midnight, for as long as it lasts."""
    edition = version.edition
    return Placement.objects.create(
        version=version,
        activity=activity,
        space=space,
        starts_at=edition.moment(day, minutes),
        ends_at=edition.moment(day, minutes + activity.duration_minutes),
    )


def theme(edition: Edition, label: str = "Écologie", *, slug: str = "", colour: int = 1) -> Theme:
    """A theme of the edition."""
    return Theme.objects.create(edition=edition, label_fr=label, slug=slug or f"theme-{next(_numbers)}", colour=colour)


def format_of(edition: Edition, label: str = "Atelier", *, slug: str = "", **fields: Any) -> Format:
    """A format of the edition."""
    return Format.objects.create(edition=edition, label_fr=label, slug=slug or f"format-{next(_numbers)}", **fields)
