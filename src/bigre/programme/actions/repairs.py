"""What a search for repairs found, kept as draft versions beside one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bigre.editions.models import Edition
from bigre.programme.models import Attendance, Placement, Repair, SolverRun, TimetableVersion

from .versions import store_version

State = SolverRun.State


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to repair, its rows unsaved (see `Repair` for the figures)."""

    kind: str
    placements: list[Placement]
    attendances: list[Attendance]
    touched: int
    proven: bool
    unplaced: int


@transaction.atomic
def finish_repair(
    *, run: SolverRun, base: TimetableVersion, alternatives: Sequence[Alternative], seconds: float, now: datetime
) -> bool:
    """Keep each alternative as a draft version, in the order given; False when another run replaced this one.

    They replace the drafts of earlier searches, which repaired something else; not those that somebody went on with.
    """
    # The edition first, as wherever versions are written.
    Edition.objects.select_for_update().get(pk=run.edition_id)
    if SolverRun.objects.select_for_update().get(pk=run.pk).state != State.RUNNING:
        return False
    drafts = TimetableVersion.objects.filter(edition=run.edition_id, published_at__isnull=True, revision=0)
    drafts.filter(repair__isnull=False).delete()
    for position, one in enumerate(alternatives):
        version = store_version(
            edition=run.edition,
            by=run.started_by,
            placements=one.placements,
            attendances=one.attendances,
            now=now,
            base=base,
        )
        Repair.objects.create(
            run=run,
            version=version,
            base=base,
            kind=one.kind,
            position=position,
            touched=one.touched,
            proven=one.proven,
            unplaced_count=one.unplaced,
        )
    run.state, run.progress, run.ended_at, run.seen_at, run.seconds_used = State.DONE, 1, now, now, seconds
    run.save()
    return True
