"""Whether anything that the programme shows has changed: asked on every request, so answered in few steps."""

from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from bigre.editions.models import ProtectedTime
from bigre.people.models import Membership, Occupation, Person
from bigre.programme.models import Activity, Lead, Placement, TimetableVersion

_PLACEMENT = ("activity_id", "starts_at", "ends_at")
_ACTIVITY = ("uuid", "title", "search_stems", "languages", "format__slug")
_LABELS = ("label_fr", "label_nl", "label_en")
_SPACE = ("slug", "name", "capacity", "position")
_PERSON = ("pk", "uuid", "name", "name_audience", "cooperative_audience", "occupations_audience")


class Revision(NamedTuple):
    """A fingerprint of each kind of rows that the pages of a version read: what did not change is not read again."""

    placements: str
    themes: str
    people: str
    protected_times: str


def revision(version: TimetableVersion) -> Revision:
    """The fingerprints of a version's rows, whoever looks (7 queries, no model objects).

    Kept answers carry it in their key: nothing needs to be told when a title, a space or what somebody shows changes.
    """
    placements, themes, leads, people, memberships, occupations, protected = (
        _rows(*statement) for statement in _statements(version.pk, version.edition_id)
    )
    faces = _digest(leads, people, memberships, occupations)
    return Revision(_digest(placements), _digest(themes), faces, _digest(protected))


def _rows(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _digest(*rows: list[tuple[Any, ...]]) -> str:
    return blake2b(repr(rows).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=32)
def _statements(version: int, edition: int) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The queries as SQL, written by Django once instead of on every request."""
    placements = Placement.objects.filter(version=version).order_by("pk")
    led = Lead.objects.filter(activity__placements__version=version)
    people = Person.objects.filter(pk__in=led.values("person_id")).order_by("pk")
    themes = Activity.themes.through.objects.filter(activity__placements__version=version).order_by("pk")
    rows: tuple[QuerySet[Any, Any], ...] = (
        placements.values_list(
            *_PLACEMENT,
            *(f"activity__{name}" for name in _ACTIVITY),
            *(f"activity__format__{name}" for name in _LABELS),
            *(f"space__{name}" for name in _SPACE),
        ),
        themes.values_list("activity_id", *(f"theme__{name}" for name in ("slug", "colour", "position", *_LABELS))),
        led.order_by("position", "pk").values_list("activity_id", "person_id"),
        people.values_list(*_PERSON),
        Membership.objects.filter(person__in=people.order_by().values("pk"))
        .order_by("pk")
        .values_list("person_id", "until_on", "cooperative__name"),
        Occupation.objects.filter(person__in=people.order_by().values("pk"))
        .order_by("pk")
        .values_list("person_id", "title"),
        ProtectedTime.objects.filter(edition=edition)
        .order_by("pk")
        .values_list("day", "name", "starts_minutes", "ends_minutes"),
    )
    return tuple(queryset.query.sql_with_params() for queryset in rows)
