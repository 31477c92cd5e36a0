"""Why somebody is suggested, in sentences; a reason that rests on what is no longer shown falls away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.rules import language_name

if TYPE_CHECKING:
    from bigre.people.rules import Part

# A card says a few things, not all.
MOST_REASONS = 4

# The part of a profile on which each kind of reason rests; the others rest on nothing that can be hidden.
PARTS: Mapping[str, Part] = {
    "same_trade": "occupations",
    "other_trade": "occupations",
    "same_sector": "occupations",
    "other_sector": "occupations",
    "same_way": "occupations",
    "other_way": "occupations",
    "near": "place",
    "far": "place",
    "same_cooperative": "cooperative",
    "other_cooperative": "cooperative",
    "shared_language": "about",
    "they_offer_what_you_seek": "about",
    "they_seek_what_you_offer": "about",
}
_PLAIN = {
    "other_trade": gettext_lazy("Vos métiers n’ont rien à voir."),
    "other_sector": gettext_lazy("Vous ne travaillez pas dans les mêmes secteurs."),
    "other_way": gettext_lazy("Vous n’exercez pas de la même manière."),
    "other_cooperative": gettext_lazy("Vous êtes de coopératives différentes."),
    "little_told": gettext_lazy("On sait encore peu de chose de vous deux : raison de plus pour vous parler."),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the numbers of reasons stand for, in the reader's language; what is gone or hidden is missing."""

    trades: Mapping[int, str] = field(default_factory=dict)
    sectors: Mapping[int, str] = field(default_factory=dict)
    ways: Mapping[int, str] = field(default_factory=dict)
    cooperatives: Mapping[int, str] = field(default_factory=dict)
    notices: Mapping[int, str] = field(default_factory=dict)


def sentences(reasons: Sequence[Mapping[str, Any]], name: str, named: Named) -> list[str]:
    """The reasons for a person to meet `name`, strongest first, each in a whole sentence."""
    told = (sentence(one, name, named) for one in reasons)
    return [one for one in told if one][:MOST_REASONS]


def sentence(reason: Mapping[str, Any], name: str, named: Named) -> str:
    """One reason, or nothing when what it stands for is gone."""
    kind = reason["kind"]
    if kind in _PLAIN:
        return str(_PLAIN[kind])
    if kind in ("they_offer_what_you_seek", "they_seek_what_you_offer"):
        return _of_notices(kind, reason, name, named)
    if kind in ("near", "far"):
        return _of_distance(kind, int(reason["km"]))
    if kind == "shared_language":
        return _("Vous avez une langue en commun : %(language)s.") % {"language": language_name(reason["language"])}
    return _of_likeness(kind, reason.get("of"), named)


def _of_notices(kind: str, reason: Mapping[str, Any], name: str, named: Named) -> str:
    words = {key: named.notices.get(reason[key], "") for key in ("offer", "need")}
    if not all(words.values()):
        return ""
    blanks = words | {"name": name}
    if kind == "they_offer_what_you_seek":
        return _("Tu cherches « %(need)s » ; %(name)s propose « %(offer)s ».") % blanks
    return _("%(name)s cherche « %(need)s » ; tu proposes « %(offer)s ».") % blanks


def _of_distance(kind: str, km: int) -> str:
    if km < 2:
        return _("Vous vivez au même endroit.")
    if kind == "near":
        return _("%(km)s km seulement vous séparent.") % {"km": km}
    return _("%(km)s km vous séparent : c’est un autre territoire.") % {"km": km}


def _of_likeness(kind: str, number: int | None, named: Named) -> str:
    found = {
        "same_trade": (named.trades, _("Vous avez un métier en commun : %(what)s.")),
        "same_sector": (named.sectors, _("Vous travaillez dans le même secteur : %(what)s.")),
        "same_way": (named.ways, _("Vous exercez de la même manière : %(what)s.")),
        "same_cooperative": (named.cooperatives, _("Vous êtes de la même coopérative : %(what)s.")),
    }.get(kind)
    if found is None or number is None or number not in found[0]:
        return ""
    return found[1] % {"what": found[0][number]}
