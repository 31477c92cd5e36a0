"""What makes an edition impossible to plan, in sentences that name what to put right."""

from collections.abc import Iterator
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.core.models import Audience
from bigre.people.rules import can_see, stand_in
from bigre.programme.models import Activity, Disruption
from bigre.programme.queries.diff import weekday_and_time
from bigre.programme.queries.disruptions import between, during
from bigre.proposals.models import Relation

from .clock import Clock
from .problem import pinned_space, pinned_start, rounded
from .rows import Rows


class CannotPlan(Exception):
    """The edition contradicts itself; `sentences` tell the team what to put right."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(sentences))


def faults_in(rows: Rows) -> list[str]:
    """Every contradiction, one sentence each; an edition without any gives a valid problem."""
    return [
        *_missing(rows),
        *_too_long(rows),
        *_pins_outside(rows),
        *_pins_upset(rows),
        *_pins_together(rows),
        *_full(rows),
        *_loops(rows),
    ]


def _missing(rows: Rows) -> Iterator[str]:
    """There is something to place, somewhere, at some time."""
    if not rows.activities:
        yield _("Il n’y a encore aucune activité à placer : importe ou retiens des propositions.")
    if not rows.spaces:
        yield _("Il n’y a aucun espace où placer des activités : ajoute des espaces au lieu de l’édition.")
    if not rows.rhythm.blocks:
        yield _("Aucune plage horaire n’est ouverte : vérifie les horaires, les plages et les temps protégés.")


def _too_long(rows: Rows) -> Iterator[str]:
    """Each activity fits inside some block."""
    longest = rows.rhythm.longest
    for activity in rows.activities:
        if longest and rounded(activity.duration_minutes) > longest:
            yield _(
                "« %(title)s » dure %(minutes)d minutes : c’est plus que la plus longue plage sans pause (%(longest)d)."
            ) % {"title": activity.title, "minutes": activity.duration_minutes, "longest": longest}


def _pins_outside(rows: Rows) -> Iterator[str]:
    """A pin holds its activity inside opening hours and in a space that is planned, with everybody there."""
    clock, spaces = Clock(rows.edition), {space.pk for space in rows.spaces}
    for activity in rows.activities:
        start, space = pinned_start(activity), pinned_space(activity)
        if space and space.pk not in spaces:
            yield _("« %(title)s » est épinglée dans « %(space)s », qui n’est pas un espace à planifier.") % {
                "title": activity.title,
                "space": space.name,
            }
        if start and not rows.rhythm.holds(clock.minutes(start), rounded(activity.duration_minutes)):
            yield _("« %(title)s » est épinglée %(when)s, en dehors des plages ouvertes.") % {
                "title": activity.title,
                "when": weekday_and_time(start, rows.edition.zone),
            }
        if start:
            yield from _absent(activity, clock.minutes(start), rows)


def _absent(activity: Activity, start: int, rows: Rows) -> Iterator[str]:
    """Those who must be at an activity pinned to a minute are there then."""
    clock = Clock(rows.edition)
    end = start + rounded(activity.duration_minutes)
    for person in sorted(rows.musts[activity.pk]):
        participation = rows.participations.get(person)
        presences = participation.presences.all() if participation else ()
        windows = clock.windows((one.starts_at, one.ends_at) for one in presences)
        if windows is not None and not any(window.start <= start and end <= window.end for window in windows):
            yield _("« %(title)s » est épinglée à une heure où une personne qui doit y être est absente.") % {
                "title": activity.title
            }
            return


def _pins_upset(rows: Rows) -> Iterator[str]:
    """No disruption closes the space that a pin holds, or keeps away somebody who must be at a pinned activity."""
    for activity in rows.activities:
        start, space = pinned_start(activity), pinned_space(activity)
        if start is None:
            continue
        end = start + timedelta(minutes=activity.duration_minutes)
        words = {"title": activity.title, "when": weekday_and_time(start, rows.edition.zone)}
        for closure in rows.closures.get(space.pk, ()) if space else ():
            if during(closure, start, end):
                yield _(
                    "« %(title)s » est épinglée %(when)s dans « %(space)s », qu’un imprévu ferme de %(from)s à %(to)s :"
                    " libère l’épingle ou corrige l’imprévu."
                ) % {**words, "space": space, **between(closure, rows.edition)}
        for person in sorted(rows.musts[activity.pk]):
            for absence in rows.absences.get(person, ()):
                if during(absence, start, end):
                    yield _(
                        "« %(title)s » est épinglée %(when)s, et un imprévu retient ailleurs, de %(from)s à %(to)s,"
                        " quelqu’un qui doit y être (%(person)s) : libère l’épingle ou corrige l’imprévu."
                    ) % {**words, "person": _name(absence, rows), **between(absence, rows.edition)}


def _name(absence: Disruption, rows: Rows) -> str:
    """Who is absent, as everybody of the edition may name them: whoever of the team reads it, and who asked, differ."""
    person = absence.person
    assert person is not None
    circle = Audience.EDITION if person.pk in rows.participations else Audience.EVERYONE
    return person.name if can_see(stand_in(person, circle), person, "name") else _("une personne")


def _pins_together(rows: Rows) -> Iterator[str]:
    """Pinned activities that overlap share neither space nor people, and may overlap."""
    clock = Clock(rows.edition)
    never = {frozenset((a, b)) for kind, a, b in rows.relations if kind == Relation.Kind.NOT_TOGETHER}
    pinned = [(clock.minutes(held), one) for one in rows.activities if (held := pinned_start(one))]
    for (start, one), (later, other) in combinations(sorted(pinned, key=lambda pair: (pair[0], pair[1].pk)), 2):
        if later >= start + rounded(one.duration_minutes):
            continue
        space = pinned_space(one)
        shared = rows.musts[one.pk] & rows.musts[other.pk]
        if shared or frozenset((one.pk, other.pk)) in never or (space and space == pinned_space(other)):
            yield _(
                "« %(one)s » et « %(other)s » sont épinglées en même temps, alors qu’elles partagent un espace ou "
                "des personnes : libère l’une des deux."
            ) % {"one": one.title, "other": other.title}


def _full(rows: Rows) -> Iterator[str]:
    """An activity has a seat for each of those who must be there."""
    for activity in rows.activities:
        if activity.max_size is None:
            continue
        required = len(rows.musts[activity.pk]) - len(activity.leads.all())
        if required > activity.max_size:
            yield ngettext(
                "« %(title)s » n’a que %(size)d place, et %(required)d personnes doivent y être.",
                "« %(title)s » n’a que %(size)d places, et %(required)d personnes doivent y être.",
                activity.max_size,
            ) % {"title": activity.title, "size": activity.max_size, "required": required}


def _loops(rows: Rows) -> Iterator[str]:
    """No activity comes, directly or not, before itself."""
    after = TopologicalSorter[int]()
    for kind, first, second in rows.relations:
        if kind == Relation.Kind.BEFORE:
            after.add(second, first)
    try:
        after.prepare()
    except CycleError as error:
        titles = {one.pk: one.title for one in rows.activities}
        loop = ", ".join(_("« %(title)s »") % {"title": titles[key]} for key in error.args[1][1:])
        yield _("Ces activités doivent chacune précéder la suivante, en boucle : %(titles)s.") % {"titles": loop}
