"""What people do together on the page of a proposal: discuss, reword, follow, merge."""

from dataclasses import dataclass
from datetime import datetime

from bigre.editions.models import Edition
from bigre.editions.queries import team_roles
from bigre.editions.rules import can_plan
from bigre.people.models import Person
from bigre.people.rules import Face, Viewer, face
from bigre.proposals.forms.comments import CommentForm
from bigre.proposals.models import Comment, Following, Merge, Proposal, Suggestion
from bigre.proposals.queries.discussion import comments_of, following_of, open_suggestions, reworded_by
from bigre.proposals.queries.merges import became, made_of, parts_of, waiting_for
from bigre.proposals.rules.discussion import can_edit_comment, can_remove_comment
from bigre.proposals.rules.merging import ACCEPTED, MERGEABLE
from bigre.proposals.rules.transitions import is_editable
from bigre.proposals.rules.wording import Piece, same_words, word_diff


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as the viewer may see it, and what they may do with it.

    `by_team` says that others than its author removed it.
    """

    comment: Comment
    face: Face | None
    is_new: bool
    can_edit: bool
    can_remove: bool
    by_team: bool


@dataclass(frozen=True, slots=True)
class Reworded:
    """A suggestion as the viewer may see it, with what it changes; `outdated` when the text has changed since."""

    suggestion: Suggestion
    face: Face | None
    pieces: list[Piece]
    outdated: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Everything below the proposal itself."""

    said: list[Said]
    form: CommentForm
    reworded: list[Reworded]
    thanked: list[Face]
    following: Following | None
    leads: bool
    can_reword: bool
    can_merge: bool
    too_late_to_merge: bool
    waiting: list[Merge]
    became: Merge | None
    made_of: Merge | None
    parts: list[Proposal]


def together(viewer: Viewer, person: Person, edition: Edition, proposal: Proposal, now: datetime) -> Together:
    """What the viewer may read and do there; reads what `with_details` loaded of who leads it."""
    leads = any(lead.person_id == person.pk for lead in proposal.facilitations.all())
    planner = can_plan(team_roles(person, edition))
    following = following_of(person, proposal)
    made = made_of(proposal)
    return Together(
        said=[said(viewer, person, one, following, now, planner=planner) for one in comments_of(proposal)],
        form=CommentForm(viewer=viewer, proposal=proposal),
        reworded=[reworded(viewer, one, proposal) for one in open_suggestions(proposal)],
        thanked=[face(viewer, one) for one in reworded_by(proposal)],
        following=following,
        leads=leads,
        can_reword=is_editable(proposal),
        can_merge=proposal.state in MERGEABLE and (leads or planner),
        too_late_to_merge=proposal.state in ACCEPTED and (leads or planner),
        waiting=list(waiting_for(person, proposal)),
        became=became(proposal),
        made_of=made,
        parts=parts_of(made) if made else [],
    )


def said(
    viewer: Viewer, person: Person, comment: Comment, following: Following | None, now: datetime, *, planner: bool
) -> Said:
    """One comment, for the viewer."""
    others = comment.author_id != person.pk and comment.removed_at is None
    return Said(
        comment=comment,
        face=face(viewer, comment.author) if comment.author else None,
        is_new=others and following is not None and comment.written_at > following.heard_until,
        can_edit=can_edit_comment(person, comment, now),
        can_remove=can_remove_comment(person, comment, planner=planner),
        by_team=comment.removed_by_id is not None and comment.removed_by_id != comment.author_id,
    )


def reworded(viewer: Viewer, suggestion: Suggestion, proposal: Proposal) -> Reworded:
    """One suggestion, for the viewer."""
    return Reworded(
        suggestion=suggestion,
        face=face(viewer, suggestion.author) if suggestion.author else None,
        pieces=word_diff(suggestion.before, suggestion.after),
        outdated=not same_words(getattr(proposal, suggestion.field), suggestion.before),
    )
