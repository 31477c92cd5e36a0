"""The desk: a draft drawn to scale for those who change it by hand, with what has no place and who moved what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max, Prefetch, QuerySet

from bigre.editions.models import Edition, Space
from bigre.people.rules import Face, Viewer, face
from bigre.programme.models import Activity, Move, Pin, Placement, TimetableVersion

from .grid import LONGEST, MOST_ROWS, clock
from .published import leads
from .timetable import programme_day


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies: `row` quarters of an hour below the opening of its day, in the `column`-th space from 1."""

    day: date
    row: int
    column: int
    clock: str
    space: str
    capacity: int | None


@dataclass(frozen=True, slots=True)
class DeskCard:
    """An activity as the desk shows it; without `spot` it lies in the tray."""

    activity: Activity
    spot: Spot | None
    faces: tuple[Face, ...]
    pinned: bool

    @property
    def quarters(self) -> int:
        """Its length in quarters of an hour, rounded up."""
        return min(LONGEST, -(-self.activity.duration_minutes // 15))

    @property
    def classes(self) -> str:
        """Its place and its length for the design system."""
        return f"t{self.spot.row} s{self.spot.column} d{self.quarters}" if self.spot else f"d{self.quarters}"

    @property
    def colour(self) -> int:
        """The colour of its first theme; 0 without theme."""
        themes = list(self.activity.themes.all())
        return themes[0].colour if themes else 0

    @property
    def seats(self) -> int | None:
        """How many people it is made for, at most."""
        return self.activity.max_size or self.activity.ideal_size

    @property
    def people(self) -> str:
        """The names of those who lead it, as far as they show them."""
        return ", ".join(one.name for one in self.faces if not one.is_hidden)

    @property
    def filters(self) -> str:
        """What the filters of the desk look for."""
        slugs = [theme.slug for theme in self.activity.themes.all()]
        return " ".join([*slugs, self.activity.format.slug if self.activity.format else ""])


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A day from its opening to its closing: hours and breaks with their rows, and the cards."""

    date: date
    hours: list[tuple[int, str]]
    breaks: list[tuple[int, int, str]]
    cards: list[DeskCard]


@dataclass(frozen=True)
class Desk:
    """A draft, all days and all spaces, and what has no place."""

    version: TimetableVersion
    spaces: list[Space]
    days: list[DeskDay]
    tray: list[DeskCard]

    @cached_property
    def cards(self) -> list[DeskCard]:
        """Every card, placed ones by time first."""
        return [card for day in self.days for card in day.cards] + self.tray

    @property
    def fits(self) -> bool:
        """Whether the design system can draw it to scale."""
        return len(self.spaces) <= 30 and self.version.edition.closes_minutes - self._opening <= MOST_ROWS * 15

    @property
    def _opening(self) -> int:
        return self.version.edition.opens_minutes // 60 * 60


def desk_of(version: TimetableVersion, viewer: Viewer) -> Desk:
    """The whole draft for one of its planners (a constant number of queries)."""
    edition = version.edition
    spaces = spaces_of(edition, version)
    cards = cards_of(version, edition.activities.all(), spaces, viewer)
    days = [_day(edition, day, [card for card in cards if card.spot and card.spot.day == day]) for day in edition.days]
    return Desk(version, spaces, _with_breaks(edition, days), [card for card in cards if card.spot is None])


def cards_of(
    version: TimetableVersion, activities: QuerySet[Activity], spaces: Iterable[Space], viewer: Viewer
) -> list[DeskCard]:
    """The cards of these activities, by title (a constant number of queries)."""
    edition = version.edition
    columns = {space.pk: number for number, space in enumerate(spaces, start=1)}
    placements = version.placements.filter(activity__in=activities).select_related("space")
    placed = {one.activity_id: one for one in placements}
    pins = set(Pin.objects.filter(activity__in=activities).values_list("activity_id", flat=True))
    found = activities.select_related("format").prefetch_related("themes", Prefetch("leads", leads()))
    return [
        DeskCard(
            activity=one,
            spot=spot_of(placed[one.pk], edition, columns) if one.pk in placed else None,
            faces=tuple(face(viewer, lead.person) for lead in one.leads.all()),
            pinned=one.pk in pins,
        )
        for one in found.order_by("title", "pk")
    ]


def spaces_of(edition: Edition, version: TimetableVersion) -> list[Space]:
    """The spaces that are planned, and any other that the draft uses, in the order of the venue (1 query)."""
    planned = Space.objects.filter(venue__stop__edition=edition, plannable=True)
    used = Space.objects.filter(placements__version=version)
    return list((planned.distinct() | used.distinct()).order_by("position", "name", "pk"))


def spot_of(placement: Placement, edition: Edition, columns: Mapping[int, int]) -> Spot:
    """Where a placement lies on the desk."""
    local = placement.starts_at.astimezone(edition.zone)
    day = programme_day(edition, local)
    return Spot(
        day=day,
        row=row_of(edition, local, day),
        column=columns[placement.space_id],
        clock=f"{local.hour}:{local.minute:02}",
        space=placement.space.name,
        capacity=placement.space.capacity,
    )


def row_of(edition: Edition, local: datetime, day: date) -> int:
    """How many quarters of an hour below the opening hour a moment of that day is drawn."""
    minutes = (local.date() - day).days * 1440 + local.hour * 60 + local.minute
    return min(MOST_ROWS, max(0, (minutes - edition.opens_minutes // 60 * 60) // 15))


def _day(edition: Edition, day: date, cards: Iterable[DeskCard]) -> DeskDay:
    first = edition.opens_minutes // 60 * 60
    hours = [((minutes - first) // 15, clock(minutes)) for minutes in range(first, edition.closes_minutes, 60)]
    in_order = sorted(cards, key=lambda card: (card.spot.row, card.spot.column) if card.spot else (0, 0))
    return DeskDay(day, hours, [], in_order)


def _with_breaks(edition: Edition, days: list[DeskDay]) -> list[DeskDay]:
    first = edition.opens_minutes // 60 * 60
    for time in edition.protected_times.order_by("starts_minutes"):
        row, quarters = (time.starts_minutes - first) // 15, max(1, (time.ends_minutes - time.starts_minutes) // 15)
        for day in days:
            if time.day in (None, day.date) and 0 <= row <= MOST_ROWS:
                day.breaks.append((row, min(quarters, LONGEST), time.name))
    return days


def desk_stamp(version: TimetableVersion) -> tuple[object, ...]:
    """What tells that an edition has changed apart from moves (4 queries, no rows): see `planning.places`."""
    edition = version.edition
    activities = edition.activities.aggregate(n=Count("pk"), last=Max("changed_at"), leads=Count("leads"))
    pins = Pin.objects.filter(activity__edition=edition).aggregate(n=Count("pk"), last=Max("pinned_at"))
    disruptions = edition.disruptions.aggregate(n=Count("pk"), last=Max("recorded_at"))
    spaces = Space.objects.filter(venue__stop__edition=edition).aggregate(n=Count("pk"), seats=Count("capacity"))
    return (edition.pk, *activities.values(), *pins.values(), *disruptions.values(), *spaces.values())


def moves_since(version: TimetableVersion, revision: int) -> QuerySet[Move]:
    """What was moved, taken back or made again after a revision, in that order."""
    moves = version.moves.filter(touched__gt=revision)
    return moves.select_related("activity", "made_by", "to_space", "from_space").order_by("touched")


def journal_of(version: TimetableVersion, at_most: int = 30) -> list[Move]:
    """Who moved what, latest first."""
    moves = version.moves.select_related("activity", "made_by", "to_space", "from_space")
    return list(moves.order_by("-touched")[:at_most])


def drafts_of(edition: Edition) -> QuerySet[TimetableVersion]:
    """The drafts that somebody works on by hand, the latest first."""
    return edition.versions.filter(published_at=None, moves__isnull=False).distinct().order_by("-number")
