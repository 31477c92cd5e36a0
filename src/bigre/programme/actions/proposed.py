"""Proposals that a file brings, with their windows, themes, equipment and facilitators."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bigre.editions.models import Edition, Equipment
from bigre.people.models import Person
from bigre.programme.exchange.gathering import ActivityPart, AskedPart
from bigre.proposals.models import Answer, Facilitation, Format, Proposal, ProposalWindow, Theme

from .kinds import link

BATCH = 500


def store_proposals(
    edition: Edition,
    parts: Iterable[ActivityPart],
    state: str,
    *,
    formats: dict[str, Format],
    themes: dict[str, Theme],
    equipment: dict[str, Equipment],
    people: dict[str, Person],
) -> dict[str, Proposal]:
    """The proposals by key, with their windows, themes, equipment, facilitators and answers."""
    parts = list(parts)
    proposals = {
        part.key: Proposal(
            edition=edition, state=state, format=formats.get(part.format), **fields_of(part), **_asked_by(part.asked)
        )
        for part in parts
    }
    Proposal.objects.bulk_create(proposals.values(), batch_size=BATCH)
    _store_windows(parts, proposals)
    _store_facilitators(parts, proposals, people)
    _store_answers(parts, proposals)
    link(
        Proposal.themes.through,
        "proposal_id",
        "theme_id",
        ((proposals[part.key], themes[theme]) for part in parts for theme in part.themes),
    )
    link(
        Proposal.equipment.through,
        "proposal_id",
        "equipment_id",
        ((proposals[part.key], equipment[label]) for part in parts for label in part.equipment),
    )
    return proposals


def _store_windows(parts: Sequence[ActivityPart], proposals: Mapping[str, Proposal]) -> None:
    ProposalWindow.objects.bulk_create(
        (
            ProposalWindow(proposal=proposals[part.key], starts_at=start, ends_at=end)
            for part in parts
            for start, end in part.windows or ()
        ),
        batch_size=BATCH,
    )


def _store_facilitators(
    parts: Sequence[ActivityPart], proposals: Mapping[str, Proposal], people: Mapping[str, Person]
) -> None:
    """The first one named is the contact."""
    Facilitation.objects.bulk_create(
        (
            Facilitation(proposal=proposals[part.key], person=people[leader], is_contact=n == 0)
            for part in parts
            for n, leader in enumerate(part.leaders)
        ),
        batch_size=BATCH,
    )


def _store_answers(parts: Sequence[ActivityPart], proposals: Mapping[str, Proposal]) -> None:
    Answer.objects.bulk_create(
        (
            Answer(proposal=proposals[part.key], question_id=question, text=text, choice_id=choice)
            for part in parts
            for question, text, choice in part.asked.answers
        ),
        batch_size=BATCH,
    )


def _asked_by(asked: AskedPart) -> dict[str, Any]:
    return {
        "organisation": asked.organisation,
        "wants_interpreter": asked.wants_interpreter,
        "wants_facilitator": asked.wants_facilitator,
        "late": asked.late,
    }


def fields_of(part: ActivityPart) -> dict[str, Any]:
    """The fields that a proposal and an activity have in common."""
    return {
        "title": part.title,
        "summary": part.summary,
        "text": part.text,
        "languages": list(part.languages),
        "duration_minutes": part.duration_minutes,
        "ideal_size": part.ideal_size,
        "max_size": part.max_size,
    }
