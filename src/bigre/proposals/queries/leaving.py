"""What becomes of a person's proposals if they no longer come."""

from dataclasses import dataclass

from django.db.models import Count

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal

from .proposals import proposals_led_by

State = Proposal.State


@dataclass(frozen=True, slots=True)
class Legacy:
    """Proposals that go to those who lead them too, those that stay with the team, and drafts that disappear."""

    handed_on: list[Proposal]
    left_to_team: list[Proposal]
    deleted: list[Proposal]

    def __bool__(self) -> bool:
        return bool(self.handed_on or self.left_to_team or self.deleted)


def legacy_of(edition: Edition, person: Person) -> Legacy:
    """What would go where, by title (2 queries)."""
    led = proposals_led_by(person, edition).order_by("title", "pk")
    counts = dict(
        Proposal.objects.filter(pk__in=led.order_by().values("pk"))
        .annotate(leads=Count("facilitations"))
        .values_list("pk", "leads")
    )
    found = list(led)
    alone = [one for one in found if counts[one.pk] == 1]
    return Legacy(
        handed_on=[one for one in found if counts[one.pk] > 1],
        left_to_team=[one for one in alone if one.state != State.DRAFT],
        deleted=[one for one in alone if one.state == State.DRAFT],
    )
