"""The hard rules that a draft breaks, activity by activity, for those who are about to publish or to change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.reasons import Naming

from .upsets import Held, held_by, sentences_of, violations_in


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken, in a sentence, and the activities (UUIDs) by which it is."""

    sentence: str
    activities: frozenset[str]

    @property
    def in_order(self) -> list[str]:
        """The activities, always in the same order."""
        return sorted(self.activities)


def breaches_in(version: TimetableVersion, naming: Naming, since: datetime | None = None) -> list[Breach]:
    """Every hard rule that the version breaks, by time, each told once; raises `CannotPlan`.

    What has begun at the moment `since` is past discussing.
    """
    held = held_by(version, since)
    return [*{one.sentence: one for one in (*_lost(held), *_broken(held, naming))}.values()]


def _lost(held: Held) -> Iterator[Breach]:
    """Activities in a space where nothing is planned any more."""
    known = {str(one.uuid) for one in held.rows.activities}
    for key, placement in held.placements.items():
        if key in known and key not in held.assignment:
            words = {"title": placement.activity.title, "space": placement.space}
            sentence = _("« %(title)s » a lieu dans « %(space)s », qui n’est plus un espace à planifier.") % words
            yield Breach(sentence, frozenset({key}))


def _broken(held: Held, naming: Naming) -> Iterator[Breach]:
    for violation in violations_in(held):
        concerned = frozenset(violation.culprits) & held.placements.keys()
        for sentence in sentences_of(held, violation, naming):
            yield Breach(sentence, concerned)
