"""`bigre plan EDITION`: a timetable for an edition, computed here and now."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.programme.actions.activities import create_activities
from bigre.programme.actions.runs import RunAlreadyAlive, ask_to_stop, request_run
from bigre.programme.management.edition_command import EditionCommand, edition_named
from bigre.programme.models import SolverRun, TimetableVersion
from bigre.programme.planning import Progress, carry_out
from bigre.programme.queries.criteria import bars_of
from bigre.programme.queries.reasons import unplaced_in

# Seconds between two lines where the output is not a terminal.
LINE_EVERY = 5.0


class Command(EditionCommand):
    """Plans in this process, tells how it goes, and ends with what was found. Ctrl-C keeps the best so far."""

    help = "Compute a timetable (a draft version) for an edition."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--seconds", type=_positive, default=30, help="how long to search (default: 30)")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed tries the same things first (default: 1)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        edition = edition_named(options["edition"])
        now = timezone.now()
        create_activities(edition=edition, now=now)
        try:
            run = request_run(edition=edition, by=None, seconds=options["seconds"], seed=options["seed"], now=now)
        except RunAlreadyAlive:
            raise CommandError(_("Un calcul est déjà en cours pour cette édition.")) from None
        version = self._carry_out(run)
        run.refresh_from_db()
        if version is None:
            raise CommandError(run.failure)
        self._tell(run, version)

    def _carry_out(self, run: SolverRun) -> TimetableVersion | None:
        with interruptible() as interrupted:
            heard = Teller(self)

            def listen(progress: Progress) -> None:
                heard.tell(progress)
                if interrupted and run.stop_asked_at is None:
                    ask_to_stop(run=run, now=timezone.now())

            version = carry_out(run=run, now=timezone.now, listener=listen)
            heard.end()
            return version

    def _tell(self, run: SolverRun, version: TimetableVersion) -> None:
        placed = version.placements.count()
        words = {"version": version, "count": placed, "seconds": run.seconds_used, "iterations": run.iterations}
        self.stdout.write(
            ngettext(
                "%(version)s : %(count)d activité placée en %(seconds).1f s (%(iterations)d essais).",
                "%(version)s : %(count)d activités placées en %(seconds).1f s (%(iterations)d essais).",
                placed,
            )
            % words
        )
        for left in unplaced_in(run, lambda person: person.name):
            self.stdout.write(_("  sans place : %(title)s. %(why)s") % {"title": left.activity, "why": left.why})
        for bar in bars_of(run.costs):
            self.stdout.write(_("  %(label)s : %(cost).2f") % {"label": bar.label, "cost": bar.cost})


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


class Teller:
    """Tells how far the search is: on one line that changes in a terminal, in a few lines elsewhere."""

    def __init__(self, command: EditionCommand) -> None:
        self.out = command.stdout
        self.in_terminal = self.out.isatty()
        self.told_at = 0.0

    def tell(self, progress: Progress) -> None:
        """Say where the search is, not too often."""
        if monotonic() - self.told_at < (0.2 if self.in_terminal else LINE_EVERY):
            return
        self.told_at = monotonic()
        words = {
            "percent": round(100 * progress.fraction),
            "left": progress.unplaced,
            "cost": sum(progress.costs.values()),
        }
        line = _("%(percent)3d %%  sans place : %(left)d  coût : %(cost).1f") % words
        self.out.write(f"\r  {line}   " if self.in_terminal else f"  {line}", ending="" if self.in_terminal else "\n")
        self.out.flush()

    def end(self) -> None:
        """Leave the line of the terminal."""
        if self.in_terminal and self.told_at:
            self.out.write("")


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """A list that stays empty until somebody presses Ctrl-C; a second Ctrl-C interrupts as usual."""
    received: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def remember(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, remember)
    try:
        yield received
    finally:
        signal.signal(signal.SIGINT, before)
