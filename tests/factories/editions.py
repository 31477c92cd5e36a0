"""Editions and what belongs to them, made for tests."""

from datetime import date
from typing import Any

from django.utils.text import slugify

from bigre.editions.models import (
    Band,
    Edition,
    Equipment,
    Involvement,
    Participation,
    ProtectedTime,
    Space,
    Stop,
    TeamMember,
    Venue,
)
from bigre.people.models import Cooperative, Person, Place

from .people import person_with_account

MONDAY = date(2022, 8, 22)
FRIDAY = date(2022, 8, 26)


def edition(slug: str = "bigre-2022", **fields: Any) -> Edition:
    """A week from Monday 22 to Friday 26 August 2022, its programme published."""
    defaults: dict[str, Any] = {
        "name": "Bigre! Rencontre 2022",
        "number": 8,
        "starts_on": MONDAY,
        "ends_on": FRIDAY,
        "life": Edition.Life.PUBLISHED,
    }
    return Edition.objects.create(slug=slug, **{**defaults, **fields})


def venue(name: str = "Le Lazaret", **fields: Any) -> Venue:
    """A place that can receive an edition."""
    return Venue.objects.create(name=name, **fields)


def space(of: Venue, name: str = "Oratoire", **fields: Any) -> Space:
    """A space of a venue, for 80 people."""
    defaults: dict[str, Any] = {"slug": slugify(name), "capacity": 80}
    return Space.objects.create(venue=of, name=name, **{**defaults, **fields})


def equipment(label: str = "Vidéoprojecteur", **fields: Any) -> Equipment:
    """Something that an activity may need."""
    return Equipment.objects.create(**{"code": slugify(label), "label_fr": label, **fields})


def stop(
    of: Edition, name: str = "Sète", *, place: Place | None = None, venue: Venue | None = None, **fields: Any
) -> Stop:
    """A stop that lasts as long as its edition."""
    defaults = {"starts_on": of.starts_on, "ends_on": of.ends_on}
    return Stop.objects.create(edition=of, name=name, place=place, venue=venue, **{**defaults, **fields})


def involvement(of: Cooperative, in_: Edition, role: str = Involvement.Role.MEMBER) -> Involvement:
    """The part of a cooperative in an edition."""
    return Involvement.objects.create(cooperative=of, edition=in_, role=role)


def participation(of: Person, in_: Edition, **fields: Any) -> Participation:
    """A person takes part in an edition."""
    return Participation.objects.create(person=of, edition=in_, **fields)


def team_member(of: Edition, person: Person, role: str = TeamMember.Role.PROGRAMME) -> TeamMember:
    """A person's role in the team of an edition."""
    return TeamMember.objects.create(edition=of, person=person, role=role)


def band(of: Edition, name: str = "Matin", starts_minutes: int = 570, ends_minutes: int = 765, **fields: Any) -> Band:
    """A stretch of every day for activities, from 9:30 to 12:45."""
    return Band.objects.create(
        edition=of, name=name, starts_minutes=starts_minutes, ends_minutes=ends_minutes, **fields
    )


def protected_time(
    of: Edition, name: str = "Déjeuner", starts_minutes: int = 765, ends_minutes: int = 870, **fields: Any
) -> ProtectedTime:
    """A time of every day that stays free, from 12:45 to 14:30."""
    return ProtectedTime.objects.create(
        edition=of, name=name, starts_minutes=starts_minutes, ends_minutes=ends_minutes, **fields
    )


def taking_part(in_: Edition, name: str = "Alice", **fields: Any) -> Person:
    """Somebody with an account who takes part in the edition."""
    one = person_with_account(name, **fields)
    participation(one, in_)
    return one
