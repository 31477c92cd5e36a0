"""The shapes of the API's answers and questions, as its OpenAPI document declares them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

# Text that a database takes: at most 200 characters, without the null character.
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class Refusal(Schema):
    """What went wrong, for people."""

    detail: str


class Fault(Schema):
    """One thing wrong with a question."""

    type: str
    loc: list[str | int]
    msg: str


class Faults(Schema):
    """Everything wrong with a question."""

    detail: list[Fault]


class Span(Schema):
    """A part of a list."""

    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=1_000_000)


class ActivityFilter(Span):
    """Which activities; filters add up."""

    q: Word = Field("", description="words, accents and inflection forgiven")
    theme: Slug | None = None
    format: Slug | None = None
    space: Slug | None = None
    language: Slug | None = None
    day: date | None = None


class Edition(Schema):
    """A gathering."""

    slug: str
    name: str
    number: int | None
    summary: str
    starts_on: date
    ends_on: date
    time_zone: str
    life: str


class Editions(Schema):
    """Some editions, and how many there are in all."""

    count: int
    items: list[Edition]


class Kind(Schema):
    """A theme or a format."""

    slug: str
    label: str


class Space(Schema):
    """Where something takes place; `capacity` is null where no limit is known."""

    slug: str
    name: str
    capacity: int | None


class Leader(Schema):
    """Someone who leads an activity, as far as they show themselves to the caller."""

    uuid: UUID
    name: str
    cooperatives: list[str]
    occupation: str


class Activity(Schema):
    """An activity of the published programme."""

    uuid: UUID
    title: str
    format: Kind | None
    themes: list[Kind]
    languages: list[str]
    starts_at: datetime
    ends_at: datetime
    space: Space
    leaders: list[Leader]
    summary: str
    text: str


class Activities(Schema):
    """Some activities by time, and how many pass the filters."""

    count: int
    items: list[Activity]


class Place(Schema):
    """When and where an activity takes place."""

    activity: UUID
    space: str
    starts_at: datetime
    ends_at: datetime


class Timetable(Schema):
    """The published version of an edition's timetable."""

    version: int
    published_at: datetime | None
    spaces: list[Space]
    placements: list[Place]


class Person(Schema):
    """A person as they show themselves to the caller; what they don't show is empty."""

    uuid: UUID
    name: str
    about: str
    languages: list[str]
    cooperatives: list[str]
    occupations: list[str]
    place: str
    contact: str


class People(Schema):
    """Some people by name, and how many the caller may see."""

    count: int
    items: list[Person]


class Me(Person):
    """The person whose key calls, with what only they see."""

    editions: list[str]
    favourites: list[UUID]
