"""Who may see which part of a person's profile, the face that remains for others, and how a person is written to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bigre.core.models import Audience

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .models import Collective, Membership, Occupation, Person

type Part = Literal["name", "about", "cooperative", "occupations", "place", "contact"]
PARTS: tuple[Part, ...] = ("name", "about", "cooperative", "occupations", "place", "contact")

# From the closest relation to the farthest.
CIRCLES = (Audience.NOBODY, Audience.EDITION, Audience.NETWORK, Audience.EVERYONE)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, and how close they are to others: `mates` are the ids of people who share an edition."""

    person: Person | None = None
    in_network: bool = False
    mates: frozenset[int] = field(default=frozenset())
    # The same people as a query, where there is one: thousands of ids would be as many parameters of every question.
    mates_query: QuerySet[Person, int] | None = field(default=None, compare=False, repr=False)
    # Chooses to read without names: every face is hidden, their own too.
    blind: bool = False

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
    if viewer.blind:
        return False
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
    memberships = person.memberships.all() if can_see(viewer, person, "cooperative") else ()
    occupations = person.occupations.all() if can_see(viewer, person, "occupations") else ()
    return Face(
        uuid=str(person.uuid),
        name=person.name,
        initials=person.initials,
        cooperatives=tuple(m.cooperative.name for m in memberships if m.until_on is None),
        occupation=next((o.title for o in occupations), ""),
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """What a viewer sees on a person's page; a part that is not shown is empty, as one that was never filled in."""

    person: Person
    about: str
    languages: tuple[str, ...]
    memberships: tuple[Membership, ...]
    collectives: tuple[Collective, ...]
    occupations: tuple[Occupation, ...]
    place: str
    contact: str


def profile(viewer: Viewer, person: Person) -> Profile:
    """The person's page as the viewer may see it; only for viewers who see their name."""
    shown = {part: can_see(viewer, person, part) for part in PARTS}
    return Profile(
        person=person,
        about=person.about if shown["about"] else "",
        languages=tuple(person.languages) if shown["about"] else (),
        memberships=tuple(m for m in person.memberships.all() if m.until_on is None) if shown["cooperative"] else (),
        collectives=tuple(person.collectives.all()) if shown["cooperative"] else (),
        occupations=tuple(person.occupations.all()) if shown["occupations"] else (),
        place=str(person.place) if person.place and shown["place"] else "",
        contact=person.contact if shown["contact"] else "",
    )


def stand_in(person: Person, circle: Audience) -> Viewer:
    """A viewer who stands in this circle of the person: with it, people look at their own page with others' eyes."""
    if circle == Audience.NOBODY:
        return Viewer(person=person)
    mates = frozenset({person.pk}) if circle == Audience.EDITION else frozenset()
    return Viewer(in_network=circle == Audience.NETWORK, mates=mates)


def town_label(name: str, code: str, country: str) -> str:
    """A town's name with what tells namesakes apart: the French department, else the country."""
    return f"{name} ({code[:2] if country == 'FR' else country})"


# The languages of the interface, in which mails are written.
MAIL_LANGUAGES = ("fr", "nl", "en")


def language_for_mail(person: Person) -> str:
    """The language in which the site writes to the person: the first of theirs that it speaks, else French."""
    return next((code for code in person.languages if code in MAIL_LANGUAGES), "fr")
