"""The network of cooperatives around an edition: ties before, during and since, as the viewer may see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bigre.core.rules import fold
from bigre.editions.models import Edition
from bigre.encounters.models import Cooperation, Encounter, Entry
from bigre.encounters.rules.cooperations import pairs
from bigre.people.models import Cooperative, Membership, Person
from bigre.people.queries import shows
from bigre.people.rules import Viewer

from .cooperations import Line, cooperations_visible_to, lines, with_cards

# Sums of fewer people than this, on either side, are told to nobody.
THRESHOLD = 5

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

    Only sums in which at least `THRESHOLD` people of either side took part: nobody can be singled out of one. Who
    belongs to both stands on neither side (2 queries).
    """
    met = set(Encounter.objects.filter(edition=edition).order_by().values_list("first_id", "second_id"))
    homes = _homes_at(edition)
    counts = Counter[Pair]()
    people: dict[Pair, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for one, other in met:
        for here in homes[one] - homes[other]:
            for there in homes[other] - homes[one]:
                pair, ends = ((here, there), (one, other)) if here < there else ((there, here), (other, one))
                counts[pair] += 1
                people[pair][0].add(ends[0])
                people[pair][1].add(ends[1])
    return {pair: count for pair, count in counts.items() if min(map(len, people[pair])) >= THRESHOLD}


def _homes_at(edition: Edition) -> defaultdict[int, set[int]]:
    """The cooperatives of each person at the time of the edition."""
    joined = Q(since_on__isnull=True) | Q(since_on__lte=edition.ends_on)
    stayed = Q(until_on__isnull=True) | Q(until_on__gte=edition.starts_on)
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for person, cooperative in Membership.objects.filter(joined, stayed).values_list("person", "cooperative"):
        homes[person].add(cooperative)
    return homes


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
