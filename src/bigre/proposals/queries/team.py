"""What the team says of a proposal among itself: its notes, second opinions, and how it got where it stands."""

from dataclasses import dataclass

from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.editions.rules import can_plan
from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see
from bigre.proposals.models import Note, Opinion, Proposal, Transition
from bigre.proposals.rules.board import is_decidable
from bigre.proposals.rules.team import has_conflict


@dataclass(frozen=True, slots=True)
class Said:
    """A note, an opinion or a transition, and the name of who wrote it, empty when the reader may not see it."""

    row: Note | Opinion | Transition
    by: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class TeamPanel:
    """All that the team reads of a proposal; with a `conflict` of interest, nothing but that."""

    conflict: bool
    notes: tuple[Said, ...] = ()
    opinions: tuple[Said, ...] = ()
    history: tuple[Said, ...] = ()
    planner: bool = False
    decidable: bool = False


def team_panel(proposal: Proposal, person: Person | None, viewer: Viewer) -> TeamPanel | None:
    """What somebody of the edition's team reads; None for everybody else."""
    roles = team_roles(person, proposal.edition)
    if person is None or not roles:
        return None
    if has_conflict(person.pk, set(proposal.facilitations.values_list("person_id", flat=True))):
        return TeamPanel(conflict=True)
    planner = can_plan(roles)
    return TeamPanel(
        conflict=False,
        notes=tuple(
            Said(one, name(viewer, one.author))
            for one in proposal.notes.select_related("author").order_by("written_at", "pk")
        ),
        opinions=tuple(_opinions(proposal, viewer)) if planner else (),
        history=tuple(
            Said(one, name(viewer, one.made_by))
            for one in proposal.transitions.select_related("made_by").order_by("made_at", "pk")
        ),
        planner=planner,
        decidable=planner and is_decidable(proposal.state),
    )


def _opinions(proposal: Proposal, viewer: Viewer) -> list[Said]:
    opinions = proposal.opinions.select_related("asked_by", "asked_of").order_by("asked_at", "pk")
    return [Said(one, name(viewer, one.asked_by), name(viewer, one.asked_of)) for one in opinions]


def name(viewer: Viewer, person: Person | None) -> str:
    """How the viewer may name somebody of the team; empty when they may not."""
    return person.name if person is not None and can_see(viewer, person, "name") else ""


def colleagues(edition: Edition, proposal: Proposal, person: Person) -> QuerySet[Person]:
    """Of whom the person may ask an opinion: the others of the team who do not lead the proposal."""
    leaders = proposal.facilitations.values("person")
    team = Person.objects.filter(team_roles__edition=edition).exclude(pk=person.pk).exclude(pk__in=leaders)
    return team.distinct().order_by("name", "pk")


def opinions_asked_of(person: Person | None, edition: Edition) -> QuerySet[Opinion]:
    """What the person is asked as a member of the edition's team, but of what they lead."""
    if person is None or not team_roles(person, edition):
        return Opinion.objects.none()
    mine = Opinion.objects.filter(asked_of=person, proposal__edition=edition)
    return mine.exclude(proposal__facilitations__person=person).select_related("proposal", "asked_by")
