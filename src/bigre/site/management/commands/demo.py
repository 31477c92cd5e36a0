"""`bigre demo`: the demo edition, planned before your eyes and served."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.programme.queries.published import current_version
from bigre.site.demo import answer_introductions, load_demo, meet_so_far, personas
from bigre.site.management.commands.serve import Command as Serve
from bigre.site.management.readiness import bring_tables_up_to_date, refuse_a_taken_port


class Command(Serve):
    """Makes the demo edition once (loads, plans, publishes), then serves it; a later start finds it ready."""

    help = "Serve the demo edition, made on the first start."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--seconds", type=int, default=12, help="how long to plan on the first start (default: 12)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            # Settings are read once: start over with the demo switched on.
            os.execve(  # noqa: S606  # the same command, its own arguments
                sys.executable, [sys.executable, "-m", "bigre", *sys.argv[1:]], {**os.environ, "BIGRE_DEMO": "1"}
            )
        refuse_a_taken_port(options["host"], options["port"])
        bring_tables_up_to_date()
        edition = load_demo(now=timezone.now(), on_progress=self._tell)
        if current_version(edition) is None:
            self._plan_and_publish(edition, options["seconds"])
            self._introduce(edition)
        super().handle(*args, **options)

    def _plan_and_publish(self, edition: Edition, seconds: int) -> None:
        self._tell(_("Grille : le calcul se prépare (une minute la toute première fois), puis cherche"))
        # In a process of its own: the solver takes hundreds of megabytes that the pages would keep.
        if self._apart("plan", edition.slug, "--seconds", str(seconds)):
            raise CommandError(_("L’édition de démonstration n’a pas pu être planifiée."))
        call_command("publish", edition.slug, stdout=self.stdout)

    def _introduce(self, edition: Edition) -> None:
        self._tell(_("Qui rencontrer : les suggestions du jour"))
        if self._apart("introduce"):
            raise CommandError(_("Les suggestions de rencontre n’ont pas pu être calculées."))
        answer_introductions(edition, timezone.now())
        meet_so_far(edition, timezone.now())

    def _apart(self, *words: str) -> int:
        """Run a command of ours in a process of its own; its exit code."""
        return subprocess.run([sys.executable, "-m", "bigre", *words], check=False).returncode  # noqa: S603

    def _tell(self, sentence: str) -> None:
        self.stdout.write(f"· {sentence}")
        self.stdout.flush()

    def greet(self, address: str) -> None:
        """Say where the site is, and as whom one may sign in."""
        self.stdout.write("")
        self.stdout.write(_("Sur %(address)s/demo/ tu peux entrer, sans mot de passe, comme :") % {"address": address})
        for one in personas():
            self.stdout.write(f"  {one.email:<38} {one.name}, {one.label}")
        self.stdout.write("")
        super().greet(address)
