"""What people say and suggest on proposals, and what a team aims at: the same for every edition of the demo."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Comment, Following, Proposal, Suggestion, Target

from .cast import Participant
from .content import Row, content
from .proposals import Leaders

# What a row says of a moment, a day or days before the loading, as a moment.
type Clock = Callable[[Any], datetime]


def discuss_the_programme(
    edition: Edition, proposals: dict[str, Proposal], leaders: Leaders, people: list[Participant]
) -> None:
    """What was said of the proposals of 2022, and what its team aimed at."""
    rows = content("discussions")
    personas = {one.persona: one.person for one in people if one.persona}

    def evening(day: date) -> datetime:
        return datetime.combine(day, time(18, 20), tzinfo=edition.zone)

    comment(rows["comment"], proposals, leaders, personas, evening)
    suggest(rows["suggestion"], proposals, leaders, personas, evening)
    aim(edition, rows["targets"])


def comment(
    rows: list[Row], proposals: dict[str, Proposal], leaders: Leaders, personas: dict[str, Person], at: Clock
) -> None:
    """What people wrote; who wrote or leads follows."""
    following: dict[tuple[str, int], datetime] = {}
    for row in rows:
        key, written_at = row["proposal"], at(_when(row))
        author = _author(row, leaders, personas)
        made = Comment.objects.create(
            proposal=proposals[key], author=author, text=row["text"].strip(), written_at=written_at
        )
        made.mentioned.set([personas[mentioned] for mentioned in row.get("mentions", [])])
        for person in (author, *(one.person for one in leaders[key])):
            following[key, person.pk] = written_at
    Following.objects.bulk_create(
        [Following(proposal=proposals[key], person_id=pk, heard_until=heard) for (key, pk), heard in following.items()]
    )


def suggest(
    rows: list[Row], proposals: dict[str, Proposal], leaders: Leaders, personas: dict[str, Person], at: Clock
) -> None:
    """Other words: those with a moment of answer are what the proposal says now, the others wait."""
    made = []
    for row in rows:
        proposal, field = proposals[row["proposal"]], row["field"]
        present, answered = getattr(proposal, field), row.get("answered", row.get("answered_ago"))
        one = Suggestion(
            proposal=proposal,
            author=_author(row, leaders, personas),
            field=field,
            before=row.get("before", present),
            after=row.get("after", present),
            note=row["note"],
            made_at=at(_when(row)),
        )
        if answered is not None:
            one.accepted, one.answered_at, one.answered_by = True, at(answered), leaders[row["proposal"]][0].person
        made.append(one)
    Suggestion.objects.bulk_create(made)


def aim(edition: Edition, rows: Row) -> None:
    """What the team aims at, criterion by criterion."""
    Target.objects.bulk_create(
        [
            Target(edition=edition, kind=kind, key=key, count=count)
            for kind, wanted in rows.items()
            for key, count in wanted.items()
        ]
    )


def _author(row: Row, leaders: Leaders, personas: dict[str, Person]) -> Person:
    return leaders[row["proposal"]][0].person if row["by"] == "lead" else personas[row["by"]]


def _when(row: Row) -> Any:
    return row.get("day", row.get("ago"))
