"""Which proposals people were shown while they told their wishes: what they wish, and some that they passed over."""

from datetime import datetime, timedelta

from bigre.editions.models import Edition
from bigre.proposals.models import Sighting, Wish

from .cast import Participant
from .chance import chance_for
from .content import content

PASSED_OVER = 6


def create_sightings(edition: Edition, people: list[Participant]) -> None:
    """What each wishes was shown to them, and a few others, while wishes were open."""
    source = chance_for("sightings")
    opened: datetime = content("call")["wishes_open_at"].replace(tzinfo=edition.zone)
    everything = list(edition.proposals.filter(state="confirmed").order_by("uuid").values_list("pk", flat=True))
    wished: dict[int, set[int]] = {one.person.pk: set() for one in people}
    for person, proposal in Wish.objects.filter(proposal__edition=edition).values_list("person", "proposal"):
        wished[person].add(proposal)
    rows = []
    for one in people:
        seen = sorted(wished[one.person.pk].union(source.sample(everything, PASSED_OVER)))
        at = opened + timedelta(hours=source.randint(0, 400))
        rows += [Sighting(person=one.person, proposal_id=proposal, seen_at=at) for proposal in seen]
    Sighting.objects.bulk_create(rows, batch_size=1000)
