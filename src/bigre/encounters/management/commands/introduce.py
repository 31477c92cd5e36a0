"""`bigre introduce`: introduce people at once as the worker does every morning, none of them twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bigre.encounters.tasks.introductions import introduce_everybody


class Command(BaseCommand):
    """Says how many pairs of people it introduced to each other."""

    help = "Introduce to each other the people of editions that are near or under way."

    def handle(self, *_args: Any, **_options: Any) -> None:
        pairs = introduce_everybody.func() // 2
        said = ngettext("%(count)d suggestion de rencontre.", "%(count)d suggestions de rencontre.", pairs)
        self.stdout.write(said % {"count": pairs})
