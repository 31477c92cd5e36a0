"""`bigre check EDITION`: what the independent checker says of a timetable; without an edition, Django's own checks."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands.check import Command as SystemCheck
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.editions.models import Edition
from bigre.programme.management.edition_command import VersionOption, edition_named, version_of
from bigre.programme.planning import CannotPlan, broken_rules, report_on
from bigre.programme.queries.criteria import bars_of


class Command(VersionOption, SystemCheck):
    """Shares its name with Django's command, which it extends: labels of applications still mean system checks."""

    help = (
        "Check the timetable of an edition (exit 0 only if no hard rule is broken); without one, Django's own checks."
    )

    def handle(self, *named: Any, **options: Any) -> None:
        labels = {config.label for config in apps.get_app_configs()}
        if len(named) == 1 and (named[0] not in labels or Edition.objects.filter(slug=named[0]).exists()):
            self._check_timetable(edition_named(named[0]), options["number"])
        else:
            super().handle(*named, **options)

    def _check_timetable(self, edition: Edition, number: int | None) -> None:
        version = version_of(edition, number)
        try:
            report = report_on(version)
        except CannotPlan as error:
            raise CommandError("\n".join(error.sentences)) from None
        for sentence in broken_rules(version, report):
            self.stdout.write(f"  {sentence}")
        for bar in bars_of(report.costs):
            self.stdout.write(_("  %(label)s : %(cost).2f") % {"label": bar.label, "cost": bar.cost})
        left = len(report.unplaced)
        if left:
            self.stdout.write(
                ngettext("  %(count)d activité sans place", "  %(count)d activités sans place", left) % {"count": left}
            )
        if not report.valid:
            raise CommandError(
                ngettext(
                    "%(version)s : %(count)d règle enfreinte.",
                    "%(version)s : %(count)d règles enfreintes.",
                    len(report.violations),
                )
                % {"version": version, "count": len(report.violations)}
            )
        self.stdout.write(self.style.SUCCESS(_("%(version)s : aucune règle enfreinte.") % {"version": version}))
