"""The desk: a draft drawn to scale for those who change it by hand, with what has no place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max, Prefetch, QuerySet

from bigre.editions.models import Edition, Space
from bigre.people.rules import Face, Viewer, face
from bigre.programme.models import Activity, Pin, Placement, TimetableVersion

from .desk_frame import Frame, day_and_row, opening_of
from .grid import LONGEST, MOST_ROWS, clock
from .published import leads


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies: `row` quarters of an hour below the opening of its day, in the `column`-th space from 1.

    What is not `in_frame` is not drawn, and its space may have no column.
    """

    day: date
    row: int
    column: int
    in_frame: bool
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
    """What of a draft is before somebody's eyes; what has no place; and what has one `elsewhere`, out of the frame."""

    frame: Frame
    days: list[DeskDay]
    tray: list[DeskCard]
    elsewhere: list[DeskCard]

    @cached_property
    def cards(self) -> list[DeskCard]:
        """Every card, placed ones by time first."""
        return [card for day in self.days for card in day.cards] + self.tray + self.elsewhere


def desk_of(version: TimetableVersion, viewer: Viewer, frame: Frame) -> Desk:
    """The draft for one of its planners, as far as the frame shows it (a constant number of queries)."""
    edition = version.edition
    cards = cards_of(version, edition.activities.all(), frame, viewer)
    drawn: dict[date, list[DeskCard]] = {day: [] for day in frame.days}
    elsewhere: list[DeskCard] = []
    for card in cards:
        if card.spot:
            (drawn[card.spot.day] if card.spot.in_frame else elsewhere).append(card)
    days = _with_breaks(edition, [_day(edition, day, found) for day, found in drawn.items()])
    return Desk(frame, days, [card for card in cards if card.spot is None], elsewhere)


def cards_of(version: TimetableVersion, activities: QuerySet[Activity], frame: Frame, viewer: Viewer) -> list[DeskCard]:
    """The cards of these activities, by title (a constant number of queries)."""
    placements = version.placements.filter(activity__in=activities).select_related("space")
    placed = {one.activity_id: one for one in placements}
    pins = set(Pin.objects.filter(activity__in=activities).values_list("activity_id", flat=True))
    found = activities.select_related("format").prefetch_related("themes", Prefetch("leads", leads()))
    return [
        DeskCard(
            activity=one,
            spot=spot_of(placed[one.pk], frame) if one.pk in placed else None,
            faces=tuple(face(viewer, lead.person) for lead in one.leads.all()),
            pinned=one.pk in pins,
        )
        for one in found.order_by("title", "pk")
    ]


def spot_of(placement: Placement, frame: Frame) -> Spot:
    """Where a placement lies on the desk."""
    local = placement.starts_at.astimezone(frame.edition.zone)
    day, row = day_and_row(frame.edition, placement.starts_at)
    return Spot(
        day=day,
        row=row,
        column=frame.columns.get(placement.space_id, 0),
        in_frame=frame.holds(day, placement.space_id),
        clock=f"{local.hour}:{local.minute:02}",
        space=placement.space.name,
        capacity=placement.space.capacity,
    )


def _day(edition: Edition, day: date, cards: Iterable[DeskCard]) -> DeskDay:
    first = opening_of(edition)
    hours = [((minutes - first) // 15, clock(minutes)) for minutes in range(first, edition.closes_minutes, 60)]
    in_order = sorted(cards, key=lambda card: (card.spot.row, card.spot.column) if card.spot else (0, 0))
    return DeskDay(day, hours, [], in_order)


def _with_breaks(edition: Edition, days: list[DeskDay]) -> list[DeskDay]:
    first = opening_of(edition)
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
