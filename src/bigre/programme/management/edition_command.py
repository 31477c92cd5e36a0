"""Commands that act on one edition, named by its slug, and on one of its versions, named by its number."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.programme.models import TimetableVersion


def edition_named(slug: str) -> Edition:
    """The edition with this slug; the error says which exist."""
    found = Edition.objects.filter(slug=slug).first()
    if found is not None:
        return found
    slugs = ", ".join(Edition.objects.order_by("-starts_on").values_list("slug", flat=True))
    if not slugs:
        raise CommandError(_("L’édition « %(slug)s » n’existe pas ; il n’y en a encore aucune.") % {"slug": slug})
    words = {"slug": slug, "slugs": slugs}
    raise CommandError(_("L’édition « %(slug)s » n’existe pas. Celles qui existent : %(slugs)s.") % words)


def version_of(edition: Edition, number: int | None) -> TimetableVersion:
    """The edition's version with this number, else the newest; the error says which exist."""
    versions = edition.versions.order_by("-number")
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is not None:
        return found
    if not versions:
        what = _("L’édition « %(slug)s » n’a encore aucune grille. D’abord : bigre plan %(slug)s")
        raise CommandError(what % {"slug": edition.slug})
    numbers = ", ".join(str(version.number) for version in versions)
    words = {"number": number, "numbers": numbers}
    raise CommandError(_("Il n’y a pas de version %(number)s. Celles qui existent : %(numbers)s.") % words)


class EditionCommand(BaseCommand):
    """Takes the slug of an edition."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's identifier, as in its address")


class VersionOption(BaseCommand):
    """Takes `--version NUMBER`, in place of the option by which Django's commands tell Django's own version."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--version", dest="number", type=int, metavar="NUMBER", help="default: the newest version")
