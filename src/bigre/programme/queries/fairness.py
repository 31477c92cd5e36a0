"""For whom a version is worst and which activities cost most, to be drawn: shares only, never what somebody wishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor

from django.utils.translation import gettext as _

from bigre.people.models import Cooperative, Person
from bigre.programme.models import Activity

from .criteria import Bar, bars_of
from .reasons import Naming

# Wishes are read by nobody: where fewer people stand together than this, no number speaks of them.
FEWEST = 5
COLUMNS = 10
MOST_ACTIVITIES = 8
# A cost that would be written 0.0.
LEAST_TOLD = 0.05


@dataclass(frozen=True, slots=True)
class Shares:
    """What the solver says of a version, by its keys.

    `missed`: for each person who wishes something, the share (0–1) of their wishes that they miss. `worst`: the
    worst-off tenth, uuid and share, worst first. `groups`: cooperative (id), how many of its people wish something,
    the mean of what they miss. `costs`: activity (uuid) → criterion → cost. `wishers`: activity → how many wish it.
    """

    missed: tuple[float, ...]
    worst: tuple[tuple[str, float], ...]
    groups: tuple[tuple[int, int, float], ...]
    costs: Mapping[str, Mapping[str, float]]
    wishers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """How many people can follow from `low` to `high` percent of their wishes; its height goes from 0 to 100."""

    low: int
    high: int
    people: int
    height: int

    @property
    def top(self) -> int:
        """Where its top is drawn, from the top of a drawing a hundred high."""
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody, or people of one cooperative, and the percentage of their wishes that they can follow."""

    name: str
    percent: int
    people: int = 1


@dataclass(frozen=True, slots=True)
class Costly:
    """An activity among the costliest, drawn beside the first, and its criteria, the heaviest first."""

    title: str
    cost: float
    width: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everything that the page draws of one version."""

    columns: list[Column]
    people: int
    worst: list[Followed]
    cooperatives: list[Followed]
    costliest: list[Costly]


def fairness_of(shares: Shares, naming: Naming) -> Fairness:
    """The shares in words and columns, people named only as the reader may name them (3 queries)."""
    return Fairness(
        columns=columns_of(shares),
        people=len(shares.missed),
        worst=_worst(shares, naming),
        cooperatives=_cooperatives(shares),
        costliest=_costliest(shares),
    )


def columns_of(shares: Shares) -> list[Column]:
    """Ten columns, from those who can follow next to nothing of what they wish to those who can follow all."""
    step = 100 // COLUMNS
    counts = [0] * COLUMNS
    for missed in shares.missed:
        counts[min(followed(missed) // step, COLUMNS - 1)] += 1
    most = max(counts, default=0) or 1
    # A column with anybody in it is never too low to be seen.
    return [Column(step * n, step * (n + 1), count, ceil(100 * count / most)) for n, count in enumerate(counts)]


def followed(missed: float) -> int:
    """The percentage of wishes that can be followed, rounded down: never in our favour."""
    return floor(100 * (1 - missed) + 1e-9)


def _worst(shares: Shares, naming: Naming) -> list[Followed]:
    people = {str(one.uuid): one for one in Person.objects.filter(uuid__in=[key for key, _missed in shares.worst])}
    return [Followed(naming(people[key]) or _("Une personne"), followed(missed)) for key, missed in shares.worst]


def _cooperatives(shares: Shares) -> list[Followed]:
    """By name of those with enough people, the worst first; the people of all others together, if they are enough."""
    large = {key: (members, missed) for key, members, missed in shares.groups if members >= FEWEST}
    names = Cooperative.objects.in_bulk(large)
    found = [Followed(names[key].name, followed(missed), members) for key, (members, missed) in large.items()]
    small = [(members, missed) for _key, members, missed in shares.groups if members < FEWEST]
    people = sum(members for members, _missed in small)
    if people >= FEWEST and len(small) > 1:
        mean = sum(members * missed for members, missed in small) / people
        found.append(Followed(_("Autres coopératives"), followed(mean), people))
    return sorted(found, key=lambda one: (one.percent, one.name))


def _costliest(shares: Shares) -> list[Costly]:
    told = {key: _told(costs, shares.wishers.get(key, 0)) for key, costs in shares.costs.items()}
    ordered = sorted(((sum(costs.values()), key) for key, costs in told.items()), key=lambda one: (-one[0], one[1]))
    heaviest = [(cost, key) for cost, key in ordered[:MOST_ACTIVITIES] if cost > 0]
    titles = dict(Activity.objects.filter(uuid__in=[key for _cost, key in heaviest]).values_list("uuid", "title"))
    names = {str(uuid): title for uuid, title in titles.items()}
    return [Costly(names[key], cost, round(100 * cost / heaviest[0][0]), bars_of(told[key])) for cost, key in heaviest]


def _told(costs: Mapping[str, float], wishers: int) -> dict[str, float]:
    """What is worth telling of an activity's costs; wishes only where enough people share them."""
    return {
        name: cost for name, cost in costs.items() if cost >= LEAST_TOLD and (name != "wishes" or wishers >= FEWEST)
    }
