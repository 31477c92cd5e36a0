"""To whom the invented people show themselves: mostly to those of the edition; facilitators to everybody."""

from bigre.core.models import Audience
from bigre.people.models import Person

from .cast import Participant
from .chance import chance_for, pick

PARTS = ("name", "about", "cooperative", "occupations", "place")
WIDTHS = [(Audience.EDITION, 0.78), (Audience.NETWORK, 0.1), (Audience.EVERYONE, 0.12)]
SHARE_WHO_HIDE_THEIR_PLACE = 0.08


def choose_audiences(people: list[Participant], leaders: dict[str, list[Participant]]) -> None:
    """Set, before people are written, who may see what of them; nobody is reached from outside the edition."""
    source = chance_for("audiences")
    leading = {one.email for group in leaders.values() for one in group}
    for one in people:
        width = Audience.EVERYONE if one.email in leading or one.role else pick(source, WIDTHS)
        _show(one.person, width)
        if source.random() < SHARE_WHO_HIDE_THEIR_PLACE:
            one.person.place_audience = Audience.NOBODY
        if source.random() < 0.5:
            one.person.contact_audience = Audience.EDITION


def _show(person: Person, width: Audience) -> None:
    for part in PARTS:
        setattr(person, f"{part}_audience", width)
