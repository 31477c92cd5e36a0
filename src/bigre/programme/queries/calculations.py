"""Calculations that start from a working draft: the one at work, and what earlier ones proposed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from bigre.programme.models import SolverRun, TimetableVersion

from .planning import proposals_to_be_born
from .repairs import WORDS
from .runs import alive_run


@dataclass(frozen=True, slots=True)
class Proposed:
    """A draft that a calculation proposes beside the working one, and what kind of calculation it was."""

    version: TimetableVersion
    run: SolverRun

    @property
    def label(self) -> str:
        """What it is: a kind of calculation, or a way of repairing."""
        if self.run.kind == SolverRun.Kind.REPAIR:
            return str(WORDS.get(self.version.repair.kind, (self.run.get_kind_display(), ""))[0])
        return self.run.get_kind_display()


@dataclass(frozen=True, slots=True)
class Calculations:
    """The run at work on the edition, if any; the last one that started from the draft; its proposals, newest first.

    `unplaced` counts what a calculation would find a place for, proposals that it would add to the activities included.
    """

    alive: SolverRun | None
    last: SolverRun | None
    proposed: tuple[Proposed, ...]
    unplaced: int


def calculations_of(draft: TimetableVersion, now: datetime) -> Calculations:
    """What can be said beside the buttons that start a calculation from the draft (5 queries)."""
    unplaced = draft.edition.activities.exclude(placements__version=draft).count()
    return Calculations(
        alive=alive_run(draft.edition, now),
        last=draft.runs.order_by("-created_at", "-pk").first(),
        proposed=tuple(map(_proposed, proposals_for(draft))),
        unplaced=unplaced + proposals_to_be_born(draft.edition).count(),
    )


def proposals_for(draft: TimetableVersion) -> QuerySet[TimetableVersion]:
    """The drafts that calculations proposed beside this one, newest first; none that somebody made by hand from it."""
    made = TimetableVersion.objects.filter(base=draft, published_at__isnull=True)
    computed = made.filter(Q(run__isnull=False) | Q(repair__isnull=False))
    return computed.select_related("run", "repair__run").order_by("-number")[:6]


def _proposed(version: TimetableVersion) -> Proposed:
    return Proposed(version, version.repair.run if hasattr(version, "repair") else version.run)
