"""The page of the network: who cooperates with whom, since when, and what people say of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.core.rules import fold
from bigre.editions.models import Edition
from bigre.editions.queries import current_edition, editions_visible_to, viewer_for
from bigre.encounters.forms.network import NetworkForm
from bigre.encounters.queries.network import Tie, latest_testimonies, network_cooperations, per_year, ties_around
from bigre.encounters.rules.network import WIDTH, ZOOMS, Spot, curve, height, spots, strength, view_box
from bigre.people.access import with_own_person
from bigre.people.models import Cooperative, Person

KINDS = ("before", "during", "since")
CARDS_PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A cooperative in the drawing; `address` looks at the network from it."""

    cooperative: Cooperative
    spot: Spot
    address: str
    chosen: bool
    faded: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A tie of one kind, drawn."""

    kind: str
    d: str
    strength: int
    title: str
    faded: bool


@with_own_person
def network(request: HttpRequest, person: Person) -> HttpResponse:
    """Around an edition (`?edition=`), seen from a cooperative (`?cooperative=`), nearer (`?zoom=`)."""
    viewer = viewer_for(person)
    edition = _edition(request, person)
    cooperations = network_cooperations(viewer)
    ties = ties_around(viewer, edition, cooperations) if edition else []
    nodes = sorted({one for tie in ties for one in (tie.first, tie.second)}, key=lambda one: fold(one.name))
    chosen = next((one for one in nodes if one.slug == request.GET.get("cooperative")), None)
    shown = [kind for kind in KINDS if request.GET.get("ties") in (None, "", kind)]
    listed = [one for one in cooperations if chosen is None or chosen in one.cooperatives.all()]
    years = per_year(cooperations, clock.now().date())
    context = {
        "edition": edition,
        "form": _form(request, person, edition, nodes),
        "chosen": chosen,
        "ties": [tie for tie in ties if chosen is None or tie.touches(chosen)],
        "kinds": [(kind, _with(request, ties=kind), request.GET.get("ties") == kind) for kind in KINDS],
        "all_kinds": _with(request, ties=""),
        "years": years,
        "most": max((count for _year, count in years), default=0),
        "page": Paginator(listed, CARDS_PER_PAGE).get_page(request.GET.get("page")),
        "address": request.GET.copy(),
        "testimonies": latest_testimonies(viewer),
        **(_drawing(request, nodes, ties, chosen, shown) if ties else {}),
    }
    return render(request, "encounters/network.html", context)


def _edition(request: HttpRequest, person: Person) -> Edition | None:
    """The edition asked for; else the latest that has begun."""
    visible = editions_visible_to(person)
    asked = visible.filter(slug=request.GET.get("edition", "")).first()
    return asked or visible.filter(starts_on__lte=clock.now().date()).first() or current_edition()


def _form(request: HttpRequest, person: Person, edition: Edition | None, nodes: list[Cooperative]) -> NetworkForm:
    initial = {"edition": edition.slug if edition else "", "cooperative": request.GET.get("cooperative", "")}
    form = NetworkForm(initial=initial)
    form.offer(
        editions_visible_to(person), Cooperative.objects.filter(pk__in=[one.pk for one in nodes]).order_by("name")
    )
    return form


def _with(request: HttpRequest, **changes: str) -> str:
    """The address of this page with these answers changed; an empty one is left out."""
    kept = QueryDict(mutable=True)
    kept.update({name: request.GET[name] for name in ("edition", "cooperative", "ties", "zoom") if name in request.GET})
    for name, value in changes.items():
        kept[name] = value
    for name in [name for name, value in kept.items() if not value]:
        del kept[name]
    return f"?{kept.urlencode()}#drawing"


def _drawing(
    request: HttpRequest, nodes: list[Cooperative], ties: list[Tie], chosen: Cooperative | None, shown: list[str]
) -> dict[str, object]:
    """Names, paths and the part that is seen."""
    placed = spots([(one.pk, one.name) for one in nodes])
    near = {one for tie in ties if chosen and tie.touches(chosen) for one in (tie.first, tie.second)}
    tall = height(len(nodes))
    zoom = next((zoom for zoom in ZOOMS if str(zoom) == request.GET.get("zoom")), 1)
    step = ZOOMS.index(zoom)
    return {
        "nodes": [
            Node(
                cooperative=one,
                spot=placed[one.pk],
                address=_with(request, cooperative="" if one == chosen else one.slug),
                chosen=one == chosen,
                faded=chosen is not None and one not in near,
            )
            for one in nodes
        ],
        "paths": list(_paths(ties, placed, chosen, shown)),
        "size": (WIDTH, tall),
        "view_box": view_box(tall, zoom, placed[chosen.pk] if chosen else None),
        "nearer": _with(request, zoom=str(ZOOMS[step + 1])) if step + 1 < len(ZOOMS) else "",
        "farther": _with(request, zoom=str(ZOOMS[step - 1]) if step > 1 else "") if step else "",
        "whole": _with(request, zoom="", cooperative=""),
    }


def _paths(ties: list[Tie], placed: dict[int, Spot], chosen: Cooperative | None, shown: list[str]) -> Iterable[Path]:
    words = {"before": _("avant"), "during": _("pendant"), "since": _("depuis")}
    for lane, kind in enumerate(KINDS, start=-1):
        for tie in ties if kind in shown else ():
            count = tie.before + tie.collectives if kind == "before" else getattr(tie, kind)
            if count:
                yield Path(
                    kind=kind,
                    d=curve(placed[tie.first.pk], placed[tie.second.pk], lane),
                    strength=strength(count),
                    title=f"{tie.first.name} – {tie.second.name} · {words[kind]}",
                    faded=chosen is not None and not tie.touches(chosen),
                )
