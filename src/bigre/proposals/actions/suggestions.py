"""Other wordings that people suggest, and what those who lead the proposal answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Suggestion
from bigre.proposals.queries.news import rhythm_of
from bigre.proposals.rules.transitions import is_editable
from bigre.proposals.rules.wording import same_words

from .digests import tell_at_once
from .following import join_thread, let_leads_follow
from .mails import proposal_url, write_to


class AlreadyAnswered(Exception):
    """Somebody else who leads the proposal answered first."""


class WordsAreFixed(Exception):
    """The proposal was merged, put aside or withdrawn: it keeps its words."""


class ChangedSince(Exception):
    """The text is no longer the one that the suggestion reworded: whoever accepts has to see both."""


@transaction.atomic
def suggest_change(
    *, proposal: Proposal, author: Person, field: str, before: str, after: str, note: str, now: datetime
) -> Suggestion:
    """Suggest other words for a field whose words were `before`; raises `WordsAreFixed`."""
    if not is_editable(proposal):
        raise WordsAreFixed
    let_leads_follow(proposal=proposal, now=now)
    made = Suggestion.objects.create(
        proposal=proposal, author=author, field=field, before=before, after=after, note=note, made_at=now
    )
    join_thread(proposal=proposal, person=author, now=now)
    tell_at_once(proposal=proposal, now=now)
    send_soon()
    return made


@transaction.atomic
def accept_suggestion(
    *, suggestion: Suggestion, by: Person, now: datetime, words: str | None = None, seen: int | None = None
) -> Suggestion:
    """Take the suggested words, or `words` made of both texts; raises `AlreadyAnswered`, `WordsAreFixed`.

    Raises `ChangedSince` unless the text is as it was, or `seen` is the revision of the text that it is now: then
    whoever accepts has seen both.
    """
    current, proposal = _open(suggestion)
    if not is_editable(proposal):
        raise WordsAreFixed
    if seen != proposal.revision and not same_words(getattr(proposal, current.field), current.before):
        raise ChangedSince
    setattr(proposal, current.field, current.after if words is None else words)
    proposal.revision += 1
    proposal.save(update_fields=[current.field, "revision"])
    return _answer(current, accepted=True, by=by, now=now)


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, by: Person, now: datetime, reply: str = "") -> Suggestion:
    """Keep the present words, with a word to whoever suggested others; raises `AlreadyAnswered`."""
    current, _proposal = _open(suggestion)
    current.reply = reply
    return _answer(current, accepted=False, by=by, now=now)


def _open(suggestion: Suggestion) -> tuple[Suggestion, Proposal]:
    """The suggestion and its proposal as they are now, nobody else writing them."""
    proposal = Proposal.objects.select_for_update().get(pk=suggestion.proposal_id)
    current = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if current.answered_at is not None:
        raise AlreadyAnswered
    return current, proposal


def _answer(suggestion: Suggestion, *, accepted: bool, by: Person, now: datetime) -> Suggestion:
    suggestion.accepted, suggestion.answered_by, suggestion.answered_at = accepted, by, now
    suggestion.save(update_fields=["accepted", "answered_by", "answered_at", "reply"])
    author = suggestion.author
    if author is not None and author.pk != by.pk and rhythm_of(author) != "never":
        _tell(author, suggestion, now)
        send_soon()
    return suggestion


def _tell(author: Person, suggestion: Suggestion, now: datetime) -> None:
    taken = _("Tes mots sont repris dans « %(title)s »")
    kept = _("Ta suggestion pour « %(title)s »")
    write_to(
        author,
        key=f"suggestion:{suggestion.pk}:answered",
        subject=taken if suggestion.accepted else kept,
        words={"title": suggestion.proposal.title},
        template="suggestion_answered",
        edition=suggestion.proposal.edition,
        now=now,
        suggestion=suggestion,
        url=proposal_url(suggestion.proposal),
    )
