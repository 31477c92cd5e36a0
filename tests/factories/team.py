"""What the team writes and asks, made for tests."""

from datetime import UTC, datetime
from typing import Any

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Mailing, Opinion, Proposal

NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)


def mailing(edition: Edition, **fields: Any) -> Mailing:
    """A mail, not sent yet, to those whose proposal is accepted."""
    given = {"subject_fr": "Pense à confirmer", "text_fr": "Il reste une semaine.", "states": ["accepted"]}
    return Mailing.objects.create(edition=edition, made_at=NOW, **{**given, **fields})


def opinion(proposal: Proposal, of: Person, **fields: Any) -> Opinion:
    """A second opinion that is asked and not given yet."""
    return Opinion.objects.create(proposal=proposal, asked_of=of, asked_at=NOW, **fields)
