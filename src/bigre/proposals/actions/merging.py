"""Suggesting a merge, what authors answer, and the merge itself once all of them have agreed.

The parts keep everything that is theirs: who leads them, their wishes and relations, their discussion. The result gets
copies of what goes on, so that undoing has nothing to put together again but states.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Following, Merge, MergeConsent, Proposal, Relation, Wish
from bigre.proposals.queries.merges import authors_of, cannot_answer, levels_of, links_of, stands_for
from bigre.proposals.rules.merging import MERGEABLE, highest, merging_from, repointed, submitting_from

from .mails import merge_url, proposal_url, write_to
from .merge_drafts import NotMergeable, Words, ask, draft_merge, lock_parts
from .transitions import record_transition

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class MergeOver(Exception):
    """It was done, refused or undone meanwhile."""


class AnswersHere(Exception):
    """The person has an account: nobody notes their answer for them."""


class NotAsked(Exception):
    """Nobody answers for another: the person leads none of the parts."""


@transaction.atomic
def suggest_merge(*, parts: Sequence[Proposal], words: Words, by: Person, now: datetime) -> Merge:
    """Suggest that the parts become one; done at once where nobody else has to be asked.

    Raises `NotSeveral`, `NotMergeable` or `AlreadyMerging`.
    """
    made = draft_merge(parts=parts, words=words, by=by, now=now)
    if _everybody_agrees(made, now):
        _carry_out(made, now)
    return made


@transaction.atomic
def agree_to_merge(*, merge: Merge, by: Person, now: datetime) -> bool:
    """One author agrees; return whether all have, and the merge is thus done.

    Two who agree at once wait for each other: the second one finds everybody's consent. Raises `MergeOver`,
    `NotAsked`, or `NotMergeable` when one of the parts was decided meanwhile; then nothing changes.
    """
    current = _open_with_parts(merge)
    _record(current, by, agrees=True, now=now)
    return _done_if_all_agree(current, now)


@transaction.atomic
def note_consent(*, merge: Merge, author: Person, how: str, by: Person, now: datetime) -> bool:
    """The team notes that an author without an account agrees, and how it knows; return whether the merge is done.

    Raises as above, and `AnswersHere` for whoever can answer by themselves.
    """
    current = _open_with_parts(merge)
    if not Person.objects.filter(cannot_answer(), pk=author.pk).exists():
        raise AnswersHere
    _record(current, author, agrees=True, now=now, noted_by=by, noted_how=how)
    return _done_if_all_agree(current, now)


def _open_with_parts(merge: Merge) -> Merge:
    current = open_merge(merge)
    for part in lock_parts(current.parts.values_list("proposal", flat=True)):
        if part.state not in MERGEABLE:
            raise NotMergeable(part)
    return current


def _done_if_all_agree(current: Merge, now: datetime) -> bool:
    if not _everybody_agrees(current, now):
        return False
    _carry_out(current, now)
    return True


@transaction.atomic
def refuse_merge(*, merge: Merge, by: Person, now: datetime) -> None:
    """One author refuses, or whoever suggested it takes it back: it ends, and nothing has changed.

    Raises `MergeOver` or `NotAsked`.
    """
    current = open_merge(merge)
    if not (current.suggested_by_id == by.pk and not _leads_a_part(current, by)):
        _record(current, by, agrees=False, now=now)
    current.ended_at, current.ended_by = now, by
    current.save(update_fields=["ended_at", "ended_by"])
    # Subjects are read in the team's outbox: what authors settle among themselves is not told there.
    tell_authors(current, "ended", _("Vos propositions restent séparées"), now, besides=by)


def open_merge(merge: Merge) -> Merge:
    """The merge as it is now, nobody else writing it; raises `MergeOver` unless it waits for answers."""
    current = Merge.objects.select_for_update().get(pk=merge.pk)
    if current.done_at is not None or current.ended_at is not None:
        raise MergeOver
    return current


def _leads_a_part(merge: Merge, person: Person) -> bool:
    return Facilitation.objects.filter(person=person, proposal__in=merge.parts.values("proposal")).exists()


def _record(merge: Merge, person: Person, *, agrees: bool, now: datetime, **noted: Any) -> None:
    if not _leads_a_part(merge, person):
        raise NotAsked
    answer = {"agrees": agrees, "answered_at": now, "noted_by": None, "noted_how": "", **noted}
    MergeConsent.objects.update_or_create(merge=merge, person=person, defaults=answer)


def _everybody_agrees(merge: Merge, now: datetime) -> bool:
    """Whether all who lead a part today agree; who came to lead one since is asked now, who left no longer counts."""
    answers = dict(merge.consents.values_list("person", "agrees"))
    authors = list(authors_of(merge).select_related("account"))
    for author in authors:
        if author.pk not in answers:
            MergeConsent.objects.create(merge=merge, person=author)
            ask(merge, author, now)
            send_soon()
    return all(answers.get(author.pk) for author in authors)


def _carry_out(merge: Merge, now: datetime) -> None:
    rows = list(merge.parts.select_related("proposal").order_by("pk"))
    for row in rows:
        made = record_transition(
            proposal=row.proposal, target="merged", allowed=merging_from, by=merge.suggested_by, now=now
        )
        row.state_before = made.source
        row.save(update_fields=["state_before"])
    result, parts = merge.result, [row.proposal for row in rows]
    _credit(merge, parts)
    _carry_wishes(result, parts)
    merge.done_at = now
    merge.save(update_fields=["done_at"])
    point_relations_to(result.pk, {part.pk for part in parts})
    _let_followers_along(result, parts, now)
    record_transition(proposal=result, target="submitted", allowed=submitting_from, by=merge.suggested_by, now=now)
    result.submitted_at = now
    result.save(update_fields=["submitted_at"])
    tell_authors(merge, "done", _("« %(title)s » : c’est fait, vous n’en faites qu’une"), now)


def _credit(merge: Merge, parts: Sequence[Proposal]) -> None:
    """All who lead a part lead the result; one of them is its contact."""
    leads = Facilitation.objects.filter(proposal__in=parts)
    of_first = sorted(leads, key=lambda lead: (lead.proposal_id != parts[0].pk, not lead.is_contact, lead.pk))
    people = list(dict.fromkeys(lead.person_id for lead in of_first))
    contact = merge.suggested_by_id if merge.suggested_by_id in people else next(iter(people), None)
    aware = {lead.person_id for lead in of_first if lead.takes_awareness}
    Facilitation.objects.bulk_create(
        Facilitation(proposal=merge.result, person_id=who, is_contact=who == contact, takes_awareness=who in aware)
        for who in people
    )


def _carry_wishes(result: Proposal, parts: Collection[Proposal]) -> None:
    levels = highest(levels_of(part.pk for part in parts))
    Wish.objects.bulk_create(Wish(proposal=result, person_id=who, level=level) for who, level in levels.items())


def point_relations_to(result: int, parts: Collection[int]) -> None:
    """Give the result the relations of its parts; what they point to may itself have been merged since."""
    links = [(kind, _today(a, parts), _today(b, parts)) for kind, a, b in links_of(parts)]
    Relation.objects.bulk_create(
        (Relation(kind=kind, first_id=a, second_id=b) for kind, a, b in sorted(repointed(links, parts, result))),
        ignore_conflicts=True,
    )


def _today(proposal: int, parts: Collection[int]) -> int:
    return proposal if proposal in parts else stands_for(proposal)


def _let_followers_along(result: Proposal, parts: Collection[Proposal], now: datetime) -> None:
    """Whoever follows a part follows the result; muted only if they muted every part that they follow."""
    muted: dict[int, bool] = {}
    for who, silent in Following.objects.filter(proposal__in=parts).values_list("person", "muted"):
        muted[who] = silent and muted.get(who, True)
    Following.objects.bulk_create(
        Following(proposal=result, person_id=who, muted=silent, heard_until=now) for who, silent in muted.items()
    )


def tell_authors(
    merge: Merge, what: str, subject: "StrPromise", now: datetime, *, besides: Person | None = None
) -> None:
    """Write to all authors but one what became of the merge."""
    for author in authors_of(merge).select_related("account"):
        if besides is None or author.pk != besides.pk:
            write_to(
                author,
                key=f"merge:{merge.pk}:{what}:{author.pk}",
                subject=subject,
                words={"title": merge.result.title},
                template=f"merge_{what}",
                edition=merge.edition,
                now=now,
                merge=merge,
                url=proposal_url(merge.result) if what == "done" else merge_url(merge),
            )
    send_soon()
