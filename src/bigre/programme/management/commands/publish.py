"""`bigre publish EDITION`: a version becomes the programme that everybody reads."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.programme.actions.versions import AlreadyPublished, NothingToPublish, publish
from bigre.programme.management.edition_command import EditionCommand, VersionOption, edition_named, version_of
from bigre.programme.queries.diff import changes_between
from bigre.programme.queries.published import current_version


class Command(VersionOption, EditionCommand):
    """Publishes the newest version, or the one asked for, tells what changes, and writes to those concerned."""

    help = "Publish a timetable version of an edition (default: the newest)."

    def handle(self, *_args: Any, **options: Any) -> None:
        edition = edition_named(options["edition"])
        version = version_of(edition, options["number"])
        before = current_version(edition)
        try:
            mails = publish(version=version, by=None, now=timezone.now())
        except AlreadyPublished:
            self.stdout.write(_("%(version)s est déjà publiée.") % {"version": version})
            return
        except NothingToPublish:
            raise CommandError(_("%(version)s ne place aucune activité.") % {"version": version}) from None
        if before is not None:
            for change in changes_between(before, version):
                words = {"title": change.activity, "change": change.sentence}
                self.stdout.write(_("  %(title)s : %(change)s") % words)
        self.stdout.write(self.style.SUCCESS(_("%(version)s est publiée.") % {"version": version}))
        if mails:
            sentence = ngettext(
                "%(count)d personne reçoit un message.", "%(count)d personnes reçoivent un message.", mails
            )
            self.stdout.write(sentence % {"count": mails})
