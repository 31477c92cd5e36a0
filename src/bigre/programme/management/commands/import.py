# ruff: noqa: N999  # the command is called so
"""`bigre import FILE`: a gathering, or proposals, from a file."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bigre.people.models import Person
from bigre.programme.actions.imports import Imported, import_file
from bigre.programme.exchange.flaws import FileRefused, sentence_for_more
from bigre.programme.exchange.received import too_big
from bigre.programme.management.edition_command import edition_named

BY = "who imports: joins the new edition's programme team; proposals name only people whom they, else anybody, may see"


class Command(BaseCommand):
    """Imports a file recognised by its content; prints what came in and what was left aside, or every flaw."""

    help = (
        "Import a KoMa/AKPlanning JSON (also .xz), a frab schedule (XML or JSON), or a sheet of proposals (XLSX, CSV)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="the new edition's identifier (default: what the file says)")
        parser.add_argument("--starts-on", type=date.fromisoformat, help="its first day, as 2027-08-23")
        parser.add_argument("--into", metavar="EDITION", help="the existing edition that a sheet of proposals enters")
        parser.add_argument("--by", metavar="E-MAIL", help=BY)
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="in which messages are written")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                imported = import_file(
                    content=_content(options["file"]),
                    name=options["file"].name,
                    by=_person(options["by"]),
                    now=timezone.localtime(),
                    slug=options["slug"],
                    starts_on=options["starts_on"],
                    into=edition_named(options["into"]) if options["into"] else None,
                )
            except FileRefused as refusal:
                raise CommandError("\n".join(_refusal(options["file"].name, refusal))) from None
            self.stdout.write("\n".join(_report(imported)))


def _content(file: Path) -> bytes:
    """The file's bytes; one that is too big is refused before it is read."""
    try:
        if file.stat().st_size > settings.IMPORT_MAX_BYTES:
            raise too_big()
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from None


def _person(email: str | None) -> Person | None:
    if not email:
        return None
    person = Person.objects.filter(account__email__iexact=email).first()
    if person is None:
        raise CommandError(_("Personne ne se connecte avec l’adresse %(email)s.") % {"email": email})
    return person


def _refusal(name: str, refusal: FileRefused) -> Iterable[str]:
    yield _("%(name)s : rien n’a été importé.") % {"name": name}
    yield from (f"  {flaw}" for flaw in refusal.flaws)
    if refusal.more:
        yield f"  {sentence_for_more(refusal.more)}"


def _report(imported: Imported) -> Iterable[str]:
    edition = imported.edition
    yield _("Édition %(slug)s : %(name)s, du %(start)s au %(end)s.") % {
        "slug": edition.slug,
        "name": edition.name,
        "start": edition.starts_on.isoformat(),
        "end": edition.ends_on.isoformat(),
    }
    yield from (f"  {sentence}" for sentence in imported.counts.sentences())
    yield from (f"  ! {note}" for note in imported.notes)
    if not imported.counts.placements:
        yield _("Ensuite : %(command)s") % {"command": f"bigre plan {edition.slug}"}
