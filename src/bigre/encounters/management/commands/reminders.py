"""`bigre reminders`: write at once the mails that the worker writes every day, none of them twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bigre.encounters.tasks.reminders import remind


class Command(BaseCommand):
    """Says how many mails it put into the outbox."""

    help = "Ask the members of cooperations how they go, when their day has come."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = remind.func()
        said = ngettext("%(count)d courriel à envoyer.", "%(count)d courriels à envoyer.", count)
        self.stdout.write(said % {"count": count})
