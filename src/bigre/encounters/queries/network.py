"""The network of cooperatives around an edition: ties before, during and since, as the viewer may see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bigre.core.models import Audience
from bigre.core.rules import fold
from bigre.editions.models import Edition
from bigre.encounters.models import Cooperation, Encounter, Entry
from bigre.encounters.rules.aggregates import OTHERS, groups_told, sums_of
from bigre.encounters.rules.cooperations import pairs
from bigre.people.models import Cooperative, Membership, Person
from bigre.people.queries import shows
from bigre.people.rules import Viewer

from .cooperations import Line, cooperations_visible_to, lines, with_cards

type Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """What links two cooperatives, in order of their names.

    `before`: cooperations begun before the edition, and `collectives` that have people of both; `during`: pairs of
    their people who met there, 0 when they are too few to be told; `since`: cooperations begun from its first day on.
    """

    first: Cooperative
    second: Cooperative
    before: int
    collectives: int
    during: int
    since: int

    def touches(self, cooperative: Cooperative) -> bool:
        """Whether it is one of its ends."""
        return cooperative in (self.first, self.second)


def network_cooperations(viewer: Viewer) -> list[Cooperation]:
    """All that the viewer may see, the latest begun first, with their cooperatives (2 queries)."""
    return list(with_cards(cooperations_visible_to(viewer)))


def ties_around(viewer: Viewer, edition: Edition, cooperations: Iterable[Cooperation]) -> list[Tie]:
    """Every two cooperatives that something links, by name; `cooperations` are those that the viewer may see."""
    early, late = Counter[Pair](), Counter[Pair]()
    for one in cooperations:
        into = early if one.begun_on < edition.starts_on else late
        into.update(_ordered(pairs(partner.pk for partner in one.cooperatives.all())))
    together, met = collectives_between_cooperatives(viewer), meetings_between_cooperatives(edition)
    linked = early.keys() | late.keys() | together.keys() | met.keys()
    known = Cooperative.objects.in_bulk({pk for pair in linked for pk in pair})
    found = []
    for pair in linked:
        first, second = sorted((known[pk] for pk in pair), key=lambda cooperative: fold(cooperative.name))
        found.append(Tie(first, second, early[pair], together[pair], met.get(pair, 0), late[pair]))
    return sorted(found, key=lambda tie: (fold(tie.first.name), fold(tie.second.name)))


def _ordered(found: Iterable[Pair]) -> list[Pair]:
    return [(min(pair), max(pair)) for pair in found if pair[0] != pair[1]]


def collectives_between_cooperatives(viewer: Viewer) -> Counter[Pair]:
    """How many collectives have people of both, among people who show the viewer their cooperatives (1 query)."""
    showing = Person.objects.filter(shows(viewer, "cooperative")).values("pk")
    here = Membership.objects.filter(until_on__isnull=True, person__in=showing, person__collectives__isnull=False)
    homes: dict[int, set[int]] = defaultdict(set)
    for collective, cooperative in here.values_list("person__collectives", "cooperative").order_by():
        homes[collective].add(cooperative)
    return Counter(pair for group in homes.values() for pair in _ordered(pairs(sorted(group))))


def meetings_between_cooperatives(edition: Edition) -> dict[Pair, int]:
    """How many pairs of people, one of each cooperative, met at the edition; for pairs (smaller id, larger id).

    Only sums that single nobody out (`rules.aggregates`). Who belongs to several cooperatives, or shows none to the
    people of the edition, stands on no side (3 queries).
    """
    met = Encounter.objects.filter(edition=edition).order_by().values_list("first_id", "second_id")
    cells = sums_of(met, groups_told(_homes_at(edition))).cells
    named = {groups: pairs for groups, pairs in cells.items() if OTHERS not in groups and groups[0] != groups[1]}
    return {(min(ids), max(ids)): named[groups] for groups in named for ids in [tuple(map(int, groups))]}


def _homes_at(edition: Edition) -> dict[int, str]:
    """The one cooperative, by its id, of each who took part; nothing where they have several, or hide it."""
    joined = Q(since_on__isnull=True) | Q(since_on__lte=edition.ends_on)
    stayed = Q(until_on__isnull=True) | Q(until_on__gte=edition.starts_on)
    here = edition.participations.values("person")
    rows = Membership.objects.filter(joined, stayed, person__in=here)
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for person, cooperative in rows.exclude(person__cooperative_audience=Audience.NOBODY).values_list(
        "person", "cooperative"
    ):
        homes[person].add(cooperative)
    everybody = here.values_list("person", flat=True)
    return {one: str(min(homes[one])) if len(homes[one]) == 1 else OTHERS for one in everybody}


def per_year(cooperations: Iterable[Cooperation], today: date) -> list[tuple[int, int]]:
    """How many of them began in each year, from the first to this one; years without any count 0."""
    begun = Counter(one.begun_on.year for one in cooperations)
    return [(year, begun[year]) for year in range(min(begun), max(today.year, *begun) + 1)] if begun else []


def latest_testimonies(viewer: Viewer, *, at_most: int = 6) -> list[Line]:
    """What people say of cooperations that the viewer may see, the latest first (4 queries)."""
    return lines(viewer, _testimonies(viewer)[:at_most])


def _testimonies(viewer: Viewer) -> QuerySet[Entry]:
    seen = cooperations_visible_to(viewer).order_by().values("pk")
    told = Entry.objects.filter(kind=Entry.Kind.TESTIMONY, cooperation__in=seen)
    return told.select_related("cooperation").order_by("-written_at", "-pk")
