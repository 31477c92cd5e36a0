"""When and where two people who said yes to each other can meet."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from bigre.editions.models import Edition, Presence, ProtectedTime, Space
from bigre.encounters.models import Introduction, Meeting
from bigre.encounters.rules.meeting import Stretch, free_half_hours
from bigre.people.models import Person
from bigre.programme.queries.published import current_version

# Nobody is asked to meet before breakfast or late at night.
FROM_MINUTES, TO_MINUTES = 8 * 60, 22 * 60


def agreed_both(person: Person, edition: Edition) -> QuerySet[Introduction]:
    """The person's introductions to which both said yes."""
    said_yes = edition.introductions.filter(other=person, answer="yes").values("person")
    return person.introductions.filter(edition=edition, answer="yes", other__in=said_yes)


def common_half_hours(first: Person, second: Person, edition: Edition, after: datetime) -> list[Stretch]:
    """Half hours of the edition when both are there and free of what they lead, keep and agreed to (7 queries)."""
    zone = edition.zone
    busy = chain(_meals(edition), *(_busy(one, edition, zone) for one in (first, second)))
    open_ = _both(_there(first, edition, zone), _there(second, edition, zone))
    return free_half_hours(list(open_), busy, after.astimezone(zone))


def _there(person: Person, edition: Edition, zone: ZoneInfo) -> list[Stretch]:
    """The hours of each day in which the person is there."""
    days = [Stretch(edition.moment(day, FROM_MINUTES), edition.moment(day, TO_MINUTES)) for day in edition.days]
    rows = Presence.objects.filter(participation__person=person, participation__edition=edition)
    presences = [Stretch(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)) for one in rows]
    return list(_both(days, presences)) if presences else days


def _both(ones: list[Stretch], others: list[Stretch]) -> Iterator[Stretch]:
    """What two lists of stretches have in common, by time."""
    for one in ones:
        for other in others:
            if one.overlaps(other):
                yield Stretch(max(one.begins, other.begins), min(one.ends, other.ends))


def _meals(edition: Edition) -> Iterator[Stretch]:
    for meal in ProtectedTime.objects.filter(edition=edition):
        for day in [meal.day] if meal.day else edition.days:
            yield Stretch(edition.moment(day, meal.starts_minutes), edition.moment(day, meal.ends_minutes))


def _busy(person: Person, edition: Edition, zone: ZoneInfo) -> Iterator[Stretch]:
    """What the person leads or keeps in the published programme, and their other meetings."""
    version = current_version(edition)
    if version is not None:
        own = Q(activity__leads__person=person) | Q(activity__favourites__person=person)
        for placement in version.placements.filter(own).distinct():
            yield Stretch(placement.starts_at.astimezone(zone), placement.ends_at.astimezone(zone))
    for one in meetings_of(person, edition).filter(agreed_at__isnull=False):
        yield Stretch(one.starts_at.astimezone(zone), one.ends_at.astimezone(zone))


def meetings_of(person: Person, edition: Edition) -> QuerySet[Meeting]:
    """The person's meetings that nobody cancelled, by time."""
    mine = Meeting.objects.filter(Q(first=person) | Q(second=person), edition=edition, cancelled_at=None)
    return mine.select_related("space", "first", "second", "edition").order_by("starts_at", "pk")


def agreed_meetings(person: Person, edition: Edition) -> QuerySet[Meeting]:
    """The person's meetings to which both agreed, by time, while both still want to meet (1 query).

    Whoever takes back their yes to the introduction closes the page of the meeting, and it is told nowhere else.
    """
    both = agreed_both(person, edition).values("other")
    return meetings_of(person, edition).filter(Q(first__in=both) | Q(second__in=both), agreed_at__isnull=False)


def quiet_spaces(edition: Edition) -> QuerySet[Space]:
    """Where two people can talk: the spaces of the edition's venues, those that host no activity first."""
    return Space.objects.filter(venue__stop__edition=edition).distinct().order_by("plannable", "position", "name")
