"""Making one proposal of several: with everybody's consent, all credited, and as if nothing had been once undone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.merge_drafts import AlreadyMerging, NotMergeable, NotSeveral
from bigre.proposals.actions.merging import MergeOver, NotAsked, agree_to_merge, refuse_merge
from bigre.proposals.actions.transitions import NotPossibleFromHere, decide, step
from bigre.proposals.actions.unmerging import Decided, undo_merge
from bigre.proposals.models import (
    Facilitation,
    Following,
    Merge,
    Proposal,
    Relation,
    Transition,
    Wish,
)
from bigre.proposals.queries.proposals import proposals_visible_to
from tests.factories.editions import edition, team_member
from tests.factories.people import cooperative, membership, person_with_account
from tests.factories.proposals import proposal, relation, wish
from tests.factories.together import following, merge

pytestmark = pytest.mark.django_db
State = Proposal.State
LATER = datetime(2022, 3, 2, 9, tzinfo=UTC)
SUBMITTED: dict[str, Any] = {"state": State.SUBMITTED}


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


def member(name: str) -> Person:
    one = person_with_account(name)
    membership(one, cooperative(f"Coop de {name}"))
    return one


@pytest.fixture
def alice() -> Person:
    return member("Alice")


@pytest.fixture
def bob() -> Person:
    return member("Bob")


@pytest.fixture
def dina() -> Person:
    return member("Dina")


@pytest.fixture
def reading(week: Edition, bob: Person) -> Proposal:
    return proposal(week, "Lire un bilan", facilitators=[bob], **SUBMITTED)


@pytest.fixture
def counting(week: Edition, alice: Person, dina: Person) -> Proposal:
    return proposal(week, "Compter ensemble", facilitators=[alice, dina], state=State.DISCUSSED)


def states() -> dict[str, str]:
    return dict(Proposal.objects.values_list("title", "state"))


def mails(kind: str) -> set[str]:
    return set(OutgoingMail.objects.filter(key__contains=f":{kind}:").values_list("to", flat=True))


def test_a_suggestion_changes_nothing_and_asks_every_author_but_its_own(
    reading: Proposal, counting: Proposal, bob: Person
) -> None:
    made = merge(reading, counting, by=bob)
    assert states() == {"Lire un bilan": "submitted", "Compter ensemble": "discussed", "Ensemble": "draft"}
    assert dict(made.consents.values_list("person__name", "agrees")) == {"Bob": True, "Alice": None, "Dina": None}
    assert mails("asked") == {"alice@example.org", "dina@example.org"}
    assert Transition.objects.count() == 0


def test_nobody_can_read_or_submit_the_result_before_all_have_agreed(
    week: Edition, reading: Proposal, counting: Proposal, bob: Person, alice: Person
) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    result = merge(reading, counting, by=bob).result
    assert [result in proposals_visible_to(who, week) for who in (alice, bob, chloe)] == [False] * 3
    assert result.facilitations.count() == 0


def test_once_all_agree_the_parts_are_one_and_all_are_credited(
    reading: Proposal, counting: Proposal, bob: Person, alice: Person, dina: Person
) -> None:
    made = merge(reading, counting, by=bob)
    assert agree_to_merge(merge=made, by=alice, now=LATER) is False
    assert states()["Ensemble"] == "draft"
    assert agree_to_merge(merge=made, by=dina, now=LATER) is True
    assert states() == {"Lire un bilan": "merged", "Compter ensemble": "merged", "Ensemble": "submitted"}
    leads = made.result.facilitations.values_list("person__name", "is_contact")
    assert set(leads) == {("Bob", True), ("Alice", False), ("Dina", False)}
    rows = Transition.objects.order_by("pk").values_list("proposal__title", "source", "target", "made_by__name")
    assert list(rows) == [
        ("Lire un bilan", "submitted", "merged", "Bob"),
        ("Compter ensemble", "discussed", "merged", "Bob"),
        ("Ensemble", "draft", "submitted", "Bob"),
    ]
    assert Proposal.objects.get(title="Ensemble").submitted_at == LATER
    assert mails("done") == {"alice@example.org", "bob@example.org", "dina@example.org"}


def test_the_team_suggests_too_and_the_first_part_gives_the_contact(
    reading: Proposal, counting: Proposal, bob: Person, alice: Person, dina: Person
) -> None:
    team_member(reading.edition, chloe := person_with_account("Chloé"))
    made = merge(counting, reading, by=chloe)
    for who in (bob, dina, alice):
        agree_to_merge(merge=made, by=who, now=LATER)
    assert made.result.facilitations.get(is_contact=True).person == alice
    assert not made.result.facilitations.filter(person=chloe).exists()


def test_a_refusal_ends_it_with_nothing_changed(
    reading: Proposal, counting: Proposal, bob: Person, alice: Person, dina: Person
) -> None:
    made = merge(reading, counting, by=bob)
    agree_to_merge(merge=made, by=alice, now=LATER)
    refuse_merge(merge=made, by=dina, now=LATER)
    assert states() == {"Lire un bilan": "submitted", "Compter ensemble": "discussed", "Ensemble": "draft"}
    assert mails("ended") == {"alice@example.org", "bob@example.org"}
    with pytest.raises(MergeOver):
        agree_to_merge(merge=made, by=alice, now=LATER)
    # They are free for another try.
    assert merge(reading, counting, by=alice).ended_at is None


def test_nobody_answers_for_another(week: Edition, reading: Proposal, counting: Proposal, bob: Person) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = merge(reading, counting, by=bob)
    for answer in (agree_to_merge, refuse_merge):
        with pytest.raises(NotAsked):
            answer(merge=made, by=chloe, now=LATER)
    assert made.consents.filter(agrees=None).count() == 2


def test_whoever_suggested_takes_it_back(week: Edition, reading: Proposal, counting: Proposal) -> None:
    team_member(week, chloe := person_with_account("Chloé"))
    made = merge(reading, counting, by=chloe)
    refuse_merge(merge=made, by=chloe, now=LATER)
    made.refresh_from_db()
    assert (made.ended_by, made.done_at) == (chloe, None)


def test_who_came_to_lead_a_part_meanwhile_is_asked_and_who_left_no_longer_counts(
    reading: Proposal, counting: Proposal, bob: Person, alice: Person, dina: Person
) -> None:
    made = merge(reading, counting, by=bob)
    Facilitation.objects.filter(person=dina).delete()
    eva = member("Eva")
    Facilitation.objects.create(proposal=reading, person=eva)
    assert agree_to_merge(merge=made, by=alice, now=LATER) is False
    assert "eva@example.org" in mails("asked")
    assert agree_to_merge(merge=made, by=eva, now=LATER) is True
    assert set(made.result.facilitators.all()) == {alice, bob, eva}


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.OPEN_SPACE, State.DRAFT])
def test_a_part_that_was_decided_meanwhile_stops_the_merge_and_changes_nothing(
    reading: Proposal, counting: Proposal, bob: Person, dina: Person, state: str
) -> None:
    alice = Person.objects.get(name="Alice")
    made = merge(reading, counting, by=bob)
    agree_to_merge(merge=made, by=alice, now=LATER)
    Proposal.objects.filter(pk=reading.pk).update(state=state)
    with pytest.raises(NotMergeable) as refusal:
        agree_to_merge(merge=made, by=dina, now=LATER)
    assert refusal.value.part == reading
    assert states() == {"Lire un bilan": state, "Compter ensemble": "discussed", "Ensemble": "draft"}
    assert made.consents.get(person=dina).agrees is None
    with pytest.raises(NotMergeable):
        merge(counting, reading, by=alice)


def test_it_takes_two_free_proposals_of_one_edition(week: Edition, reading: Proposal, bob: Person) -> None:
    elsewhere = proposal(edition("other"), "Ailleurs", facilitators=[bob], **SUBMITTED)
    for parts in ([reading], [reading, reading], [reading, elsewhere]):
        with pytest.raises(NotSeveral):
            merge(*parts, by=bob)
    third = proposal(week, "Nager", facilitators=[bob], **SUBMITTED)
    merge(reading, third, by=bob)
    assert Merge.objects.get().done_at is not None
    counting = proposal(week, "Compter", facilitators=[member("Eva")], **SUBMITTED)
    other = proposal(week, "Chanter", facilitators=[bob], **SUBMITTED)
    merge(other, counting, by=bob)
    with pytest.raises(AlreadyMerging):
        merge(proposal(week, "Danser", facilitators=[bob], **SUBMITTED), other, by=bob)


def done(*parts: Proposal, title: str = "Ensemble") -> Merge:
    """A merge to which all have agreed."""
    people = list(Person.objects.filter(facilitations__proposal__in=parts).distinct().order_by("pk"))
    made = merge(*parts, by=people[0], title=title)
    for one in people[1:]:
        agree_to_merge(merge=made, by=one, now=LATER)
    made.refresh_from_db()
    assert made.done_at is not None
    return made


def test_wishes_relations_and_followers_go_along(
    week: Edition, reading: Proposal, counting: Proposal, alice: Person
) -> None:
    swim, sing = proposal(week, "Nager"), proposal(week, "Chanter")
    eva, farah = member("Eva"), member("Farah")
    wish(eva, reading, Wish.Level.LIKE)
    wish(eva, counting, Wish.Level.LOVE)
    wish(farah, counting, Wish.Level.NO)
    relation(reading, swim)
    relation(sing, counting, Relation.Kind.NOT_TOGETHER)
    relation(reading, counting)
    following(eva, reading)
    following(farah, counting, muted=True)
    result = done(reading, counting).result
    assert set(result.wishes.values_list("person__name", "level")) == {("Eva", 2), ("Farah", 0)}
    links = Relation.objects.filter(first=result) | Relation.objects.filter(second=result)
    assert set(links.values_list("kind", "first__title", "second__title")) == {
        ("before", "Ensemble", "Nager"),
        ("not_together", "Chanter", "Ensemble"),
    }
    assert set(Following.objects.filter(proposal=result).values_list("person__name", "muted")) == {
        ("Eva", False),
        ("Farah", True),
    }


def test_what_was_accepted_is_no_longer_undone_unless_the_team_takes_it_back(
    reading: Proposal, counting: Proposal, bob: Person
) -> None:
    made = done(reading, counting)
    decide(proposal=made.result, target=State.ACCEPTED, by=None, now=LATER)
    with pytest.raises(Decided):
        undo_merge(merge=made, by=bob, now=LATER)
    decide(proposal=made.result, target=State.DISCUSSED, by=None, now=LATER)
    undo_merge(merge=made, by=bob, now=LATER)
    assert states() == {"Lire un bilan": "submitted", "Compter ensemble": "discussed", "Ensemble": "withdrawn"}
    with pytest.raises(MergeOver):
        undo_merge(merge=made, by=bob, now=LATER)


def test_a_result_that_its_people_withdrew_still_comes_apart(
    reading: Proposal, counting: Proposal, bob: Person
) -> None:
    made = done(reading, counting)
    step(proposal=made.result, target=State.WITHDRAWN, by=bob, now=LATER)
    undo_merge(merge=made, by=bob, now=LATER)
    assert states()["Lire un bilan"] == "submitted"


def test_a_merge_of_a_merge_is_undone_from_the_outside_in(
    week: Edition, reading: Proposal, counting: Proposal, bob: Person
) -> None:
    inner = done(reading, counting)
    outer = done(inner.result, proposal(week, "Nager", facilitators=[bob], **SUBMITTED), title="Tout")
    assert set(outer.result.facilitators.values_list("name", flat=True)) == {"Alice", "Bob", "Dina"}
    with pytest.raises(Decided):
        undo_merge(merge=inner, by=bob, now=LATER)
    undo_merge(merge=outer, by=bob, now=LATER)
    undo_merge(merge=inner, by=bob, now=LATER)
    assert (states()["Lire un bilan"], states()["Nager"]) == ("submitted", "submitted")


def test_neither_the_team_nor_those_who_lead_move_what_is_merged_otherwise(
    reading: Proposal, counting: Proposal, bob: Person
) -> None:
    done(reading, counting)
    for target in (State.SUBMITTED, State.ACCEPTED, State.DECLINED):
        with pytest.raises(NotPossibleFromHere):
            decide(proposal=reading, target=target, by=None, now=LATER, reason="x", category="other")
    with pytest.raises(NotPossibleFromHere):
        step(proposal=reading, target=State.WITHDRAWN, by=bob, now=LATER)
