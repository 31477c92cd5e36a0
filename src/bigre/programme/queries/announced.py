"""What the team reads before it publishes: how many are told, who of those who lead, and what is kept by how many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bigre.people.models import Person
from bigre.programme.models import Activity

from .diff import Change
from .reasons import Naming
from .told import Told, is_reachable


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads what changed, named as far as they show their name; `person` is for who writes to them."""

    name: str
    changes: tuple[Change, ...]
    reachable: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An activity that changed, and how many keep it without leading it: who they are is nobody's business."""

    change: Change
    keepers: int

    @property
    def activity(self) -> Activity:
        """Which one."""
        return self.change.activity


@dataclass(frozen=True, slots=True)
class Announced:
    """Who is told of a publication. `mails` counts the messages, `unreachable` those who must be told otherwise."""

    mails: int
    unreachable: int
    leaders: tuple[Leader, ...]
    kept: tuple[Kept, ...]
    # What a message would say to somebody who leads and to somebody who keeps; none of them gives away a favourite.
    examples: tuple[tuple[str, Told], ...]


def announced(told: Sequence[Told], naming: Naming) -> Announced:
    """The same people as the mails go to, as the reader may see them; named ones first (no query)."""
    leading = [one for one in told if one.leads]
    named = sorted(leading, key=lambda one: not naming(one.person))
    counts = Counter(change.activity.pk for one in told for change in one.keeps)
    kept = {change.activity.pk: change for one in told for change in one.keeps}
    return Announced(
        mails=sum(is_reachable(one.person) for one in told),
        unreachable=sum(not is_reachable(one.person) for one in told),
        leaders=tuple(Leader(naming(one.person), one.leads, is_reachable(one.person)) for one in named),
        kept=tuple(
            Kept(change, counts[key])
            for key, change in sorted(kept.items(), key=lambda one: (-counts[one[0]], one[1].activity.title))
        ),
        examples=tuple(_examples(named, [*kept.values()], naming)),
    )


def _examples(leading: Sequence[Told], kept: Sequence[Change], naming: Naming) -> list[tuple[str, Told]]:
    found = [(naming(one.person), Told(one.person, one.leads)) for one in leading[:1]]
    if kept:
        found.append(("", Told(Person(), keeps=(kept[0],))))
    return found
