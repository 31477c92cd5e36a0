"""Writes activities and proposals as a workbook: the columns of the import, time and place, and how they stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see
from bigre.programme.models import Activity, Placement, TimetableVersion
from bigre.proposals.models import Answer, Proposal, Question, Transition

from .sheet_columns import DECIDED, FACILITATOR, INTERPRETER, QUESTION, YES
from .sheet_writer import workbook
from .text import clean


def programme_workbook(edition: Edition, version: TimetableVersion | None, viewer: Viewer) -> bytes:
    """Every activity and every proposal without one, with the names that the viewer may see (constant queries).

    A draft is its leaders' alone: no file holds it.
    """
    questions = list(edition.questions.order_by("position", "pk"))
    asked = (str(QUESTION) % {"question": clean(question.label_fr)} for question in questions)
    more = [*(str(title) for title in DECIDED), *asked]
    return workbook(_("Propositions"), more, _rows(edition, version, viewer, questions))


def _rows(
    edition: Edition, version: TimetableVersion | None, viewer: Viewer, questions: Sequence[Question]
) -> Iterator[Sequence[Any]]:
    placements = {one.activity_id: one for one in version.placements.select_related("space")} if version else {}
    activities = (
        edition.activities.select_related("format", "proposal")
        .prefetch_related("themes", "equipment", "leads__person", *_history("proposal__"))
        .order_by("pk")
    )
    for activity in activities:
        people = [lead.person for lead in sorted(activity.leads.all(), key=lambda lead: (lead.position, lead.pk))]
        where = _where(edition, placements.get(activity.pk))
        stands = _stands(activity.proposal, questions)
        asks = _asks(activity.proposal)
        yield [*_columns(activity, people, viewer), *asks, *where, str(activity.uuid), *stands]
    waiting = edition.proposals.filter(activity__isnull=True).exclude(state=Proposal.State.DRAFT)
    told = waiting.select_related("format").prefetch_related(
        "themes", "equipment", "facilitations__person", *_history("")
    )
    for proposal in told.order_by("pk"):
        named = sorted(proposal.facilitations.all(), key=lambda one: (not one.is_contact, one.pk))
        people = [one.person for one in named]
        stands = _stands(proposal, questions)
        where = _where(edition, None)
        yield [*_columns(proposal, people, viewer), *_asks(proposal), *where, str(proposal.uuid), *stands]


def _history(to_proposal: str) -> "tuple[Prefetch[str], Prefetch[str]]":
    """What `_stands` reads of a proposal."""
    answers = Answer.objects.select_related("choice")
    transitions = Transition.objects.order_by("-made_at", "-pk")
    return Prefetch(f"{to_proposal}answers", answers), Prefetch(f"{to_proposal}transitions", transitions)


def _asks(proposal: Proposal | None) -> list[str]:
    """In whose name, the help wanted, and whether it came late; nothing of what the team added, nor of a draft."""
    if proposal is None or proposal.state == Proposal.State.DRAFT:
        return ["", "", ""]
    helped = [(proposal.wants_interpreter, INTERPRETER), (proposal.wants_facilitator, FACILITATOR)]
    wanted = " ; ".join(str(words) for wants, words in helped if wants)
    return [clean(proposal.organisation), wanted, str(YES) if proposal.late else ""]


def _stands(proposal: Proposal | None, questions: Sequence[Question]) -> list[str]:
    """Where a proposal stands, the last reason, and its answers; nothing of what the team added, nor of a draft."""
    if proposal is None or proposal.state == Proposal.State.DRAFT:
        return [""] * (2 + len(questions))
    answers = {answer.question_id: answer for answer in proposal.answers.all()}
    return [
        str(Proposal.State(proposal.state).label),
        next((clean(one.reason) for one in proposal.transitions.all() if one.reason), ""),
        *(clean(_answer(answers.get(question.pk))) for question in questions),
    ]


def _answer(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return answer.choice.label_fr if answer.choice else answer.text


def _columns(one: Activity | Proposal, people: list[Person], viewer: Viewer) -> list[Any]:
    """The cells in the order of `sheet_columns.COLUMNS`, before those of `_asks`."""
    return [
        clean(one.title),
        one.duration_minutes,
        clean(one.summary),
        clean(one.text),
        one.format.label_fr if one.format else "",
        " ; ".join(theme.label_fr for theme in one.themes.all()),
        ", ".join(one.languages),
        one.ideal_size,
        one.max_size,
        " ; ".join(item.label_fr for item in one.equipment.all()),
        " ; ".join(clean(person.name) for person in people if can_see(viewer, person, "name")),
    ]


def _where(edition: Edition, placement: Placement | None) -> list[Any]:
    if placement is None:
        return ["", "", "", ""]
    start, end = placement.starts_at.astimezone(edition.zone), placement.ends_at.astimezone(edition.zone)
    return [start.date().isoformat(), f"{start:%H:%M}", f"{end:%H:%M}", placement.space.name]
