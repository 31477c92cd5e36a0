"""What the demo's people answer to the day's introductions; those whom one can sign in as still have to answer."""

from datetime import datetime

from bigre.editions.models import Edition
from bigre.encounters.models import Introduction

from .chance import chance_for, pick
from .personas import personas

ANSWERS = [
    (Introduction.Answer.YES, 0.6),
    (Introduction.Answer.NOT_NOW, 0.15),
    (Introduction.Answer.NO, 0.05),
    ("", 0.2),
]


def answer_introductions(edition: Edition, now: datetime) -> None:
    """Three in five say yes, some not now, a few no; others have not looked yet."""
    source = chance_for("introductions")
    rows = list(
        edition.introductions.exclude(person__account__email__in=[one.email for one in personas()]).order_by("pk")
    )
    for row in rows:
        row.answer = pick(source, ANSWERS)
        row.answered_at = now if row.answer else None
    Introduction.objects.bulk_update(rows, ["answer", "answered_at"], batch_size=500)
