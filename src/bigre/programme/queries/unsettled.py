"""What a version places though its proposal is not settled: put aside, or not confirmed by those who lead it."""

from dataclasses import dataclass

from bigre.programme.models import Activity, TimetableVersion
from bigre.proposals.models import Proposal

State = Proposal.State
PUT_ASIDE = (State.DECLINED, State.OPEN_SPACE, State.WITHDRAWN, State.MERGED)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Activities by title: planning goes before confirmation, publishing should not."""

    put_aside: tuple[Activity, ...]
    unconfirmed: tuple[Activity, ...]


def unsettled_in(version: TimetableVersion) -> Unsettled:
    """What of the version is not settled; activities without a proposal always are (1 query)."""
    proposed = Activity.objects.filter(placements__version=version, proposal__isnull=False)
    open_ = proposed.exclude(proposal__state=State.CONFIRMED).select_related("proposal").order_by("title", "pk")
    found = [(one, one.proposal is not None and one.proposal.state in PUT_ASIDE) for one in open_]
    return Unsettled(
        put_aside=tuple(one for one, aside in found if aside),
        unconfirmed=tuple(one for one, aside in found if not aside),
    )
