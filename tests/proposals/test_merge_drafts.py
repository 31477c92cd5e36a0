"""What a merge would be before anybody has agreed: all that its parts ask for, added up."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Answer, Proposal, ProposalWindow
from tests.factories.editions import edition, equipment
from tests.factories.people import person_with_account
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal, question
from tests.factories.together import WRITTEN_AT, merge

pytestmark = pytest.mark.django_db
SUBMITTED: dict[str, Any] = {"state": Proposal.State.SUBMITTED}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def bob() -> Person:
    return person_with_account("Bob")


def test_the_draft_adds_up_what_the_parts_ask_for(week: Edition, bob: Person) -> None:
    workshop, projector, chairs = format_of(week), equipment(), equipment("Chaises")
    one = proposal(
        week, "Lire", facilitators=[bob], languages=["fr"], ideal_size=12, max_size=20, wants_interpreter=True,
        organisation="Mairie", **SUBMITTED,
    )  # fmt: skip
    two = proposal(week, "Compter", languages=["nl", "fr"], ideal_size=15, max_size=18, **SUBMITTED)
    one.themes.add(ecology := theme(week))
    two.themes.add(ecology, labour := theme(week, "Travail"))
    one.equipment.add(projector)
    two.equipment.add(projector, chairs)
    asked = question(week)
    Answer.objects.create(proposal=two, question=asked, text="Deux fois")
    morning = datetime(2022, 8, 22, 7, tzinfo=UTC)
    for part, hours in ((one, (7, 12)), (two, (9, 15))):
        ProposalWindow.objects.create(
            proposal=part, starts_at=morning.replace(hour=hours[0]), ends_at=morning.replace(hour=hours[1])
        )
    result = merge(one, two, by=bob, format=workshop).result
    assert (result.languages, result.ideal_size, result.max_size) == (["fr", "nl"], 15, 20)
    assert (result.format, result.duration_minutes, result.organisation) == (workshop, 120, "Mairie")
    assert (set(result.themes.all()), set(result.equipment.all())) == ({ecology, labour}, {projector, chairs})
    assert (result.wants_interpreter, result.answers.get().text) == (True, "Deux fois")
    assert list(result.windows.values_list("starts_at", "ends_at")) == [
        (morning.replace(hour=9), morning.replace(hour=12))
    ]
    assert result.availability_asked_at is None


def test_without_a_common_moment_one_availability_is_kept_and_all_are_asked_again(week: Edition, bob: Person) -> None:
    one, two = (proposal(week, title, facilitators=[bob], **SUBMITTED) for title in ("Lire", "Compter"))
    for part, hour in ((one, 7), (two, 14)):
        at = datetime(2022, 8, 22, hour, tzinfo=UTC)
        ProposalWindow.objects.create(proposal=part, starts_at=at, ends_at=at.replace(hour=hour + 2))
    result = merge(one, two, by=bob, available_as=two).result
    assert [window.starts_at.astimezone(UTC).hour for window in result.windows.all()] == [14]
    assert result.availability_asked_at == WRITTEN_AT
