"""The decisions that are still to be told, and to whom."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, Transition
from bigre.proposals.rules.announcing import decision_to_tell


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, as one person learns of it."""

    transition: Transition
    proposal: Proposal
    is_contact: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything that one person is told, in one mail."""

    person: Person
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """The mails to write, and the decisions that no mail can tell: nobody who leads the proposal has an address."""

    tellings: tuple[Telling, ...]
    unreachable: tuple[Decided, ...]

    @property
    def transitions(self) -> list[int]:
        """The ids of the decisions that mails tell."""
        return sorted({one.transition.pk for telling in self.tellings for one in telling.decided})


def announcement(edition: Edition, among: Collection[int] | None = None) -> Announcement:
    """The decisions of an edition not told yet, or those `among` them, by person (4 queries)."""
    people: dict[int, tuple[Person, list[Decided]]] = {}
    unreachable = []
    for proposal, transition in _untold(edition):
        if among is not None and transition.pk not in among:
            continue
        reached = [lead for lead in proposal.facilitations.all() if lead.person.account_id]
        for lead in reached:
            _person, decided = people.setdefault(lead.person_id, (lead.person, []))
            decided.append(Decided(transition, proposal, lead.is_contact))
        if not reached:
            unreachable.append(Decided(transition, proposal, is_contact=False))
    tellings = (Telling(person, tuple(decided)) for person, decided in people.values())
    return Announcement(tuple(sorted(tellings, key=lambda one: one.person.name)), tuple(unreachable))


def _untold(edition: Edition) -> list[tuple[Proposal, Transition]]:
    leads = Facilitation.objects.select_related("person__account").order_by("-is_contact", "pk")
    states = [state for state in Proposal.State if state not in {Proposal.State.DRAFT, Proposal.State.WITHDRAWN}]
    proposals = (
        edition.proposals.filter(state__in=states)
        .select_related("edition")
        .prefetch_related(
            Prefetch("transitions", Transition.objects.order_by("made_at", "pk")), Prefetch("facilitations", leads)
        )
        .order_by("title", "pk")
    )
    pairs = ((proposal, decision_to_tell(list(proposal.transitions.all()))) for proposal in proposals)
    return [(proposal, transition) for proposal, transition in pairs if transition is not None]
