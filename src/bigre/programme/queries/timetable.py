"""The timetable of a version as light rows: what pages draw, filter and search, without hundreds of model objects."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from bigre.editions.models import Edition
from bigre.people.rules import Face, Viewer
from bigre.programme.models import Activity, Placement, TimetableVersion

from .faces import faces_by_activity
from .revision import Revision, revision


@dataclass(frozen=True, slots=True)
class Kind:
    """A theme or a format: what tells it in an address, what people read; themes have a colour (1–12) and its shape."""

    slug: str
    label: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """A space as the timetable shows it."""

    slug: str
    name: str
    capacity: int | None
    position: int


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An activity at its place and time, for one viewer. `starts_at` and `ends_at` are in the edition's time zone."""

    pk: int
    uuid: UUID
    edition: str
    title: str
    stems: str
    format: Kind | None
    themes: tuple[Kind, ...]
    languages: tuple[str, ...]
    room: Room
    day: date
    starts_at: datetime
    ends_at: datetime
    faces: tuple[Face, ...]

    @property
    def clock(self) -> str:
        """Its hour, as in a printed programme: 9:30."""
        return f"{self.starts_at.hour}:{self.starts_at.minute:02}"

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def quarters(self) -> int:
        """Its length in quarters of an hour, rounded up."""
        return -(-self.minutes // 15)

    @property
    def colour(self) -> int:
        """The colour of its first theme; 0 without theme."""
        return self.themes[0].colour if self.themes else 0

    @property
    def seen_faces(self) -> list[Face]:
        """The leads who show their name to the viewer."""
        return [face for face in self.faces if not face.is_hidden]

    @property
    def cooperatives(self) -> set[str]:
        """The cooperatives of its leads, as far as they show them."""
        return {name for face in self.faces for name in face.cooperatives}

    def overlaps(self, other: "PlacedActivity") -> bool:
        """Whether one starts before the other has ended."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Timetable:
    """Every placement of a version for one viewer, by time, then space."""

    version: TimetableVersion
    placed: tuple[PlacedActivity, ...]
    revision: Revision
    # The same for all who may read the same in the same language, whoever they are.
    fingerprint: str


def timetable(version: TimetableVersion, edition: Edition, viewer: Viewer) -> Timetable:
    """The timetable of a version as the viewer may see it.

    7 queries, and up to 6 more to read again what changed since this process read it for this viewer.
    """
    return _timetable(version, _Drawing(edition), viewer, get_language(), revision(version))


class _Drawing:
    """An edition that counts as another one when what the timetable draws from it changed."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.said = (edition.pk, edition.slug, edition.time_zone, edition.closes_minutes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawing) and self.said == other.said

    def __hash__(self) -> int:
        return hash(self.said)


@lru_cache(maxsize=128)
def _timetable(
    version: TimetableVersion, drawing: _Drawing, viewer: Viewer, language: str | None, revision: Revision
) -> Timetable:
    placements = version.placements.order_by("starts_at", "space__position", "space__name", "activity__title", "pk")
    themes = _themes_of(version, language, revision.themes)
    faces, seen = _faces_of(version, viewer, revision.people)
    placed = _placed_rows(placements, drawing.edition, themes, faces)
    # What the activities are made from, instead of all of them: a tenth of the time.
    fingerprint = _digest(version.pk, language, drawing.said, revision.placements, revision.themes, seen)
    return Timetable(version, placed, revision, fingerprint)


def _digest(*said: object) -> str:
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=32)
def _themes_of(version: TimetableVersion, _language: str | None, _revision: str) -> Mapping[int, tuple[Kind, ...]]:
    return _themes(version.placements.all())


@lru_cache(maxsize=128)
def _faces_of(version: TimetableVersion, viewer: Viewer, _revision: str) -> tuple[Mapping[int, tuple[Face, ...]], str]:
    """The faces by activity, and their fingerprint."""
    faces = faces_by_activity(viewer, version.placements.values("activity_id"))
    return faces, _digest(sorted(faces.items()))


