"""What upsets an edition, in words, and what of the published programme no longer holds because of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from bigre.core.models import Interval
from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.models import Disruption, Lead

from .diff import weekday_and_time
from .reasons import Naming


@dataclass(frozen=True, slots=True)
class Upset:
    """A disruption as its reader may know it: what is missing, from when to when, and who recorded it."""

    disruption: Disruption
    what: str
    stretch: str
    by: str


def disruptions_of(edition: Edition, naming: Naming) -> list[Upset]:
    """Everything recorded for the edition, by time (1 query)."""
    rows = edition.disruptions.select_related("space", "person", "recorded_by").order_by("starts_at", "pk")
    return [_upset(row, edition, naming) for row in rows]


def _upset(row: Disruption, edition: Edition, naming: Naming) -> Upset:
    by = naming(row.recorded_by) if row.recorded_by else ""
    return Upset(row, what(row, naming), _("de %(from)s à %(to)s") % between(row, edition), by)


def what(row: Disruption, naming: Naming) -> str:
    """« Oratoire, fermé » or « Bob, absent·e »; somebody whose name is hidden stays « une personne »."""
    if row.space:
        return _("%(space)s : espace fermé") % {"space": row.space}
    assert row.person is not None  # a disruption is of a space or of a person
    return _("%(person)s : absence") % {"person": naming(row.person) or _("Une personne")}


def between(stretch: Interval, edition: Edition) -> dict[str, str]:
    """`from` and `to` in words: « mardi 9:30 », « mardi 12:00 »."""
    return {
        "from": weekday_and_time(stretch.starts_at, edition.zone),
        "to": weekday_and_time(stretch.ends_at, edition.zone),
    }


def during(stretch: Interval, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the stretch shares a moment with what lasts from `starts_at` to `ends_at`."""
    return stretch.starts_at < ends_at and starts_at < stretch.ends_at


def likely_stretch(edition: Edition, now: datetime) -> dict[str, datetime]:
    """What the form proposes: from the hour that begins until tonight; before the edition, its first whole day."""
    day = now.astimezone(edition.zone).date()
    if not edition.starts_on <= day <= edition.ends_on:
        first = edition.moment(edition.starts_on, edition.opens_minutes)
        return {"starts_at": first, "ends_at": edition.moment(edition.starts_on, edition.closes_minutes)}
    hour = now.astimezone(edition.zone).replace(minute=0, second=0, microsecond=0)
    return {"starts_at": hour, "ends_at": max(edition.moment(day, edition.closes_minutes), hour + timedelta(hours=1))}


def spaces_to_close(edition: Edition) -> QuerySet[Space]:
    """The planned spaces of the edition's venues, in their order."""
    spaces = Space.objects.filter(venue__stop__edition=edition, plannable=True)
    return spaces.distinct().order_by("position", "pk")


def people_to_miss(edition: Edition) -> QuerySet[Person]:
    """Those who lead one of the edition's activities, by name; `to_lead` are the activities that miss them."""
    leads = Lead.objects.filter(activity__edition=edition).select_related("activity").order_by("activity__title", "pk")
    people = Person.objects.filter(leads__activity__edition=edition).distinct().order_by("name", "pk")
    return people.prefetch_related(Prefetch("leads", leads, to_attr="to_lead"))
