"""What somebody offers, looks for and is glad to be asked about, on their page."""

from dataclasses import dataclass

from bigre.encounters.models import Notice, Openness
from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see


@dataclass(frozen=True, slots=True)
class Told:
    """The words of somebody's notices; empty where they show nothing."""

    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    ask_about: str = ""


def told_by(person: Person, viewer: Viewer) -> Told:
    """What the viewer may read of it: it goes with the person's presentation (2 queries)."""
    if not can_see(viewer, person, "about"):
        return Told()
    rows = list(person.notices.order_by("pk"))
    openness = Openness.objects.filter(person=person).first()
    return Told(
        offers=tuple(one.text for one in rows if one.kind == Notice.Kind.OFFER),
        needs=tuple(one.text for one in rows if one.kind == Notice.Kind.NEED),
        ask_about=openness.ask_me_about if openness else "",
    )
