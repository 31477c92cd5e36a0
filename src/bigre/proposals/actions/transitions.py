"""Moving a proposal from one state to another, with the row that says who did it, when and why."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from bigre.people.models import Person
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.rules.transitions import WITH_REASON, decisions_from, own_steps_from

type Allowed = Callable[[str], tuple[str, ...]]


class NotPossibleFromHere(Exception):
    """The proposal does not go from where it stands to where it was to go; somebody may have moved it meanwhile."""

    def __init__(self, proposal: Proposal, target: str) -> None:
        self.proposal, self.target = proposal, target
        super().__init__(f"{proposal}: {proposal.state} → {target}")


class MovedMeanwhile(NotPossibleFromHere):
    """Somebody moved the proposal after it was read: it no longer stands where the decision saw it."""


class ReasonMissing(Exception):
    """What is put aside is told why."""


@transaction.atomic
def decide(
    *,
    proposal: Proposal,
    target: str,
    by: Person | None,
    now: datetime,
    reason: str = "",
    category: str = "",
    seen: str = "",
) -> Transition:
    """The team decides where a proposal stands; raises `NotPossibleFromHere` or `ReasonMissing`.

    `seen` is the state in which whoever decides read it: one that moved since raises `MovedMeanwhile`.
    """
    if target in WITH_REASON and not (reason.strip() and category):
        raise ReasonMissing(target)
    return record_transition(
        proposal=proposal,
        target=target,
        allowed=decisions_from,
        by=by,
        now=now,
        reason=reason,
        category=category,
        seen=seen,
    )


@transaction.atomic
def step(*, proposal: Proposal, target: str, by: Person, now: datetime, reason: str = "") -> Transition:
    """Those who lead a proposal submit, withdraw, confirm or take it back; raises `NotPossibleFromHere`."""
    return record_transition(proposal=proposal, target=target, allowed=own_steps_from, by=by, now=now, reason=reason)


def record_transition(
    *,
    proposal: Proposal,
    target: str,
    allowed: Allowed,
    by: Person | None,
    now: datetime,
    reason: str = "",
    category: str = "",
    seen: str = "",
) -> Transition:
    """Write the new state and its row, if `allowed` says so of the state as it is now; call it in a transaction."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if seen and seen != current.state:
        proposal.state = current.state
        raise MovedMeanwhile(proposal, target)
    if target not in allowed(current.state):
        proposal.state = current.state
        raise NotPossibleFromHere(proposal, target)
    made = Transition.objects.create(
        proposal=proposal,
        source=current.state,
        target=target,
        category=category,
        reason=reason.strip(),
        made_by=by,
        made_at=now,
    )
    proposal.state = target
    proposal.save(update_fields=["state"])
    return made
