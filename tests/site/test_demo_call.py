"""The call of the demo edition: closed since spring, told in three languages, with its questions."""

from datetime import UTC, datetime

import pytest

from bigre.proposals.models import Call, Question
from bigre.site.demo.call import create_call
from bigre.site.demo.content import content
from tests.factories.editions import edition

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "nl", "en")


def test_the_call_was_announced_opened_and_closed_in_order() -> None:
    made = create_call(edition())
    moments = (made.announced_at, made.opens_at, made.closes_at)
    assert moments == (
        datetime(2022, 1, 24, 9, tzinfo=UTC),
        datetime(2022, 2, 1, 8, tzinfo=UTC),
        datetime(2022, 4, 30, 20, tzinfo=UTC),
    )
    assert made.state_at(datetime(2022, 8, 22, tzinfo=UTC)) == Call.State.CLOSED
    assert made.offers_awareness


def test_every_text_of_the_call_is_told_in_three_languages_and_says_that_it_is_invented() -> None:
    made = create_call(edition())
    invented = ("*Texte inventé", "*Tekst verzonnen", "*Text invented")
    assert [mark in getattr(made, f"text_{code}") for code, mark in zip(LANGUAGES, invented, strict=True)] == [True] * 3
    assert len({getattr(made, f"thread_{code}") for code in LANGUAGES}) == 3
    asked = [*content("call")["question"], *content("call")["question"][0]["choice"]]
    assert [row for row in asked if not all(row[code] for code in LANGUAGES)] == []


def test_its_team_asks_two_questions() -> None:
    week = edition()
    create_call(week)
    asked = Question.objects.filter(edition=week).order_by("position")
    rows = [(one.kind, one.required, one.choices.count()) for one in asked]
    assert rows == [("choice", True, 3), ("long", False, 0)]
