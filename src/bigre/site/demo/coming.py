"""Who comes to the next edition again, and what they have wished there since its wishes opened."""

from datetime import datetime, timedelta

from bigre.editions.models import Edition, Participation
from bigre.proposals.models import Proposal, Sighting, Wish
from bigre.proposals.queries.wishes import WISHABLE

from .cast import Participant
from .chance import chance_for
from .content import Row, content, languages_of
from .proposals import Leaders

COMING, WISHING = 0.55, 0.7
"""The share of people who have said that they come again; of these, the share who have told some wishes already."""
FEWEST, MOST, OF_A_PERSONA = 3, 11, 3
PASSED_OVER = 2


def come_again(
    edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, people: list[Participant], now: datetime
) -> None:
    """Those who lead, the personas and others take part; most have begun to tell wishes, and have more to tell."""
    source = chance_for("coming")
    leading = {one.email for group in leaders.values() for one in group}
    coming = [one for one in people if one.persona or one.email in leading or source.random() < COMING]
    Participation.objects.bulk_create(Participation(edition=edition, person=one.person) for one in coming)
    _wish([one for one in coming if one.persona or source.random() < WISHING], proposals, leaders, now)


def _wish(people: list[Participant], proposals: dict[str, Proposal], leaders: Leaders, now: datetime) -> None:
    source, levels = chance_for("next wishes"), [Wish.Level.LIKE, Wish.Level.LIKE, Wish.Level.LOVE, Wish.Level.NO]
    rows = [row for row in content("next_edition")["proposal"] if proposals[row["key"]].state in WISHABLE]
    wishes, sightings = [], []
    for one in people:
        open_to = [row["key"] for row in rows if _may_wish(one, row, leaders)]
        wanted = OF_A_PERSONA if one.persona else source.randint(FEWEST, MOST)
        shown = source.sample(open_to, min(wanted + PASSED_OVER, len(open_to)))
        seen_at = now - timedelta(hours=source.randint(2, 150))
        sightings += [Sighting(person=one.person, proposal=proposals[key], seen_at=seen_at) for key in shown]
        wishes += [
            Wish(person=one.person, proposal=proposals[key], level=source.choice(levels)) for key in shown[:wanted]
        ]
    Wish.objects.bulk_create(wishes, batch_size=500)
    Sighting.objects.bulk_create(sightings, batch_size=500)


def _may_wish(one: Participant, row: Row, leaders: Leaders) -> bool:
    speaks = not set(languages_of(row)).isdisjoint(one.person.languages)
    return speaks and one not in leaders[row["key"]]
