"""Co-construction as the demo shows it: what became of each proposal of 2022, and the next edition in the making."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from bigre.editions.models import Edition
from bigre.editions.queries import current_edition
from bigre.people.models import Person
from bigre.programme.queries.planning import proposals_to_be_born
from bigre.proposals.models import (
    Answer,
    Call,
    Comment,
    Facilitation,
    Invitation,
    Merge,
    Proposal,
    Sighting,
    Suggestion,
    Transition,
    Wish,
)
from bigre.site.demo import load_demo
from bigre.site.demo.content import content

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
State = Proposal.State
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Edition]:
    """The demo, loaded once for all tests here and undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(now=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def edition(loaded: Edition, db: None) -> Edition:
    return loaded


@pytest.fixture
def coming(edition: Edition) -> Edition:
    return Edition.objects.get(slug="bigre-prochaine")


def persona(edition: Edition, name: str) -> Person:
    return Person.objects.get(account__email=f"{name}@example.org")


def test_every_state_is_shown(edition: Edition, coming: Edition) -> None:
    assert Counter(edition.proposals.values_list("state", flat=True)) == {
        "confirmed": 106,
        "merged": 4,
        "open_space": 3,
        "declined": 4,
        "withdrawn": 2,
        "draft": 2,
    }
    assert Counter(coming.proposals.values_list("state", flat=True)) == {
        "draft": 2,
        "submitted": 9,
        "discussed": 7,
        "accepted": 4,
        "confirmed": 3,
        "open_space": 1,
        "declined": 1,
        "withdrawn": 1,
        "merged": 2,
    }


def test_nothing_put_aside_enters_the_programme(edition: Edition) -> None:
    assert not proposals_to_be_born(edition).exists()
    assert not edition.activities.exclude(proposal__state=State.CONFIRMED).exists()


def test_what_is_put_aside_is_told_with_a_reason_and_a_category(edition: Edition) -> None:
    told = Transition.objects.filter(target__in=[State.OPEN_SPACE, State.DECLINED])
    assert (told.count(), told.filter(reason="").count(), told.filter(category="").count()) == (9, 0, 0)
    assert set(told.values_list("category", flat=True)) == {
        "no_room",
        "near_another",
        "not_ready",
        "nobody_to_lead",
        "off_thread",
    }


def test_the_history_of_each_proposal_leads_without_a_gap_to_where_it_stands(edition: Edition) -> None:
    for proposal in Proposal.objects.prefetch_related("transitions"):
        made = sorted(proposal.transitions.all(), key=lambda one: one.made_at)
        sources = [State.DRAFT.value, *(one.target for one in made)]
        assert [*(one.source for one in made), proposal.state] == sources, proposal.title


def test_what_is_late_was_submitted_after_the_call_and_nothing_else_was(edition: Edition) -> None:
    call = Call.objects.get(edition=edition)
    sent = edition.proposals.exclude(submitted_at=None)
    assert sent.filter(submitted_at__gte=call.closes_at, late=True).exists()
    assert not sent.filter(submitted_at__gte=call.closes_at, late=False).exists()
    assert not sent.filter(submitted_at__lt=call.closes_at, late=True).exists()
    assert not sent.filter(submitted_at__lt=call.opens_at).exists()
    assert not sent.filter(created_at__gte=F("submitted_at")).exists()


def test_a_merge_has_the_consent_of_all_its_authors_and_credits_them(edition: Edition) -> None:
    done = Merge.objects.exclude(done_at=None)
    assert Counter(done.values_list("edition__slug", flat=True)) == {"bigre-2022": 2, "bigre-prochaine": 1}
    for merge in done:
        authors = {one for part in merge.parts.all() for one in part.proposal.facilitators.all()}
        assert {one.person for one in merge.consents.filter(agrees=True)} >= authors
        assert set(merge.result.facilitators.all()) >= authors
        assert {part.proposal.state for part in merge.parts.all()} == {State.MERGED}
        assert merge.done_at is not None
        assert all(one.answered_at and one.answered_at <= merge.done_at for one in merge.consents.all())


def test_what_was_submitted_answers_the_question_that_must_be_answered(edition: Edition) -> None:
    answered = Answer.objects.filter(question__edition=edition, question__required=True)
    assert answered.count() == edition.proposals.exclude(submitted_at=None).count() == 119


def test_what_people_wish_was_shown_to_them(edition: Edition) -> None:
    shown = set(Sighting.objects.values_list("person", "proposal"))
    assert set(Wish.objects.values_list("person", "proposal")) <= shown
    for call in Call.objects.all():
        seen = Sighting.objects.filter(proposal__edition=call.edition)
        assert seen.exists()
        assert not seen.exclude(seen_at__range=(call.wishes_open_at, call.wishes_close_at)).exists()


def test_the_next_edition_is_open_and_leaves_the_first_page_to_2022(edition: Edition, coming: Edition) -> None:
    call = Call.objects.get(edition=coming)
    assert (call.state_at(NOW), call.takes_wishes_at(NOW), coming.assumed) == (Call.State.OPEN, True, True)
    assert coming.starts_on.strftime("%A") == "Monday"
    assert current_edition() == edition


def test_a_merge_and_an_invitation_of_the_next_edition_wait_for_answers(coming: Edition) -> None:
    merge = Merge.objects.get(edition=coming, done_at=None)
    assert (merge.result.state, merge.result.facilitators.count()) == (State.DRAFT, 0)
    assert Counter(merge.consents.values_list("agrees", flat=True))[True] == 1
    assert merge.consents.filter(agrees=None).exists()
    invitation = Invitation.objects.get(proposal__edition=coming)
    assert (invitation.answered_at, invitation.email) == (None, "etienne.carvalho@example.org")


def test_personas_meet_what_they_are_there_for(edition: Edition, coming: Edition) -> None:
    led = Facilitation.objects.filter(person=persona(edition, "etienne.carvalho"))
    assert {"merged", "confirmed", "accepted"} == set(led.values_list("proposal__state", flat=True))
    first = persona(edition, "nour.bellamine")
    assert coming.proposals.get(facilitations__person=first).state == State.DRAFT
    assert 0 < Wish.objects.filter(person=first, proposal__edition=coming).count() < 6
    planner = persona(edition, "sabine.rouquairol")
    assert planner.team_roles.filter(role="programme").count() == 2


def test_nobody_wishes_what_they_lead_and_everybody_leads_in_a_language_that_they_speak(coming: Edition) -> None:
    led = Facilitation.objects.filter(proposal__edition=coming).select_related("proposal", "person")
    wished = set(Wish.objects.values_list("person", "proposal"))
    assert wished.isdisjoint({(one.person_id, one.proposal_id) for one in led})
    assert all(not set(one.proposal.languages).isdisjoint(one.person.languages) for one in led)


def test_people_talk_of_2022_and_one_suggestion_was_taken_while_another_waits(edition: Edition) -> None:
    said = Comment.objects.filter(proposal__edition=edition)
    assert (said.count(), said.values("proposal").distinct().count()) == (15, 7)
    assert said.filter(mentioned__isnull=False).exists()
    suggested = Suggestion.objects.filter(proposal__edition=edition)
    assert sorted(suggested.values_list("accepted", flat=True), key=str) == [None, True]
    for one in suggested.exclude(accepted=None):
        assert (one.before != one.after, getattr(one.proposal, one.field)) == (True, one.after)
    assert set(edition.targets.values_list("kind", flat=True)) == {
        "theme",
        "format",
        "language",
        "cooperative",
        "first_time",
    }


def test_about_half_of_the_people_come_again_and_have_begun_to_wish(edition: Edition, coming: Edition) -> None:
    again = set(coming.participations.values_list("person", flat=True))
    assert 120 < len(again) < 200
    assert again >= set(Facilitation.objects.filter(proposal__edition=coming).values_list("person", flat=True))
    wishes = Wish.objects.filter(proposal__edition=coming)
    assert set(wishes.values_list("person", flat=True)) <= again
    assert 400 < wishes.count() < 1_500
    assert set(wishes.values_list("level", flat=True)) == {0, 1, 2}


def test_the_label_of_the_facilitator_is_true(edition: Edition, coming: Edition) -> None:
    etienne = persona(edition, "etienne.carvalho")
    assert etienne.led_activities.filter(edition=edition).count() == 2
    assert etienne.proposals.filter(edition=coming).count() == 1


def test_the_new_texts_are_in_three_languages_and_name_no_address() -> None:
    texts = [content(name) for name in ("put_aside", "next_edition", "answers", "discussions")]
    assert "@" not in str(texts)
    rows = [row for text in texts for row in text.get("proposal", [])]
    assert {language for row in rows for language in row.get("languages", ["fr"])} == {"fr", "nl", "en"}
    assert not re.search(r" [:;?!»]|« ", str(texts))
