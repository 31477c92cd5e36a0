"""`bigre export EDITION --format FORMAT`: an edition as a file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.core.rules import dated
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.programme.exchange.writing import ExportFormat, NothingPublished, WishesHidden, write
from bigre.programme.management.edition_command import edition_named
from bigre.proposals.queries.call import call_of


class Command(BaseCommand):
    """Writes to `--out`, else to the standard output; people's names are those that anybody, or `--by`, may see."""

    help = "Export an edition: frab schedule (XML or JSON), iCalendar, KoMa JSON (problem and result) or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition")
        parser.add_argument("--format", required=True, choices=[str(one) for one in ExportFormat])
        parser.add_argument("--out", type=Path, help="the file to write (default: standard output)")
        parser.add_argument("--by", metavar="E-MAIL", help="for whom: the names that this person may see are written")

    def handle(self, *_args: Any, **options: Any) -> None:
        edition = edition_named(options["edition"])
        viewer = viewer_for(_person(options["by"]))
        try:
            written = write(
                edition,
                ExportFormat(options["format"]),
                viewer=viewer,
                base_url=settings.BASE_URL,
                now=clock.now(),
            )
        except WishesHidden:
            raise CommandError(_hidden(edition)) from None
        except NothingPublished:
            what = _("L’édition « %(slug)s » n’a pas de programme publié. Ensuite : bigre publish %(slug)s")
            raise CommandError(what % {"slug": edition.slug}) from None
        if options["out"]:
            options["out"].write_bytes(written.content)
        else:
            sys.stdout.buffer.write(written.content)


def _hidden(edition: Edition) -> str:
    """Why the file waits, until when, and what can be had meanwhile."""
    closes_at = call_of(edition).wishes_close_at
    if closes_at is None:
        return _(
            "Un fichier KoMa contient les souhaits : il s’écrit après leur clôture, dont la date n’est pas encore dite."
            " Les autres formats s’écrivent dès maintenant."
        )
    local = closes_at.astimezone(edition.zone)
    what = _(
        "Un fichier KoMa contient les souhaits : il s’écrit après leur clôture, le %(day)s à %(time)s."
        " Les autres formats s’écrivent dès maintenant."
    )
    return what % {"day": dated(local, "j F Y"), "time": time_format(local, "TIME_FORMAT")}


def _person(email: str | None) -> Person | None:
    if not email:
        return None
    person = Person.objects.filter(account__email__iexact=email).first()
    if person is None:
        raise CommandError(_("Personne ne se connecte avec l’adresse %(email)s.") % {"email": email})
    return person
