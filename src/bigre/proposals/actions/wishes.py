"""Telling wishes before there is a programme."""

from datetime import datetime

from django.db import transaction

from bigre.people.models import Person
from bigre.proposals.models import Proposal, Sighting, Wish
from bigre.proposals.queries.call import call_of

Level = Wish.Level
# What people tell; being required comes from the team or a file.
LEVELS = (Level.LOVE, Level.LIKE, Level.NO)


class WishesClosed(Exception):
    """The edition takes no wishes at this moment."""


def show_proposal(*, proposal: Proposal, person: Person, now: datetime) -> None:
    """Remember that the person was shown it; shown again it counts once."""
    Sighting.objects.get_or_create(proposal=proposal, person=person, defaults={"seen_at": now})


@transaction.atomic
def pass_proposal(*, proposal: Proposal, person: Person, now: datetime) -> None:
    """The person was shown it and went on; what they had answered before stays."""
    show_proposal(proposal=proposal, person=person, now=now)
    Sighting.objects.filter(proposal=proposal, person=person).update(passed_at=now)


@transaction.atomic
def tell_wish(*, proposal: Proposal, person: Person, level: int | None, moment: datetime, now: datetime) -> None:
    """The person would love it, like it, or not come; None takes the answer back. Raises `WishesClosed`.

    `moment` is when it is for readers (see `core.clock`). Somebody who must attend stays so.
    """
    if not call_of(proposal.edition).takes_wishes_at(moment):
        raise WishesClosed(str(proposal.edition))
    pass_proposal(proposal=proposal, person=person, now=now)
    own = Wish.objects.filter(proposal=proposal, person=person)
    if own.filter(level=Level.REQUIRED).exists():
        return
    if level is None:
        own.delete()
    else:
        Wish.objects.update_or_create(proposal=proposal, person=person, defaults={"level": level})
