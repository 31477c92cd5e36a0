"""Undoing a merge leaves every part exactly as it was; two who answer at once find each other's answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.merging import agree_to_merge
from bigre.proposals.actions.unmerging import undo_merge
from bigre.proposals.models import Facilitation, Following, Merge, Proposal, Relation, Transition, Wish
from tests.factories.editions import edition
from tests.factories.people import person, person_with_account
from tests.factories.proposals import proposal
from tests.factories.together import merge

State = Proposal.State
NOW = datetime(2022, 3, 2, 9, tzinfo=UTC)
PEOPLE, PROPOSALS = range(4), range(5)
pair = st.tuples(st.sampled_from(PROPOSALS), st.sampled_from(PROPOSALS)).filter(lambda two: two[0] != two[1])
slugs = count()


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, Any]:
    """Five proposals, who leads, wishes and follows which, what ties them, and which of them become one."""
    who = st.sampled_from(PEOPLE)
    which = st.sampled_from(PROPOSALS)
    kinds = st.sampled_from(Relation.Kind.values)
    return {
        "states": draw(st.lists(st.sampled_from(["submitted", "discussed"]), min_size=5, max_size=5)),
        "leads": draw(st.sets(st.tuples(which, who), max_size=8)),
        "wishes": draw(st.dictionaries(st.tuples(which, who), st.sampled_from([0, 1, 2, 9]), max_size=10)),
        "links": draw(st.sets(st.tuples(kinds, pair), max_size=8)),
        "follows": draw(st.dictionaries(st.tuples(which, who), st.booleans(), max_size=6)),
        "parts": draw(st.lists(which, min_size=2, max_size=4, unique=True)),
        "suggests": draw(who),
    }


def build(week: dict[str, Any]) -> tuple[list[Proposal], list[Person]]:
    here = edition(f"week-{next(slugs)}", life=Edition.Life.CALL_OPEN)
    people = [person(f"P{number}") for number in PEOPLE]
    made = [proposal(here, f"T{number}", state=state) for number, state in enumerate(week["states"])]
    led: set[int] = set()
    for which, who in sorted(week["leads"]):
        Facilitation.objects.create(proposal=made[which], person=people[who], is_contact=which not in led)
        led.add(which)
    Wish.objects.bulk_create(
        Wish(proposal=made[which], person=people[who], level=level) for (which, who), level in week["wishes"].items()
    )
    Relation.objects.bulk_create(Relation(kind=kind, first=made[a], second=made[b]) for kind, (a, b) in week["links"])
    Following.objects.bulk_create(
        Following(proposal=made[which], person=people[who], muted=muted, heard_until=NOW)
        for (which, who), muted in week["follows"].items()
    )
    return made, people


def snapshot(made: list[Proposal]) -> dict[str, Any]:
    """All that a merge must give back: states, wishes, relations, who leads and who follows."""
    result = Proposal.objects.exclude(pk__in=[one.pk for one in made])
    kept = {
        "states": Proposal.objects.filter(pk__in=[one.pk for one in made]).values_list("pk", "state"),
        "wishes": Wish.objects.exclude(proposal__in=result).values_list("proposal", "person", "level"),
        "leads": Facilitation.objects.values_list("proposal", "person", "is_contact", "takes_awareness"),
        "relations": Relation.objects.values_list("kind", "first", "second"),
        "followings": Following.objects.values_list("proposal", "person", "muted", "heard_until"),
    }
    return {name: sorted(rows) for name, rows in kept.items()}


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks())
def test_to_merge_and_to_undo_is_to_have_done_nothing(week: dict[str, Any]) -> None:
    with transaction.atomic():
        made, people = build(week)
        before = snapshot(made)
        done = merged([made[number] for number in week["parts"]], people[week["suggests"]])
        undo_merge(merge=done, by=people[0], now=NOW)
        assert snapshot(made) == before
        assert Proposal.objects.get(pk=done.result_id).state == "withdrawn"
        transaction.set_rollback(True)


def merged(parts: list[Proposal], by: Person) -> Merge:
    """What became of the parts once all have agreed."""
    suggested = merge(*parts, by=by, now=NOW)
    asked = suggested.consents.filter(agrees=None)
    for consent in asked.select_related("person"):
        agree_to_merge(merge=suggested, by=consent.person, now=NOW)
    done = Merge.objects.get(pk=suggested.pk)
    assert done.done_at is not None
    assert set(Proposal.objects.filter(merge_parts__merge=done).values_list("state", flat=True)) == {"merged"}
    return done


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_make_it_one_once() -> None:
    here = edition(life=Edition.Life.CALL_OPEN)
    alice, bob, chloe = (person_with_account(name) for name in ("Alice", "Bob", "Chloé"))
    first = proposal(here, "Lire", facilitators=[alice], state=State.SUBMITTED)
    second = proposal(here, "Compter", facilitators=[bob, chloe], state=State.SUBMITTED)
    made, both = merge(first, second, by=alice), Barrier(2)

    def answering(who: Person) -> bool:
        try:
            both.wait(timeout=5)
            return agree_to_merge(merge=made, by=who, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(answering, (bob, chloe)))
    assert answers == [False, True]
    assert dict(Proposal.objects.values_list("title", "state")) == {
        "Lire": "merged",
        "Compter": "merged",
        "Ensemble": "submitted",
    }
    assert Transition.objects.filter(target="submitted").count() == 1
    assert OutgoingMail.objects.filter(key__contains=":done:").count() == 3
