"""Where a proposal may go from where it stands, and the rows that tell how it got there."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from bigre.editions.models import Edition
from bigre.proposals.actions.transitions import NotPossibleFromHere, ReasonMissing, decide, step
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.rules.transitions import decisions_from, own_steps_from
from tests.factories.editions import edition
from tests.factories.people import person
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


def test_every_move_is_a_row_with_who_when_and_why(week: Edition) -> None:
    bob, chloe = person("Bob"), person("Chloé")
    made = proposal(week, facilitators=[bob], state=State.DRAFT)
    step(proposal=made, target=State.SUBMITTED, by=bob, now=NOW)
    decide(proposal=made, target=State.DECLINED, by=chloe, now=NOW, reason=" Trop tôt. ", category="not_ready")
    rows = Transition.objects.order_by("pk").values_list("source", "target", "made_by__name", "reason", "category")
    assert list(rows) == [
        ("draft", "submitted", "Bob", "", ""),
        ("submitted", "declined", "Chloé", "Trop tôt.", "not_ready"),
    ]
    made.refresh_from_db()
    assert made.state == State.DECLINED


def test_acceptance_and_confirmation_are_two_steps_of_two_people(week: Edition) -> None:
    made = proposal(week, facilitators=[bob := person("Bob")], state=State.SUBMITTED)
    with pytest.raises(NotPossibleFromHere):
        step(proposal=made, target=State.CONFIRMED, by=bob, now=NOW)
    decide(proposal=made, target=State.ACCEPTED, by=None, now=NOW)
    step(proposal=made, target=State.CONFIRMED, by=bob, now=NOW)
    assert made.state == State.CONFIRMED


@pytest.mark.parametrize("target", ["declined", "open_space"])
@pytest.mark.parametrize(("reason", "category"), [("", "no_room"), ("  ", "no_room"), ("Plus de place.", "")])
def test_nothing_is_put_aside_without_a_reason(week: Edition, target: str, reason: str, category: str) -> None:
    made = proposal(week, state=State.SUBMITTED)
    with pytest.raises(ReasonMissing):
        decide(proposal=made, target=target, by=None, now=NOW, reason=reason, category=category)
    made.refresh_from_db()
    assert (made.state, Transition.objects.count()) == (State.SUBMITTED, 0)


def test_a_decision_on_what_somebody_moved_meanwhile_is_refused_and_tells_where_it_stands(week: Edition) -> None:
    made = proposal(week, state=State.SUBMITTED)
    seen_before = Proposal.objects.get(pk=made.pk)
    decide(proposal=made, target=State.DECLINED, by=None, now=NOW, reason="Non.", category="other")
    with pytest.raises(NotPossibleFromHere):
        decide(proposal=seen_before, target=State.SUBMITTED, by=None, now=NOW)
    assert seen_before.state == State.DECLINED


def test_every_state_is_reached_and_only_known_states_are_named() -> None:
    ways = {(state, target) for state in State.values for target in (*decisions_from(state), *own_steps_from(state))}
    named = {target for _state, target in ways}
    # A merge has its own consent; a draft is where all begin.
    assert named == set(State.values) - {"merged"}
    assert all(source != target for source, target in ways)
    assert not [pair for pair in pairwise(["declined", "submitted", "confirmed"]) if pair in ways]
