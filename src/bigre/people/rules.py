"""Who may see which part of a person's profile, and the face that remains for others."""

from dataclasses import dataclass, field
from typing import Literal

from bigre.core.models import Audience

from .models import Person

type Part = Literal["name", "about", "cooperative", "occupations", "place", "contact"]

# From the closest relation to the farthest.
CIRCLES = (Audience.NOBODY, Audience.EDITION, Audience.NETWORK, Audience.EVERYONE)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks: how close they are to others. `mates` are the ids of people who share an edition with them."""

    person: Person | None = None
    in_network: bool = False
    mates: frozenset[int] = field(default=frozenset())

    def circle(self, person: Person) -> Audience:
        """The closest circle of `person` in which the viewer stands; `NOBODY` is the person themselves."""
        if self.person is not None and self.person.pk == person.pk:
            return Audience.NOBODY
        if person.pk in self.mates:
            return Audience.EDITION
        return Audience.NETWORK if self.in_network else Audience.EVERYONE


ANYBODY = Viewer()


def can_see(viewer: Viewer, person: Person, part: Part) -> bool:
    """Whether the person shows this part to the viewer; nothing of a person is shown wider than their name."""
    circle = CIRCLES.index(viewer.circle(person))
    reach = CIRCLES.index(Audience(getattr(person, f"{part}_audience")))
    return circle <= min(reach, CIRCLES.index(Audience(person.name_audience)))


@dataclass(frozen=True, slots=True)
class Face:
    """What a viewer sees of a person beside an activity. `name` is empty when the person does not show it."""

    uuid: str
    name: str
    initials: str
    cooperatives: tuple[str, ...]
    occupation: str

    @property
    def is_hidden(self) -> bool:
        """Whether the person stays unnamed for this viewer."""
        return not self.name


HIDDEN = Face(uuid="", name="", initials="", cooperatives=(), occupation="")


def face(viewer: Viewer, person: Person) -> Face:
    """The person as the viewer may see them; reads prefetched `memberships__cooperative` and `occupations`."""
    if not can_see(viewer, person, "name"):
        return HIDDEN
    memberships = (
        person.memberships.all() if can_see(viewer, person, "cooperative") else ()
    )
    occupations = (
        person.occupations.all() if can_see(viewer, person, "occupations") else ()
    )
    return Face(
        uuid=str(person.uuid),
        name=person.name,
        initials=person.initials,
        cooperatives=tuple(
            m.cooperative.name for m in memberships if m.until_on is None
        ),
        occupation=next((o.title for o in occupations), ""),
    )
