"""What is said, asked and wished around the proposals of the next edition."""

import secrets
from datetime import datetime, timedelta

from bigre.core.models import secret_digest
from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.models import (
    Comment,
    Following,
    Invitation,
    Merge,
    MergeConsent,
    MergePart,
    Note,
    Opinion,
    Proposal,
    Suggestion,
    Target,
    Theme,
    Topic,
    Voice,
    Wish,
)

from .cast import Participant
from .chance import chance_for
from .content import Row, content, languages_of
from .proposals import Leaders

WISHED = 0.4
"""The share of people who have told some wishes already."""
State = Proposal.State


def create_talk(
    edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, people: list[Participant], now: datetime
) -> None:
    """Comments, suggestions, topics, a merge that waits, an invitation, the team's own rows and the first wishes."""
    personas = {one.persona: one.person for one in people if one.persona}
    _comment(proposals, leaders, personas, now)
    _suggest(proposals, personas, now)
    _ask_for_topics(edition, people, personas, now)
    _merge(edition, proposals, leaders, now)
    _invite(proposals["remboursement"], leaders, personas["facilitator"])
    _work_in_team(edition, proposals, now)
    _wish(proposals, leaders, people)


def _ago(row: Row, now: datetime) -> datetime:
    return now - timedelta(days=row["ago"], hours=1)


def _comment(proposals: dict[str, Proposal], leaders: Leaders, personas: dict[str, Person], now: datetime) -> None:
    """What people wrote; who wrote or leads follows."""
    following: dict[tuple[str, int], datetime] = {}
    for row in content("next_edition")["comment"]:
        key = row["proposal"]
        author = leaders[key][0].person if row["by"] == "lead" else personas[row["by"]]
        made = Comment.objects.create(
            proposal=proposals[key], author=author, text=row["text"], written_at=_ago(row, now)
        )
        made.mentioned.set([personas[mentioned] for mentioned in row.get("mentions", [])])
        for person in (author, *(one.person for one in leaders[key])):
            following[key, person.pk] = _ago(row, now)
    Following.objects.bulk_create(
        [Following(proposal=proposals[key], person_id=pk, heard_until=at) for (key, pk), at in following.items()]
    )


def _suggest(proposals: dict[str, Proposal], personas: dict[str, Person], now: datetime) -> None:
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                proposal=proposals[row["proposal"]],
                author=personas[row["by"]],
                field=row["field"],
                before=getattr(proposals[row["proposal"]], row["field"]),
                after=row["after"],
                note=row["note"],
                made_at=_ago(row, now),
            )
            for row in content("next_edition")["suggestion"]
        ]
    )


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
    """One merge that waits: the first of its authors has agreed, the others have not answered."""
    rows = content("next_edition")["proposal"]
    for result in (row for row in rows if row.get("merges")):
        at, team = _ago(result, now), edition.team.filter(role=TeamMember.Role.PROGRAMME).order_by("pk")
        merge = Merge.objects.create(
            edition=edition, result=proposals[result["key"]], suggested_by=team[0].person, suggested_at=at
        )
        parts = [proposals[row["key"]] for row in rows if row.get("merge") == result["key"]]
        MergePart.objects.bulk_create(
            [MergePart(merge=merge, proposal=part, state_before=part.state) for part in parts]
        )
        first, *others = (one.person for one in leaders[result["key"]])
        answered = at + timedelta(days=1)
        agreed = MergeConsent(merge=merge, person=first, agrees=True, answered_at=answered)
        MergeConsent.objects.bulk_create([agreed, *(MergeConsent(merge=merge, person=one) for one in others)])


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
    Target.objects.bulk_create(
        [
            Target(edition=edition, kind=kind, key=key, count=count)
            for kind, wanted in rows["targets"].items()
            for key, count in wanted.items()
        ]
    )


def _wish(proposals: dict[str, Proposal], leaders: Leaders, people: list[Participant]) -> None:
    """Some have told two or three wishes already; everybody has more to tell."""
    source, levels = chance_for("next wishes"), [Wish.Level.LIKE, Wish.Level.LOVE]
    rows = [
        row for row in content("next_edition")["proposal"] if proposals[row["key"]].state in {"submitted", "discussed"}
    ]
    wishes = []
    for one in people:
        if not one.persona and source.random() > WISHED:
            continue
        open_to = [
            row["key"]
            for row in rows
            if one not in leaders[row["key"]] and not set(languages_of(row)).isdisjoint(one.person.languages)
        ]
        wishes += [
            Wish(person=one.person, proposal=proposals[key], level=source.choice(levels))
            for key in source.sample(open_to, min(2, len(open_to)))
        ]
    Wish.objects.bulk_create(wishes)
