"""The team's board: every proposal that is no draft, by where it stands, and the balance of what is accepted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.models import Proposal
from bigre.proposals.rules.balance import Criterion
from bigre.proposals.rules.board import COLUMNS, FOLDED

from .balance import balance_of, first_timers
from .proposals import with_details

State = Proposal.State


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A proposal on the board, and those who lead it as the viewer may see them.

    `open_opinions` stays 0 on what the viewer leads: nobody learns what colleagues are asked about their own.
    """

    proposal: Proposal
    faces: list[Face]
    first_time: bool
    open_opinions: int


@dataclass(frozen=True, slots=True)
class Column:
    """One state and its cards, by title."""

    state: str
    label: str
    cards: list[BoardCard]


@dataclass(frozen=True, slots=True)
class Board:
    """The columns in order, those folded away, and the balance."""

    columns: list[Column]
    folded: list[Column]
    balance: tuple[Criterion, ...]


def board_of(edition: Edition, viewer: Viewer, reader: Person) -> Board:
    """The board as the viewer reads it, in a constant number of queries; `reader` is who they are, names or not."""
    proposals = list(_proposals(edition))
    newcomers = first_timers(edition)
    by_state: dict[str, list[BoardCard]] = {state: [] for state in (*COLUMNS, *FOLDED)}
    for proposal in proposals:
        by_state[proposal.state].append(_card(proposal, viewer, reader, newcomers))
    columns = [Column(state, str(State(state).label), cards) for state, cards in by_state.items()]
    return Board(columns[: len(COLUMNS)], columns[len(COLUMNS) :], balance_of(edition, proposals, newcomers))


def _proposals(edition: Edition) -> QuerySet[Proposal]:
    waiting = Count("opinions", filter=Q(opinions__answered_at=None))
    proposals = edition.proposals.exclude(state=State.DRAFT).annotate(waiting=waiting)
    return with_details(proposals).order_by("title", "pk")


def _card(proposal: Proposal, viewer: Viewer, reader: Person, newcomers: Collection[int]) -> BoardCard:
    leads = list(proposal.facilitations.all())
    ids = {lead.person_id for lead in leads}
    waiting: int = getattr(proposal, "waiting", 0)
    return BoardCard(
        proposal,
        [face(viewer, lead.person) for lead in leads],
        not ids.isdisjoint(newcomers),
        0 if reader.pk in ids else waiting,
    )


def chosen_proposals(edition: Edition, chosen: Iterable[str]) -> QuerySet[Proposal]:
    """The edition's proposals of these identifiers, drafts left out, by title; unknown ones are passed over."""
    return edition.proposals.exclude(state=State.DRAFT).filter(uuid__in=list(chosen)).order_by("title", "pk")
