"""What a person reads of their introductions: whom, why, and what the other answered only when both said yes."""

from typing import Any

import pytest
from django.utils import timezone

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.encounters.models import Introduction, Openness
from bigre.people.models import Person
from tests.factories.editions import participation
from tests.factories.encounters import introduced, notice, openness
from tests.factories.people import person_with_account, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/editions/bigre-2022/encounters/"


def somebody(name: str, week: Edition, **fields: Any) -> Person:
    one = person_with_account(name, **fields)
    participation(one, week)
    openness(one)
    return one


def says(person: Person, row: Introduction, answer: str) -> Any:
    return signed_in(person).post(f"{PAGE}{row.pk}/answer/", {"answer": answer})


def test_a_card_says_who_why_and_what_they_offer(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week)
    notice(bob, "Tenir des comptes")
    Openness.objects.filter(person=bob).update(ask_me_about="les orgues")
    introduced(alice, bob, week, reasons=[{"kind": "far", "km": 480}, {"kind": "other_trade"}], unexpected=True)
    page = signed_in(alice).get(PAGE).text
    for words in (
        "Bob",
        "480 km vous séparent",
        "Vos métiers n’ont rien à voir.",
        "Inattendue",
        "propose : Tenir des comptes",
        "« Demande-moi… les orgues »",
    ):
        assert words in page


def test_a_reason_falls_away_when_what_it_rests_on_is_hidden(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week, place_audience=Audience.NOBODY)
    introduced(alice, bob, week, reasons=[{"kind": "far", "km": 480}, {"kind": "other_trade"}])
    page = signed_in(alice).get(PAGE).text
    assert "480 km" not in page
    assert "Vos métiers" in page


def test_nobody_learns_of_a_yes_a_no_or_a_not_now_alone(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week, contact="chez Bob")
    introduced(alice, bob, week)
    untouched = signed_in(alice).get(PAGE).text
    for answer in Introduction.Answer.values:
        Introduction.objects.filter(person=bob).update(answer=answer)
        assert without_tokens(signed_in(alice).get(PAGE).text) == without_tokens(untouched)


def without_tokens(page: str) -> list[str]:
    """The page without what differs at each request."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_two_yes_share_the_contacts_and_tell_who_waited_once(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week, contact="chez Bob")
    hers, his = introduced(alice, bob, week)
    assert says(alice, hers, "yes").headers["Location"] == f"{PAGE}#main"
    assert not OutgoingMail.objects.exists()
    assert "chez Bob" not in signed_in(alice).get(PAGE).text
    assert says(bob, his, "yes").headers["Location"] == f"{PAGE}with/{alice.uuid}/"
    says(bob, his, "yes")
    mail = OutgoingMail.objects.get()
    assert alice.account is not None
    assert (mail.to, mail.subject) == (alice.account.email, "Bob a dit oui aussi")
    assert "chez Bob" in signed_in(alice).get(PAGE).text


def test_a_no_is_told_to_nobody_and_can_be_changed(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week)
    hers, _his = introduced(alice, bob, week, answer_back="yes")
    says(alice, hers, "no")
    assert not OutgoingMail.objects.exists()
    assert "1 déclinée" in signed_in(alice).get(PAGE).text
    says(alice, hers, "yes")
    assert OutgoingMail.objects.count() == 1


def test_an_answer_that_does_not_exist_is_not_noted(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week)
    hers, _his = introduced(alice, bob, week)
    says(alice, hers, "perhaps")
    hers.refresh_from_db()
    assert hers.answer == ""


def test_nobody_answers_for_another(week: Edition) -> None:
    alice, bob = somebody("Alice", week), somebody("Bob", week)
    _hers, his = introduced(alice, bob, week)
    assert says(alice, his, "yes").status_code == 404


def test_who_stops_taking_suggestions_or_hides_is_no_longer_shown(week: Edition) -> None:
    alice, bob, chloe = (somebody(name, week) for name in ("Alice", "Bob", "Chloé"))
    introduced(alice, bob, week)
    introduced(alice, chloe, week)
    Openness.objects.filter(person=bob).update(takes_suggestions=False)
    chloe.name_audience = Audience.NOBODY
    chloe.save()
    page = signed_in(alice).get(PAGE).text
    assert "Bob" not in page
    assert "Chloé" not in page


def test_an_empty_page_says_what_to_do(week: Edition) -> None:
    alice = person_with_account()
    participation(alice, week)
    assert "Dis d’abord qui tu es" in signed_in(alice).get(PAGE).text
    told = openness(alice, takes_suggestions=False)
    assert "Tu ne reçois pas de suggestions" in signed_in(alice).get(PAGE).text
    told.takes_suggestions, told.searched_at = True, timezone.now()
    told.save()
    assert "Pas de suggestion en ce moment" in signed_in(alice).get(PAGE).text
    alice.name_audience = Audience.NOBODY
    alice.save()
    assert "Ton nom ne se montre à personne" in signed_in(alice).get(PAGE).text


def test_the_others_are_told_that_they_do_not_take_part(week: Edition) -> None:
    answer = signed_in(person_with_account()).get(PAGE)
    assert answer.status_code == 404
    assert "Tu ne participes pas à cette édition" in answer.text


def test_ten_cards_cost_as_many_queries_as_two(week: Edition, django_assert_num_queries: Any) -> None:
    alice = somebody("Alice", week)
    browser = signed_in(alice)
    for count in (2, 10):
        for number in range(alice.introductions.count(), count):
            other = somebody(f"Personne {number}", week)
            notice(other, f"Offre {number}")
            introduced(alice, other, week, reasons=[{"kind": "same_trade", "of": 1}])
        with django_assert_num_queries(17):
            browser.get(PAGE)
