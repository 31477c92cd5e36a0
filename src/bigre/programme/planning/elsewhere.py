"""Whether an activity could be elsewhere than a version places it, everything else staying where it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bigre.editions.models import Space
from bigre.programme.models import Activity, TimetableVersion
from bigre_solvers.timetable import Reason
from bigre_solvers.timetable.explain import why_not
from bigre_solvers.timetable.problem import fitting_starts
from bigre_solvers.timetable.space_reasons import (
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    PlaceLeft,
    SpacesLackFeatures,
    SpacesTooSmall,
)

from .outcome import reason_data
from .upsets import Held, held_by


@dataclass(frozen=True, slots=True)
class Answer:
    """A time and a space (id) that are free, or the smallest set of reasons that forbids all of them, as plain data.

    `movable`: moving other activities could help. `smallest`: proven that fewer reasons would not be enough.
    """

    free: tuple[datetime, int] | None
    reasons: list[dict[str, Any]]
    movable: bool
    smallest: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One activity and everything else of a version; the activity's own pin is left out of the question."""

    held: Held
    key: str

    @property
    def starts(self) -> list[datetime]:
        """When something of its duration may start at all, in order."""
        activity = next(one for one in self.held.problem.activities if one.key == self.key)
        return [self.held.clock.moment_of(tick) for tick in fitting_starts(self.held.problem, activity)]

    def ask(self, starts_at: datetime | None, space: Space | None) -> Answer:
        """Whether it could be there; None stands for any time, any space."""
        clock = self.held.clock
        tick = clock.minutes(starts_at) // clock.tick_minutes if starts_at else None
        found = why_not(
            self.held.problem, self.held.assignment, self.key, tick, str(space.pk) if space is not None else None
        )
        match found.constraints:
            case (PlaceLeft() as left,):
                return Answer((clock.moment_of(left.start), int(left.space)), [], movable=True, smallest=True)
        reasons = [reason_data(_of_one(reason, space), clock) for reason in found.told]
        return Answer(None, reasons, found.movable, found.smallest)


def _of_one(reason: Reason, space: Space | None) -> Reason:
    """What is said of all spaces, said of the only one asked about."""
    match reason:
        case NoSpaceBigEnough() if space is not None:
            return SpacesTooSmall(reason.seats, (str(space.pk),))
        case NoSpaceWithFeatures() if space is not None:
            return SpacesLackFeatures(reason.features, (str(space.pk),))
    return reason


def elsewhere_in(version: TimetableVersion, activity: Activity, since: datetime | None = None) -> Elsewhere:
    """The question to ask about an activity of the version's edition, from a moment on; raises `CannotPlan`."""
    has_begun = since is not None and version.placements.filter(activity=activity, starts_at__lt=since).exists()
    held, key = held_by(version, None if has_begun else since), str(activity.uuid)
    free = tuple(
        replace(one, pinned_start=None, pinned_space=None) if one.key == key else one for one in held.problem.activities
    )
    return Elsewhere(replace(held, problem=replace(held.problem, activities=free)), key)
