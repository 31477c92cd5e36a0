"""The call of Bigre! 2022, closed since spring, and the two questions of its team."""

from datetime import datetime
from typing import Any

from bigre.editions.models import Edition
from bigre.proposals.models import Call, Choice, Question

from .content import Row, content


def create_call(edition: Edition) -> Call:
    """The announced call, its texts in three languages, and the questions that it asks."""
    rows = content("call")

    def moment(name: str) -> datetime:
        local: datetime = rows[name]
        return local.replace(tzinfo=edition.zone)

    create_questions(edition)
    return Call.objects.create(
        edition=edition,
        opens_at=moment("opens_at"),
        closes_at=moment("closes_at"),
        announced_at=moment("announced_at"),
        wishes_open_at=moment("wishes_open_at"),
        wishes_close_at=moment("wishes_close_at"),
        offers_awareness=rows["offers_awareness"],
        **words_of(rows),
    )


def words_of(rows: Row) -> dict[str, str]:
    """The texts and the threads of a call, by field."""
    texts = {f"text_{language}": text.strip() for language, text in rows["text"].items()}
    return texts | {f"thread_{language}": thread for language, thread in rows["thread"].items()}


def create_questions(edition: Edition) -> None:
    """What the team asks of every proposal."""
    for position, row in enumerate(content("call")["question"]):
        _create_question(edition, row, position)


def _create_question(edition: Edition, row: dict[str, Any], position: int) -> None:
    question = Question.objects.create(
        edition=edition, kind=row["kind"], required=row["required"], position=position, **_labels(row)
    )
    choices = enumerate(row.get("choice", []))
    Choice.objects.bulk_create([Choice(question=question, position=n, **_labels(one)) for n, one in choices])


def _labels(row: dict[str, Any]) -> dict[str, str]:
    return {f"label_{language}": row[language] for language in ("fr", "nl", "en")}
