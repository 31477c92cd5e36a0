"""What things and people are called in a KoMa file: as in the file that they came from, if they did."""

from collections.abc import Iterable
from random import SystemRandom

from bigre.editions.models import Edition, Participation
from bigre.people.rules import Viewer, can_see
from bigre.programme.models import SourceKey

type Id = int | str


class Names:
    """The identifiers of one kind of thing: the file's own where there are some, else their rank."""

    def __init__(self, theirs: Iterable[tuple[str, str]]) -> None:
        self.theirs = {ours: as_id(name) for ours, name in theirs}
        self.next = max((one for one in self.theirs.values() if isinstance(one, int)), default=-1) + 1

    def of(self, ours: str) -> Id:
        """The identifier of this thing, always the same."""
        if ours not in self.theirs:
            self.theirs[ours] = self.next
            self.next += 1
        return self.theirs[ours]


def as_id(text: str) -> Id:
    """A number where the file had one."""
    return int(text) if text.isdecimal() and str(int(text)) == text else text


def names_of(edition: Edition, kind: str) -> Names:
    """The identifiers of the edition's spaces or slots (1 query)."""
    return Names(edition.source_keys.filter(kind=kind).values_list("ours", "theirs"))


def people_named(edition: Edition, viewer: Viewer) -> tuple[list[Participation], Names]:
    """Those who take part, with their presences, in the order of the file, and what they are called in it.

    Whom the viewer may not see is called by a number drawn anew for each file, and stands where it puts them.
    """
    found = edition.participations.order_by("pk").select_related("person").prefetch_related("presences")
    seen: list[Participation] = []
    hidden: list[Participation] = []
    for one in found:
        (seen if can_see(viewer, one.person, "name") else hidden).append(one)
    SystemRandom().shuffle(hidden)
    uuids = [str(one.person.uuid) for one in seen]
    kept = edition.source_keys.filter(kind=SourceKey.Kind.PERSON, ours__in=uuids)
    names = Names(kept.values_list("ours", "theirs"))
    for one in [*seen, *hidden]:
        names.of(str(one.person.uuid))
    return [*seen, *hidden], names
