"""The directory of people: a search matches only the parts of a profile that the viewer may see."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet

from bigre.core.rules import fold
from bigre.people.models import Cooperative, Membership, Occupation, Person, Place, Sector, Trade
from bigre.people.rules import Viewer

from .visible import people_visible_to, shows


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for; an empty answer does not restrict."""

    text: str = ""
    trade: Trade | None = None
    sector: Sector | None = None
    cooperative: Cooperative | None = None
    place: Place | None = None


def people_found(viewer: Viewer, search: Search) -> QuerySet[Person]:
    """The visible people that answer the whole search."""
    people = people_visible_to(viewer)
    if search.trade or search.sector:
        people = people.filter(shows(viewer, "occupations"), pk__in=_practising(search))
    if search.cooperative:
        members = Membership.objects.filter(cooperative=search.cooperative, until_on__isnull=True)
        people = people.filter(shows(viewer, "cooperative"), pk__in=members.values("person"))
    if search.place:
        people = people.filter(_at(viewer, search.place))
    return people.filter(pk__in=_mentioning(viewer, search.text)) if search.text else people


def _practising(search: Search) -> QuerySet[Occupation, int]:
    """The ids of people with one activity of this trade and this sector."""
    wanted = {"trade": search.trade, "sector": search.sector}
    found = Occupation.objects.filter(**{name: value for name, value in wanted.items() if value})
    return found.values_list("person", flat=True)


def _at(viewer: Viewer, place: Place) -> Q:
    """People who show that they live there, or that they work there."""
    working = Occupation.objects.filter(territory=place).values("person")
    return (shows(viewer, "place") & Q(place=place)) | (shows(viewer, "occupations") & Q(pk__in=working))


def _mentioning(viewer: Viewer, text: str) -> set[int]:
    """The ids of people whose visible name, presentation or activities contain every word, accents aside (3 queries).

    Texts are folded here, not in the database: SQLite and PostgreSQL do not agree on accents, and a folded column that
    mixed the parts of a profile would find people by what they hide.
    """
    words = fold(text).split()
    texts: dict[int, list[str]] = {}
    names = Person.objects.filter(shows(viewer, "name")).values_list("pk", "name")
    presentations = Person.objects.filter(shows(viewer, "about")).values_list("pk", "about")
    for pk, value in chain(names, presentations):
        texts.setdefault(pk, []).append(value)
    people = Person.objects.filter(shows(viewer, "occupations")).values("pk")
    occupations = Occupation.objects.filter(person__in=people).values_list("person_id", "title", "trade__label_fr")
    for pk, title, trade in occupations:
        texts.setdefault(pk, []).append(f"{title} {trade or ''}")
    return {pk for pk, parts in texts.items() if all(word in fold(" ".join(parts)) for word in words)}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the directory can be filtered by: only what somebody visible shows."""

    trades: QuerySet[Trade]
    sectors: QuerySet[Sector]
    cooperatives: QuerySet[Cooperative]
    places: QuerySet[Place]


def choices(viewer: Viewer) -> Choices:
    """The trades, sectors, cooperatives and towns that the viewer would find people by, in order of their names."""
    occupations = Occupation.objects.filter(person__in=_ids(shows(viewer, "occupations")))
    members = Membership.objects.filter(person__in=_ids(shows(viewer, "cooperative")), until_on__isnull=True)
    living = Person.objects.filter(shows(viewer, "place"), place__isnull=False)
    somewhere = Q(pk__in=living.values("place")) | Q(
        pk__in=occupations.filter(territory__isnull=False).values("territory")
    )
    return Choices(
        trades=Trade.objects.filter(pk__in=occupations.values("trade")).order_by("label_fr"),
        sectors=Sector.objects.filter(pk__in=occupations.values("sector")).order_by("label_fr"),
        cooperatives=Cooperative.objects.filter(pk__in=members.values("cooperative")).order_by("name"),
        places=Place.objects.filter(somewhere).order_by("name"),
    )


def _ids(condition: Q) -> QuerySet[Person, int]:
    return Person.objects.filter(condition).values_list("pk", flat=True)
