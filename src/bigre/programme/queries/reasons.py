"""Why a run could not place an activity, in a sentence that the team can act upon."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.editions.models import Edition, Equipment, Space
from bigre.people.models import Person
from bigre.programme.models import Activity, SolverRun

from .clauses import CLAUSES, Names, Reason
from .diff import weekday_and_time

# How a person may be named to the reader: an empty name hides them.
type Naming = Callable[[Person], str]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An activity left without a place, and why."""

    activity: Activity
    why: str


def unplaced_in(run: SolverRun, naming: Naming) -> list[Unplaced]:
    """What the run left without a place, by title, each with its sentence (constant number of queries)."""
    rows = list(run.unplaced.select_related("activity").prefetch_related("activity__leads__person"))
    if not rows:
        return []
    names = _names(run.edition, [reason for row in rows for reason in row.reasons], naming)
    rows.sort(key=lambda row: (row.activity.title, row.pk))
    return [Unplaced(row.activity, sentence(row.activity, row.reasons, names)) for row in rows]


def explained(activity: Activity, reasons: list[Reason], naming: Naming) -> list[str]:
    """Each reason as a sentence of its own, in their order."""
    names = _names(activity.edition, reasons, naming)
    return [f"{capfirst(clause)}." for clause in _clauses(activity, reasons, names)]


def sentence(activity: Activity, reasons: list[Reason], names: Names) -> str:
    """The reasons as one sentence; what people can change comes first."""
    clauses = list(_clauses(activity, reasons, names))
    if not clauses:
        clauses = [_("aucune place libre n’a été trouvée dans le temps donné")]
    if len(clauses) > 1:
        clauses[-1] = _("et %(clause)s") % {"clause": clauses[-1]}
    return f"{capfirst(', '.join(clauses))}."


def _names(edition: Edition, reasons: list[Reason], naming: Naming) -> Names:
    people = Person.objects.filter(uuid__in=_keys(reasons, "person"))
    activities = Activity.objects.filter(uuid__in=_keys(reasons, "activity", "taken_by"))
    spaces = Space.objects.filter(pk__in=_keys(reasons, "space", "spaces", "largest"))
    return Names(
        edition=edition,
        people={str(one.uuid): name for one in people if (name := naming(one))},
        activities={str(one.uuid): one.title for one in activities},
        spaces={str(one.pk): one.name for one in spaces},
        equipment={
            one.code: one.label for one in Equipment.objects.filter(code__in=_keys(reasons, "features", "pool"))
        },
    )


def _keys(reasons: Iterable[Reason], *fields: str) -> set[str]:
    found: set[str] = set()
    for reason in reasons:
        for name in fields:
            value = reason.get(name)
            found |= set(value) if isinstance(value, list) else {value} if value else set()
    return found


def _clauses(activity: Activity, reasons: list[Reason], names: Names) -> Iterator[str]:
    yield from _absences(activity, [one for one in reasons if one["kind"] == "person_absent"], names)
    for reason in reasons:
        clause = CLAUSES.get(reason["kind"])
        if clause:
            yield clause(reason, names)


def _absences(activity: Activity, reasons: list[Reason], names: Names) -> Iterator[str]:
    """One clause for all who are there during the same hours."""
    together: dict[str, list[str]] = defaultdict(list)
    windows: dict[str, list[list[str]]] = {}
    for reason in reasons:
        key = str(reason["windows"])
        together[key].append(reason["person"])
        windows[key] = reason["windows"]
    for key, people in together.items():
        yield _presence(_who(activity, people, names), len(people), windows[key], names.edition)


def _who(activity: Activity, people: list[str], names: Names) -> str:
    """« la personne qui l’anime », « les deux personnes qui l’animent », or names."""
    leaders = {str(lead.person.uuid) for lead in activity.leads.all()}
    if leaders == set(people):
        return ngettext("la personne qui l’anime", "les %(count)s personnes qui l’animent", len(people)) % {
            "count": apnumber(len(people))
        }
    return ", ".join(names.people.get(person, _("une personne qui doit y être")) for person in people)


def _presence(who: str, count: int, windows: list[list[str]], edition: Edition) -> str:
    """When they are there, seen from the activity that misses them."""
    if not windows:
        return ngettext("%(who)s n’est jamais là", "%(who)s ne sont jamais là", count) % {"who": who}
    first, last = (datetime.fromisoformat(moment) for moment in (windows[0][0], windows[-1][1]))
    arrives, leaves = first > _opening(edition), last < _closing(edition)
    words = {"who": who, "first": _moment(first, edition), "last": _moment(last, edition)}
    if len(windows) == 1 and arrives and not leaves:
        return ngettext("%(who)s arrive %(first)s", "%(who)s arrivent %(first)s", count) % words
    if len(windows) == 1 and leaves and not arrives:
        return ngettext("%(who)s part %(last)s", "%(who)s partent %(last)s", count) % words
    if len(windows) == 1:
        return (
            ngettext(
                "%(who)s n’est là que de %(first)s à %(last)s", "%(who)s ne sont là que de %(first)s à %(last)s", count
            )
            % words
        )
    return (
        ngettext(
            "%(who)s n’est là que par moments, entre %(first)s et %(last)s",
            "%(who)s ne sont là que par moments, entre %(first)s et %(last)s",
            count,
        )
        % words
    )


def _opening(edition: Edition) -> datetime:
    return edition.moment(edition.starts_on, edition.opens_minutes)


def _closing(edition: Edition) -> datetime:
    return edition.moment(edition.ends_on, edition.closes_minutes)


def _moment(moment: datetime, edition: Edition) -> str:
    """The weekday alone when it is before the day opens, else with the time."""
    local = localtime(moment, edition.zone)
    if local.hour * 60 + local.minute <= edition.opens_minutes:
        return weekday_and_time(moment, edition.zone).rpartition(" ")[0]
    return weekday_and_time(moment, edition.zone)
