"""What people write together, made for tests: comments, suggestions, merges, topics."""

from datetime import UTC, datetime
from typing import Any

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.comments import write_comment
from bigre.proposals.actions.merge_drafts import Words
from bigre.proposals.actions.merging import suggest_merge
from bigre.proposals.actions.suggestions import suggest_change
from bigre.proposals.actions.topics import write_topic
from bigre.proposals.models import Comment, Following, Merge, Proposal, Suggestion, Topic

WRITTEN_AT = datetime(2022, 3, 1, 14, tzinfo=UTC)


def comment(on: Proposal, by: Person, text: str = "Bonne idée.", *, now: datetime = WRITTEN_AT) -> Comment:
    """Something that a person says on a proposal."""
    return write_comment(proposal=on, author=by, text=text, mentioned=(), now=now)


def following(of: Person, to: Proposal, **fields: Any) -> Following:
    """A person hears of a proposal, from before anything was said."""
    return Following.objects.create(
        person=of, proposal=to, **{"heard_until": datetime(2022, 2, 1, tzinfo=UTC), **fields}
    )


def suggestion(
    for_: Proposal, by: Person, after: str, *, field: str = "title", note: str = "", now: datetime = WRITTEN_AT
) -> Suggestion:
    """Other words for one field of a proposal, as it is now."""
    before = getattr(for_, field)
    return suggest_change(proposal=for_, author=by, field=field, before=before, after=after, note=note, now=now)


def words(title: str = "Ensemble", **fields: Any) -> Words:
    """What merged proposals would say."""
    given: dict[str, Any] = {"summary": "À deux.", "text": "Le **tout**.", "format": None, "duration_minutes": 120}
    return Words(title=title, **{**given, **fields})


def merge(*parts: Proposal, by: Person, now: datetime = WRITTEN_AT, **fields: Any) -> Merge:
    """A suggestion to make one of these proposals."""
    return suggest_merge(parts=parts, words=words(**fields), by=by, now=now)


def topic(
    in_: Edition, by: Person, title: str = "Composter en ville", *, kind: str = Topic.Kind.WANTED, **fields: Any
) -> Topic:
    """Something that a person asks for."""
    given: dict[str, Any] = {"text": "", "themes": (), "now": WRITTEN_AT}
    return write_topic(edition=in_, author=by, kind=kind, title=title, **{**given, **fields})
