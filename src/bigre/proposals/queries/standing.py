"""Where somebody's proposals stand, how they got there, and what can be done next."""

from dataclasses import dataclass

from django.db.models import Prefetch

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, Transition
from bigre.proposals.rules.transitions import is_editable, own_steps_from

from .proposals import proposals_led_by


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history; `by` says whether oneself, another who leads it, or the team took it."""

    transition: Transition
    by: str

    @property
    def stays(self) -> bool:
        """Whether it tells something without moving the proposal."""
        return self.transition.source == self.transition.target


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal as those who lead it see it."""

    proposal: Proposal
    history: list[Step]
    steps: tuple[str, ...]
    is_contact: bool
    is_editable: bool
    leaders: int


def standings(person: Person, edition: Edition) -> list[Standing]:
    """All that the person leads in the edition, the newest first (3 queries)."""
    history = Transition.objects.order_by("-made_at", "-pk")
    led = proposals_led_by(person, edition).select_related("edition").order_by("-created_at", "-pk")
    found = led.prefetch_related(
        Prefetch("transitions", history), Prefetch("facilitations", Facilitation.objects.order_by("pk"))
    )
    return [standing(person, proposal) for proposal in found]


def standing(person: Person, proposal: Proposal) -> Standing:
    """One proposal that the person leads; reads its transitions and facilitations."""
    leads = list(proposal.facilitations.all())
    is_contact = any(lead.is_contact and lead.person_id == person.pk for lead in leads)
    steps = own_steps_from(proposal.state)
    others = {lead.person_id for lead in leads}
    return Standing(
        proposal=proposal,
        history=[Step(one, _by(one, person, others)) for one in _latest_first(proposal)],
        steps=steps if is_contact else tuple(step for step in steps if step != Proposal.State.CONFIRMED),
        is_contact=is_contact,
        is_editable=is_editable(proposal),
        leaders=len(leads),
    )


def _latest_first(proposal: Proposal) -> list[Transition]:
    return sorted(proposal.transitions.all(), key=lambda one: (one.made_at, one.pk), reverse=True)


def _by(transition: Transition, person: Person, leaders: set[int]) -> str:
    if transition.made_by_id == person.pk:
        return "me"
    return "leader" if transition.made_by_id in leaders else "team"
