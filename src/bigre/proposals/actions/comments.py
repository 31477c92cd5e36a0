"""What people say on a proposal."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bigre.core.tasks import send_soon
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.models import Comment, DigestRhythm, Following, Proposal
from bigre.proposals.queries.readers import people_to_mention
from bigre.proposals.rules.discussion import called_by_name, can_edit_comment

from .digests import tell_at_once
from .following import join_thread, let_leads_follow
from .mails import proposal_url, write_to


class TooLateToEdit(Exception):
    """Others have read and answered what was said: it is no longer rewritten."""


@transaction.atomic
def write_comment(
    *, proposal: Proposal, author: Person, text: str, mentioned: Collection[Person], now: datetime
) -> Comment:
    """Say something; who says it follows the proposal from then on, as those who lead it do.

    `mentioned`, and whoever the text calls with @, hear of it at once, if the author may mention them.
    """
    let_leads_follow(proposal=proposal, now=now)
    comment = Comment.objects.create(proposal=proposal, author=author, text=text, written_at=now)
    _mention(comment, mentioned, now)
    join_thread(proposal=proposal, person=author, now=now)
    tell_at_once(proposal=proposal, now=now)
    send_soon()
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, by: Person, text: str, mentioned: Collection[Person], now: datetime) -> Comment:
    """Rewrite one's own words; people newly mentioned hear of it. Raises `TooLateToEdit`."""
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if not can_edit_comment(by, current, now):
        raise TooLateToEdit
    current.text, current.edited_at = text, now
    current.save(update_fields=["text", "edited_at"])
    _mention(current, mentioned, now)
    send_soon()
    return current


@transaction.atomic
def remove_comment(*, comment: Comment, by: Person, now: datetime) -> None:
    """Take the words away and keep their place, with who did it and when; removed twice, the first counts."""
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if current.removed_at is None:
        current.text, current.removed_at, current.removed_by = "", now, by
        current.save(update_fields=["text", "removed_at", "removed_by"])
        current.mentioned.clear()


def _mention(comment: Comment, chosen: Collection[Person], now: datetime) -> None:
    assert comment.author is not None
    viewer = viewer_for(comment.author)
    possible = {one.pk: one for one in people_to_mention(viewer, comment.proposal).select_related("account")}
    called = called_by_name(comment.text, {pk: one.name for pk, one in possible.items()})
    called |= {one.pk for one in chosen} & set(possible)
    comment.mentioned.set(called)
    for pk in sorted(called - _deaf(comment.proposal, called)):
        _tell(possible[pk], comment, now)


def _deaf(proposal: Proposal, people: Collection[int]) -> set[int]:
    """Those of the people who want no mail of it."""
    never = DigestRhythm.objects.filter(person__in=people, rhythm=DigestRhythm.Rhythm.NEVER)
    muted = Following.objects.filter(person__in=people, proposal=proposal, muted=True)
    return set(never.values_list("person", flat=True)) | set(muted.values_list("person", flat=True))


def _tell(person: Person, comment: Comment, now: datetime) -> None:
    assert comment.author is not None
    write_to(
        person,
        key=f"mention:{comment.pk}:{person.pk}",
        subject=_("On t’appelle dans « %(title)s »"),
        words={"title": comment.proposal.title},
        template="mention",
        edition=comment.proposal.edition,
        now=now,
        author=face(viewer_for(person), comment.author).name,
        text=comment.text,
        title=comment.proposal.title,
        url=f"{proposal_url(comment.proposal)}#comment-{comment.pk}",
    )
