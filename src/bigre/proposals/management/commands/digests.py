"""`bigre digests`: write at once the mails that the worker writes every hour, none of them twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from bigre.proposals.tasks import tell_news


class Command(BaseCommand):
    """Says how many mails it put into the outbox."""

    help = "Write the digests whose turn it is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = tell_news.func()
        said = ngettext("%(count)d courriel à envoyer.", "%(count)d courriels à envoyer.", count)
        self.stdout.write(said % {"count": count})
