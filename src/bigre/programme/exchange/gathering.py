"""A gathering as a file tells it, whatever the format: plain data between the readers and the database."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID

type Window = tuple[datetime, datetime]
# None: always. An empty tuple never occurs: readers refuse or explain what could never take place.
type Windows = tuple[Window, ...] | None


def instant_key(moment: datetime) -> str:
    """An instant as a key: the same for the same instant in any time zone."""
    return moment.astimezone(UTC).isoformat()


@dataclass(frozen=True, slots=True)
class EditionPart:
    """The edition itself; minutes count from local midnight."""

    slug: str
    name: str
    starts_on: date
    ends_on: date
    time_zone: str
    opens_minutes: int
    closes_minutes: int
    grid_minutes: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class BandPart:
    """A stretch of one day in which activities happen."""

    day: date
    name: str
    starts_minutes: int
    ends_minutes: int


@dataclass(frozen=True, slots=True)
class SpacePart:
    """A space; `equipment` are labels. One that is never open is not planned."""

    key: str
    name: str
    capacity: int | None = None
    equipment: tuple[str, ...] = ()
    openings: Windows = None
    plannable: bool = True


@dataclass(frozen=True, slots=True)
class PersonPart:
    """A participant, known by a name only."""

    key: str
    name: str
    presences: Windows = None


@dataclass(frozen=True, slots=True)
class AskedPart:
    """What a proposal asks and answers besides; `answers`: the question's primary key, a text or a choice's."""

    organisation: str = ""
    wants_interpreter: bool = False
    wants_facilitator: bool = False
    late: bool = False
    answers: tuple[tuple[int, str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityPart:
    """An activity; `leaders` are keys of people, `format` and `themes` labels, `uuid` the one it had elsewhere."""

    key: str
    title: str
    duration_minutes: int
    summary: str = ""
    text: str = ""
    format: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ideal_size: int | None = None
    max_size: int | None = None
    equipment: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    windows: Windows = None
    uuid: UUID | None = None
    # Of a proposal only.
    asked: AskedPart = AskedPart()


@dataclass(frozen=True, slots=True)
class WishPart:
    """A person's wish; `level` is a `Wish.Level`."""

    person: str
    activity: str
    level: int


@dataclass(frozen=True, slots=True)
class RelationPart:
    """`first` ends before `second` starts, or the two never overlap; activities by key."""

    kind: Literal["before", "not_together"]
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class PlacementPart:
    """An activity takes place in a space (both by key)."""

    activity: str
    space: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Gathering:
    """Everything a file says. `proposed`: its activities are proposals still to be planned, not a programme.

    `slots`: the file's own keys of its time slots, with their starts. `notes`: sentences, in the reader's language,
    about what was filled in or left aside.
    """

    edition: EditionPart
    proposed: bool
    activities: tuple[ActivityPart, ...]
    spaces: tuple[SpacePart, ...] = ()
    bands: tuple[BandPart, ...] = ()
    # Times when nothing happens, so that no activity runs over the end of its band.
    pauses: tuple[BandPart, ...] = ()
    people: tuple[PersonPart, ...] = ()
    wishes: tuple[WishPart, ...] = ()
    relations: tuple[RelationPart, ...] = ()
    placements: tuple[PlacementPart, ...] = ()
    slots: tuple[tuple[str, datetime], ...] = ()
    notes: tuple[str, ...] = field(default=())
