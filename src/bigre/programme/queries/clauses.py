"""The clauses that reasons are told with, one for each kind of reason that the solver gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.editions.models import Edition

from .diff import weekday_and_time

type Reason = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the keys that reasons hold: people by uuid (hidden ones missing), activities, spaces, equipment."""

    edition: Edition
    people: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    equipment: dict[str, str] = field(default_factory=dict)

    def moment(self, iso: str) -> str:
        """A moment of a reason in words: « mardi 9:30 »."""
        return weekday_and_time(datetime.fromisoformat(iso), self.edition.zone)

    def stretches(self, windows: list[list[str]]) -> str:
        """Stretches of a reason in words: « mardi 9:30 – mardi 12:45, … »."""
        return ", ".join(f"{self.moment(start)} – {self.moment(end)}" for start, end in windows)

    def person(self, reason: Reason) -> str:
        """The person of a reason, as the reader may name them."""
        return self.people.get(reason["person"], _("une personne qui doit y être"))


def _busy(reason: Reason, names: Names) -> str:
    words = {
        "who": names.person(reason),
        "title": names.activities.get(reason["activity"], ""),
    }
    if reason["pinned"]:
        return _("« %(title)s », qui est épinglée, retient %(who)s") % words
    return _("« %(title)s » retient déjà %(who)s") % words


def _taken(reason: Reason, names: Names) -> str:
    spaces = [names.spaces.get(space, "") for space in reason["spaces"]]
    if len(spaces) == 1:
        return _("le seul espace qui convient (%(space)s) est pris") % {"space": spaces[0]}
    if reason["seats"]:
        return _("tous les espaces d’au moins %(seats)d places sont pris") % {"seats": reason["seats"]}
    return _("tous les espaces qui conviennent sont pris")


def _too_small(reason: Reason, names: Names) -> str:
    words = {
        "seats": reason["seats"],
        "largest": names.spaces.get(reason["largest"] or "", ""),
        "capacity": reason["capacity"],
    }
    if not words["largest"]:
        return _("aucun espace n’a les %(seats)d places qu’il faut") % words
    return _("il faut %(seats)d places, et le plus grand espace qui convient (%(largest)s) en a %(capacity)d") % words


def _without_equipment(reason: Reason, names: Names) -> str:
    codes = reason["missing_everywhere"] or reason["features"]
    things = ", ".join(names.equipment.get(code, code) for code in codes)
    return _("aucun espace n’offre tout ce qu’il faut (%(things)s)") % {"things": things}


def _no_start(_reason: Reason, _names: Names) -> str:
    return _("elle ne tient dans aucune plage horaire aux moments où elle peut avoir lieu")


def _conflict(reason: Reason, names: Names) -> str:
    return _("elle ne doit pas avoir lieu en même temps que « %(title)s »") % {
        "title": names.activities.get(reason["activity"], "")
    }


def _order(reason: Reason, names: Names) -> str:
    words = {"title": names.activities.get(reason["activity"], "")}
    if reason["must_come"] == "before":
        return _("elle doit finir avant « %(title)s »") % words
    return _("elle doit venir après « %(title)s »") % words


def _place_left(reason: Reason, names: Names) -> str:
    return _("une place reste pourtant libre %(when)s (%(space)s) : laisse plus de temps au calcul") % {
        "when": names.moment(reason["start"]),
        "space": names.spaces.get(reason["space"], ""),
    }


def _pinned(reason: Reason, names: Names) -> str:
    if reason["start"]:
        return _("elle est épinglée %(when)s") % {"when": names.moment(reason["start"])}
    return _("elle est épinglée dans « %(space)s »") % {"space": names.spaces.get(reason["space"], "")}


def _own_windows(reason: Reason, names: Names) -> str:
    if not reason["windows"]:
        return _("qui l’anime n’est jamais disponible pendant l’édition")
    return _("qui l’anime ne la propose que sur ces plages : %(stretches)s") % {
        "stretches": names.stretches(reason["windows"])
    }


def _not_its_start(reason: Reason, names: Names) -> str:
    return _("rien de cette durée ne commence %(when)s") % {"when": names.moment(reason["start"])}


def _protected(reason: Reason, _names: Names) -> str:
    return _("elle déborderait sur « %(name)s », un temps qui reste libre") % {"name": reason["name"]}


def _outside_hours(reason: Reason, names: Names) -> str:
    return _("à partir de %(when)s, elle ne tient pas dans les plages ouvertes") % {
        "when": names.moment(reason["start"])
    }


def _exhausted(reason: Reason, names: Names) -> str:
    words = {
        "thing": names.equipment.get(reason["pool"], reason["pool"]),
        "needed": reason["needed"],
        "units": reason["units"],
        "titles": ", ".join(names.activities.get(key, "") for key in reason["taken_by"]),
    }
    if not words["titles"]:
        return _("il lui faut %(needed)d × %(thing)s, et le lieu n’en a que %(units)d") % words
    return _("il lui faut %(needed)d × %(thing)s : le lieu en a %(units)d, déjà pris par %(titles)s") % words


def _travel(reason: Reason, names: Names) -> str:
    words = {"who": names.person(reason), "title": names.activities.get(reason["activity"], "")}
    return _("le trajet depuis ou vers « %(title)s » est trop long pour %(who)s") % words


def _alternative(reason: Reason, names: Names) -> str:
    return _("« %(title)s » a lieu à sa place") % {"title": names.activities.get(reason["activity"], "")}


def _spaces_too_small(reason: Reason, names: Names) -> str:
    spaces = ", ".join(names.spaces.get(space, "") for space in reason["spaces"])
    return ngettext(
        "il faut %(seats)d place, trop pour : %(spaces)s",
        "il faut %(seats)d places, trop pour : %(spaces)s",
        reason["seats"],
    ) % {"seats": reason["seats"], "spaces": spaces}


def _spaces_lack(reason: Reason, names: Names) -> str:
    things = ", ".join(names.equipment.get(code, code) for code in reason["features"])
    spaces = ", ".join(names.spaces.get(space, "") for space in reason["spaces"])
    return _("il manque quelque chose de ce qu’il faut (%(things)s) dans : %(spaces)s") % {
        "things": things,
        "spaces": spaces,
    }


def _closed(reason: Reason, names: Names) -> str:
    return _("« %(space)s » est fermé à ce moment-là") % {"space": names.spaces.get(reason["space"], "")}


def _taken_by(reason: Reason, names: Names) -> str:
    words = {
        "space": names.spaces.get(reason["space"], ""),
        "title": names.activities.get(reason["activity"], ""),
    }
    if reason["pinned"]:
        return _("« %(space)s » est pris par « %(title)s », qui est épinglée") % words
    return _("« %(space)s » est pris par « %(title)s »") % words


CLAUSES: dict[str, Callable[[Reason, Names], str]] = {
    "person_busy": _busy,
    "conflicts_with": _conflict,
    "order_broken": _order,
    "no_start": _no_start,
    "no_space_with_features": _without_equipment,
    "no_space_big_enough": _too_small,
    "spaces_taken": _taken,
    "place_left": _place_left,
    "pinned": _pinned,
    "own_windows": _own_windows,
    "not_its_start": _not_its_start,
    "protected_time": _protected,
    "outside_hours": _outside_hours,
    "pool_exhausted": _exhausted,
    "travel_too_short": _travel,
    "alternative_held": _alternative,
    "spaces_too_small": _spaces_too_small,
    "spaces_lack_features": _spaces_lack,
    "space_closed": _closed,
    "space_taken_by": _taken_by,
}
