"""What is said, asked and merged around the proposals of the next edition."""

import secrets
from datetime import datetime, timedelta

from bigre.core.models import secret_digest
from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.models import (
    Invitation,
    Merge,
    MergeConsent,
    MergePart,
    Note,
    Opinion,
    Proposal,
    Theme,
    Topic,
    Voice,
)

from .cast import Participant
from .chance import chance_for
from .content import Row, content
from .discussions import aim, comment, suggest
from .proposals import Leaders


def create_talk(
    edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, people: list[Participant], now: datetime
) -> None:
    """Comments, suggestions, topics, merges, an invitation and the team's own rows."""
    personas = {one.persona: one.person for one in people if one.persona}
    rows = content("next_edition")

    def days_ago(days: int) -> datetime:
        return (now - timedelta(days=days)).replace(hour=18, minute=20)

    comment(rows["comment"], proposals, leaders, personas, days_ago)
    suggest(rows["suggestion"], proposals, leaders, personas, days_ago)
    _ask_for_topics(edition, people, personas, now)
    _merge(edition, proposals, leaders, now)
    _invite(proposals["remboursement"], leaders, personas["facilitator"])
    _work_in_team(edition, proposals, now)


def _ago(row: Row, now: datetime) -> datetime:
    return now - timedelta(days=row["ago"], hours=1)


def _ask_for_topics(edition: Edition, people: list[Participant], personas: dict[str, Person], now: datetime) -> None:
    source, themes = chance_for("topics"), {theme.slug: theme for theme in Theme.objects.filter(edition=edition)}
    for position, row in enumerate(content("next_edition")["topic"]):
        author, at = personas[row["by"]], now - timedelta(days=30 - 5 * position)
        topic = Topic.objects.create(
            edition=edition, kind=row["kind"], title=row["title"], text=row["text"], author=author, written_at=at
        )
        topic.themes.set([themes[slug] for slug in row["themes"]])
        others = source.sample([one.person for one in people if one.person != author], row["voices"])
        given = [at + timedelta(hours=source.randint(3, 100)) for _ in others]
        Voice.objects.bulk_create(
            [Voice(topic=topic, person=one, given_at=when) for one, when in zip(others, given, strict=True)]
        )


def _merge(edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, now: datetime) -> None:
    """One merge that waits for all its authors but the first, and one that is done."""
    rows = content("next_edition")["proposal"]
    suggested_by = edition.team.filter(role=TeamMember.Role.PROGRAMME).order_by("pk")[0].person
    for result in rows:
        parts = [proposals[row["key"]] for row in rows if result["key"] in {row.get("merge"), row.get("into")}]
        if not parts:
            continue
        done_at = None if result.get("merges") else _ago(result, now)
        at = done_at - timedelta(days=3) if done_at else _ago(result, now)
        merge = Merge.objects.create(
            edition=edition,
            result=proposals[result["key"]],
            suggested_by=suggested_by,
            suggested_at=at,
            done_at=done_at,
        )
        MergePart.objects.bulk_create(
            MergePart(merge=merge, proposal=part, state_before=_before(part)) for part in parts
        )
        MergeConsent.objects.bulk_create(
            _consent(merge, one.person, at + timedelta(days=1) if done_at or position == 0 else None)
            for position, one in enumerate(leaders[result["key"]])
        )
        if done_at is None:
            # Nobody leads it yet, so that nobody can submit it before all have consented.
            merge.result.facilitations.all().delete()


def _before(part: Proposal) -> str:
    return Proposal.State.SUBMITTED if part.state == Proposal.State.MERGED else part.state


def _consent(merge: Merge, person: Person, answered_at: datetime | None) -> MergeConsent:
    return MergeConsent(merge=merge, person=person, agrees=True if answered_at else None, answered_at=answered_at)


def _invite(proposal: Proposal, leaders: Leaders, person: Person) -> None:
    """One invitation that waits for its answer; nobody holds its secret, the person finds it when signed in."""
    Invitation.objects.create(
        proposal=proposal,
        email=person.contact,
        invited_by=leaders["remboursement"][0].person,
        digest=secret_digest(secrets.token_urlsafe()),
    )


def _work_in_team(edition: Edition, proposals: dict[str, Proposal], now: datetime) -> None:
    """Notes, second opinions and targets."""
    rows = content("next_edition")
    members = edition.team.filter(role=TeamMember.Role.PROGRAMME).order_by("pk").select_related("person")
    first, second = (one.person for one in members[:2])
    for row in rows["note"]:
        Note.objects.create(
            proposal=proposals[row["proposal"]], author=second, text=row["text"], written_at=_ago(row, now)
        )
    for row in rows["opinion"]:
        asked_of, asked_by = (second, first) if row["text"] else (first, second)
        Opinion.objects.create(
            proposal=proposals[row["proposal"]],
            asked_of=asked_of,
            asked_by=asked_by,
            asked_at=_ago(row, now),
            question=row["question"],
            text=row["text"],
            answered_at=_ago(row, now) + timedelta(days=1) if row["text"] else None,
        )
    aim(edition, rows["targets"])