def placed_activities(placements: QuerySet[Placement], edition: Edition, viewer: Viewer) -> tuple[PlacedActivity, ...]:
    """These placements of the edition as light rows, in their order (6 queries)."""
    activities = placements.order_by().values("activity_id")
    return _placed_rows(placements, edition, _themes(placements), faces_by_activity(viewer, activities))


def _placed_rows(
    placements: QuerySet[Placement],
    edition: Edition,
    themes: Mapping[int, tuple[Kind, ...]],
    faces: Mapping[int, tuple[Face, ...]],
) -> tuple[PlacedActivity, ...]:
    drawing, language = _Drawing(edition), get_language()
    none = ()
    return tuple(
        _placed(row, drawing, themes.get(row.activity, none), faces.get(row.activity, none), language)
        for row in map(_Row.of, placements.values_list(*_COLUMNS))
    )


class _Row(NamedTuple):
    """What is read of a placement."""

    activity: int
    starts_at: datetime
    ends_at: datetime
    uuid: UUID
    title: str
    stems: str
    format: str | None
    format_fr: str
    format_nl: str
    format_en: str
    space: str
    space_name: str
    capacity: int | None
    position: int
    languages: tuple[str, ...]

    @classmethod
    def of(cls, columns: tuple[Any, ...]) -> "_Row":
        """From what the database answers, whose languages are a list."""
        return cls._make((*columns[:-1], tuple(columns[-1])))


# In the order of `_Row`; one column for each of its fields.
_COLUMNS = (
    "activity_id",
    "starts_at",
    "ends_at",
    "activity__uuid",
    "activity__title",
    "activity__search_stems",
    "activity__format__slug",
    "activity__format__label_fr",
    "activity__format__label_nl",
    "activity__format__label_en",
    "space__slug",
    "space__name",
    "space__capacity",
    "space__position",
    "activity__languages",
)


@lru_cache(maxsize=5_000)
def _placed(
    row: _Row, drawing: _Drawing, themes: tuple[Kind, ...], faces: tuple[Face, ...], language: str | None
) -> PlacedActivity:
    """The activity of a row; a row that says the same as before is not worked out again."""
    edition = drawing.edition
    starts_at = row.starts_at.astimezone(edition.zone)
    labels = {"label_fr": row.format_fr, "label_nl": row.format_nl, "label_en": row.format_en}
    return PlacedActivity(
        pk=row.activity,
        uuid=row.uuid,
        edition=edition.slug,
        title=row.title,
        stems=row.stems,
        format=Kind(row.format, _label(labels, "", language)) if row.format else None,
        themes=themes,
        languages=row.languages,
        room=Room(row.space, row.space_name, row.capacity, row.position),
        day=programme_day(edition, starts_at),
        starts_at=starts_at,
        ends_at=row.ends_at.astimezone(edition.zone),
        faces=faces,
    )


def programme_day(edition: Edition, local: datetime) -> date:
    """The day to which people count an hour: before closing time, a night belongs to the day before."""
    return (local - timedelta(minutes=max(0, edition.closes_minutes - 24 * 60))).date()


def _themes(placements: QuerySet[Placement]) -> dict[int, tuple[Kind, ...]]:
    """The themes of the placed activities, by activity, in the order of the edition (1 query)."""
    fields = ("slug", "colour", "label_fr", "label_nl", "label_en")
    activities = placements.order_by().values("activity_id")
    links = Activity.themes.through.objects.filter(activity__in=activities).order_by("theme__position", "theme_id")
    found: defaultdict[int, list[Kind]] = defaultdict(list)
    language = get_language()
    for row in links.values("activity_id", *(f"theme__{field}" for field in fields)):
        found[row["activity_id"]].append(
            Kind(row["theme__slug"], _label(row, "theme__", language), row["theme__colour"])
        )
    return {activity: tuple(kinds) for activity, kinds in found.items()}


def _label(row: dict[str, Any], prefix: str, language: str | None) -> str:
    """The name in the reader's language, in French where nobody translated it (see `Labelled.label`)."""
    label: str = row.get(f"{prefix}label_{(language or 'fr')[:2]}") or row[f"{prefix}label_fr"]
    return label
