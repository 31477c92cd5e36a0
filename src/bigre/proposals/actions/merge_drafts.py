"""The draft of what proposals would be as one, and the mails that ask their authors."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bigre.core.tasks import send_soon
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.models import Answer, Format, Merge, MergeConsent, MergePart, Proposal, ProposalWindow
from bigre.proposals.queries.merges import authors_of, stretches_of
from bigre.proposals.rules.merging import MERGEABLE, common, joined_languages, joined_sizes, only

from .mails import merge_url, write_to


class NotMergeable(Exception):
    """One of the proposals was decided, withdrawn or merged meanwhile."""

    def __init__(self, part: Proposal) -> None:
        super().__init__(f"{part}: {part.state}")
        self.part = part


class AlreadyMerging(Exception):
    """One of the proposals waits for the answers to another merge."""

    def __init__(self, part: Proposal) -> None:
        super().__init__(str(part))
        self.part = part


class NotSeveral(Exception):
    """It takes two proposals of one edition to make one."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What whoever suggests a merge writes and chooses."""

    title: str
    summary: str
    text: str
    format: Format | None
    duration_minutes: int
    note: str = ""
    # Whose availability holds, where all have no moment in common.
    available_as: Proposal | None = None


def draft_merge(*, parts: Sequence[Proposal], words: Words, by: Person, now: datetime) -> Merge:
    """Make the draft of what the parts would become, and ask everybody who leads one of them.

    Nothing of the parts changes. Whoever suggests consents by suggesting, where they lead a part. Raises
    `NotSeveral`, `NotMergeable` or `AlreadyMerging`; call it in a transaction.
    """
    locked = lock_parts([part.pk for part in parts])
    if len(locked) < 2 or len({part.edition_id for part in locked}) != 1:
        raise NotSeveral
    for part in locked:
        _refuse_taken(part)
    order = {part.pk: place for place, part in enumerate(parts)}
    locked.sort(key=lambda part: order[part.pk])
    merge = Merge.objects.create(
        edition=locked[0].edition,
        result=_draft(locked, words, now),
        note=words.note,
        suggested_by=by,
        suggested_at=now,
    )
    for part in locked:
        MergePart.objects.create(merge=merge, proposal=part, state_before=part.state)
    _ask(merge, by, now)
    return merge


def lock_parts(ids: Collection[int]) -> list[Proposal]:
    """The proposals as they are now, nobody else writing them; always locked in the same order."""
    return list(Proposal.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _refuse_taken(part: Proposal) -> None:
    if part.state not in MERGEABLE:
        raise NotMergeable(part)
    if Merge.objects.filter(parts__proposal=part, done_at=None, ended_at=None).exists():
        raise AlreadyMerging(part)


def _draft(parts: Sequence[Proposal], words: Words, now: datetime) -> Proposal:
    """Nobody leads it yet, so that nobody can submit it before all have consented."""
    ideal, largest = joined_sizes(parts)
    shared = common([stretches_of(part) for part in parts])
    made = Proposal.objects.create(
        edition=parts[0].edition,
        title=words.title,
        summary=words.summary,
        text=words.text,
        format=words.format,
        duration_minutes=words.duration_minutes,
        languages=joined_languages(parts),
        ideal_size=ideal,
        max_size=largest if largest is None or ideal is None else max(largest, ideal),
        space=only(part.space for part in parts),
        collective=only(part.collective for part in parts),
        organisation=only(part.organisation or None for part in parts) or "",
        wants_interpreter=any(part.wants_interpreter for part in parts),
        wants_facilitator=any(part.wants_facilitator for part in parts),
        state=Proposal.State.DRAFT,
        late=all(part.late for part in parts),
        availability_asked_at=now if shared is None else None,
    )
    made.themes.set({theme for part in parts for theme in part.themes.all()})
    made.equipment.set({thing for part in parts for thing in part.equipment.all()})
    chosen = shared if shared is not None else stretches_of(words.available_as or parts[0])
    ProposalWindow.objects.bulk_create(ProposalWindow(proposal=made, starts_at=a, ends_at=b) for a, b in chosen)
    _answer_questions(made, parts)
    return made


def _answer_questions(made: Proposal, parts: Sequence[Proposal]) -> None:
    """To each question of the team, the answer of the first part that has one."""
    answers: dict[int, Answer] = {}
    for part in parts:
        for answer in part.answers.all():
            answers.setdefault(answer.question_id, answer)
    Answer.objects.bulk_create(
        Answer(proposal=made, question_id=question, text=answer.text, choice_id=answer.choice_id)
        for question, answer in answers.items()
    )


def _ask(merge: Merge, by: Person, now: datetime) -> None:
    for author in authors_of(merge).select_related("account"):
        mine = author.pk == by.pk
        MergeConsent.objects.create(
            merge=merge, person=author, agrees=True if mine else None, answered_at=now if mine else None
        )
        if not mine:
            ask(merge, author, now)
    send_soon()


def ask(merge: Merge, author: Person, now: datetime) -> None:
    """Ask one of the authors by mail; twice for one merge, the first mail is the only one."""
    suggested_by = merge.suggested_by
    write_to(
        author,
        key=f"merge:{merge.pk}:asked:{author.pk}",
        # The team reads subjects in its outbox, but not what authors settle among themselves.
        subject=_("Réunir ta proposition à d’autres ?"),
        template="merge_asked",
        edition=merge.edition,
        now=now,
        merge=merge,
        parts=[part.proposal.title for part in merge.parts.select_related("proposal").order_by("pk")],
        suggested_by=face(viewer_for(author), suggested_by).name if suggested_by else "",
        url=merge_url(merge),
    )
