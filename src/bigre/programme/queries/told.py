"""Who is told what when a version is published: those who lead or keep an activity that changed, and nobody else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bigre.core.rules import dated
from bigre.people.models import Person
from bigre.programme.models import Favourite, Lead, TimetableVersion

from .diff import Change, Spot, changes_between


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that changed for one person, by time: of what they lead, and of what they only keep."""

    person: Person
    leads: tuple[Change, ...] = ()
    keeps: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """How many activities."""
        return len(self.leads) + len(self.keeps)


def told_by(older: TimetableVersion | None, newer: TimetableVersion) -> list[Told]:
    """Who must know that `newer` replaces `older`, by name (5 queries, 4 before the first publication).

    The first publication tells those who lead; nobody had organised themselves around anything before.
    """
    changes = changes_between(older, newer)
    leading = _by_person(changes, Lead.objects.filter(activity__edition=newer.edition_id).values_list(*_PAIR))
    keeping: dict[int, tuple[Change, ...]] = {}
    if older is not None:
        kept = Favourite.objects.filter(activity__edition=newer.edition_id)
        keeping = _by_person(changes, kept.values_list(*_PAIR))
    concerned = Person.objects.filter(pk__in={*leading, *keeping}).select_related("account")
    return [
        Told(one, leading.get(one.pk, ()), _only_kept(keeping.get(one.pk, ()), leading.get(one.pk, ())))
        for one in concerned.order_by("name", "pk")
    ]


_PAIR = ("person_id", "activity_id")


def _by_person(changes: list[Change], pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[Change, ...]]:
    tied: defaultdict[int, set[int]] = defaultdict(set)
    for person, activity in pairs:
        tied[activity].add(person)
    found: defaultdict[int, list[Change]] = defaultdict(list)
    for change in changes:
        for person in tied.get(change.activity.pk, ()):
            found[person].append(change)
    return {person: tuple(some) for person, some in found.items()}


def _only_kept(kept: tuple[Change, ...], led: tuple[Change, ...]) -> tuple[Change, ...]:
    leads = {change.activity.pk for change in led}
    return tuple(change for change in kept if change.activity.pk not in leads)


def is_reachable(person: Person) -> bool:
    """Whether the site has an address to write to."""
    return person.account is not None and person.account.is_active and bool(person.account.email)


def whole_sentence(change: Change) -> str:
    """The change as a sentence of its own, for somebody who has no page before their eyes: now, then before."""
    title, before, after = change.activity.title, change.before, change.after
    if after is None:
        assert before is not None  # a change has at least one side
        words = {"title": title, "when": stretch_of(before), "space": before.space}
        return _("« %(title)s » n’est plus au programme : c’était %(when)s, dans « %(space)s ».") % words
    words = {"title": title, "when": stretch_of(after), "space": after.space}
    if before is None:
        return _("« %(title)s » a lieu %(when)s, dans « %(space)s ».") % words
    words |= {"before": stretch_of(before), "old": before.space}
    if before.space == after.space:
        return _("« %(title)s » a lieu %(when)s, et non plus %(before)s ; toujours dans « %(space)s ».") % words
    if words["when"] == words["before"]:
        return _("« %(title)s » a lieu dans « %(space)s », et non plus dans « %(old)s » ; toujours %(when)s.") % words
    return _("« %(title)s » a lieu %(when)s, dans « %(space)s », et non plus %(before)s, dans « %(old)s ».") % words


def stretch_of(spot: Spot) -> str:
    """« mardi 23 août de 9:30 à 11:00 », in the reader's language and the edition's time zone."""
    start, end = localtime(spot.starts_at, spot.zone), localtime(spot.ends_at, spot.zone)
    return _("%(day)s de %(from)s à %(to)s") % {
        "day": dated(start.date(), "l j F"),
        "from": date_format(start, "TIME_FORMAT"),
        "to": date_format(end, "TIME_FORMAT"),
    }
