"""A person's own programme: what they keep, what they lead, what the solver proposes to them, and what clashes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Viewer
from bigre.programme.models import Activity, Attendance, Favourite, Lead, TimetableVersion

from .timetable import PlacedActivity, placed_activities


@dataclass(frozen=True, slots=True)
class Mine:
    """An activity of somebody's own programme, and why it is there; `proposed` means by the solver only."""

    placed: PlacedActivity
    leads: bool
    kept: bool

    @property
    def proposed(self) -> bool:
        """Whether only the solver put it there, from the person's wishes."""
        return not self.leads and not self.kept

    @property
    def note(self) -> str:
        """What tells it from what is only proposed: said of the few instead of repeated on all the others."""
        if self.leads:
            return _("Tu animes")
        return _("Dans mes favoris") if self.kept else ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two activities of one's own programme that overlap."""

    first: PlacedActivity
    second: PlacedActivity


def kept_by(person: Person | None, edition: Edition) -> frozenset[int]:
    """The activities (primary keys) that the person keeps as favourites."""
    if person is None:
        return frozenset()
    kept = Favourite.objects.filter(person=person, activity__edition=edition)
    return frozenset(kept.values_list("activity_id", flat=True))


def own_programme(person: Person, edition: Edition, version: TimetableVersion, viewer: Viewer) -> list[Mine]:
    """What the person keeps, leads, or is proposed to attend in this version, by time (9 queries)."""
    kept = kept_by(person, edition)
    led = frozenset(Lead.objects.filter(person=person, activity__edition=edition).values_list("activity_id", flat=True))
    proposed = Attendance.objects.filter(person=person, version=version).values("activity_id")
    placements = version.placements.filter(Q(activity__in=kept | led) | Q(activity__in=proposed))
    placed = placed_activities(placements.order_by("starts_at", "activity__title", "pk"), edition, viewer)
    return [Mine(one, leads=one.pk in led, kept=one.pk in kept) for one in placed]


def kept_unplaced(person: Person, edition: Edition, version: TimetableVersion | None) -> list[Activity]:
    """What the person keeps or leads and that the programme does not hold (yet), by title."""
    mine = edition.activities.filter(Q(favourites__person=person) | Q(leads__person=person)).distinct()
    if version is not None:
        mine = mine.exclude(placements__version=version)
    return list(mine.order_by("title"))


def clashes(mine: Iterable[Mine]) -> list[Clash]:
    """The pairs that overlap among what the person chose or leads, by time."""
    chosen = sorted((one.placed for one in mine if not one.proposed), key=lambda placed: placed.starts_at)
    return [Clash(first, second) for first, second in combinations(chosen, 2) if first.overlaps(second)]


def by_day(mine: Iterable[Mine]) -> Mapping[object, list[Mine]]:
    """The same, under the day on which each takes place."""
    found: dict[object, list[Mine]] = {}
    for one in mine:
        found.setdefault(one.placed.day, []).append(one)
    return found
