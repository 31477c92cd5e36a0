"""Saying on one's own page with whom one did a task, and answering; and what « not with » never tells there."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone

from bigre.core import clock
from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.actions.openness import avoid
from bigre.encounters.actions.shared_tasks import answer_task
from bigre.encounters.models import Encounter, SharedTask
from bigre.people.models import Person
from tests.factories.editions import edition, participation, taking_part
from tests.factories.encounters import TUESDAY, shared_task
from tests.factories.people import person, person_with_account, signed_in

pytestmark = pytest.mark.django_db
PAGE, DISHES = "/me/met/", "la vaisselle du mardi soir"
WAITING = "pas encore confirmé"
FLEETING = re.compile(r'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture(autouse=True)
def nobody_was_too_quick() -> None:
    cache.clear()


@pytest.fixture
def week(settings: Any) -> Edition:
    """It is Tuesday of the edition's week."""
    settings.DEMO, settings.DEMO_DAY = True, TUESDAY
    return edition()


def told(of: Person, day: str = "2022-08-23", words: str = DISHES) -> dict[str, str]:
    return {"other": str(of.uuid), "words": words, "day": day}


def read(person: Person, address: str = PAGE) -> str:
    return FLEETING.sub("", signed_in(person).get(address).text)


def test_a_search_offers_people_of_the_edition_and_today(alice: Person, bob: Person) -> None:
    page = read(alice, f"{PAGE}?q=bob")
    assert f'value="{bob.uuid}" checked' in page
    assert '<option value="2022-08-23" selected>Mardi 23 août</option>' in page
    assert "2022-08-24" not in page


def test_one_says_it_and_the_other_confirms_it_on_their_own_page(alice: Person, bob: Person) -> None:
    answer = signed_in(alice).post(f"{PAGE}?q=bob", told(bob), follow=True)
    assert "C’est noté. Bob peut le confirmer" in answer.text
    assert WAITING in answer.text
    task = SharedTask.objects.get()
    browser = signed_in(bob)
    assert f"<strong>Alice</strong> dit que vous avez fait ensemble « {DISHES} », mardi 23 août." in read(bob)
    browser.post(f"{PAGE}tasks/{task.pk}/answer/", {"answer": "yes"})
    where = f'Une tâche partagée : {DISHES} <span class="muted small">23 août 2022</span>'
    assert [where in read(one) for one in (alice, bob)] == [True, True]
    assert WAITING not in read(alice)


def test_today_and_ones_corner_say_that_an_answer_is_waited_for(alice: Person, bob: Person, week: Edition) -> None:
    shared_task(alice, bob, week)
    assert "Alice dit que vous avez fait une tâche ensemble." in read(bob, "/today/")
    assert "1 tâche faite ensemble attend ta réponse." in read(bob, "/me/")
    assert [WAITING in read(alice, address) for address in ("/today/", "/me/")] == [False, False]


def test_said_by_both_it_is_confirmed_at_once(alice: Person, bob: Person) -> None:
    signed_in(alice).post(PAGE, told(bob))
    answer = signed_in(bob).post(PAGE, told(alice, words="essuyer"), follow=True)
    assert "C’est noté : vous l’avez dit, Alice et toi." in answer.text
    assert Encounter.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"words": ""}, "Dis en quelques mots ce que vous avez fait."),
        ({"words": "a" * 121}, "120"),
        ({"day": "2022-08-24"}, "Choisis un jour de l’édition, aujourd’hui ou avant."),
        ({"day": "2022-08-21"}, "Choisis un jour de l’édition, aujourd’hui ou avant."),
        ({"other": ""}, "Cherche la personne, puis choisis-la."),
    ],
)
def test_what_is_missing_or_not_yet_is_said(alice: Person, bob: Person, wrong: dict[str, str], why: str) -> None:
    answer = signed_in(alice).post(f"{PAGE}?q=bob", told(bob) | wrong)
    assert (answer.status_code, why in answer.text, SharedTask.objects.count()) == (422, True, 0)
    assert f'value="{bob.uuid}"' in answer.text


def unnamable(week: Edition) -> dict[str, Person]:
    """People whom nobody may name so."""
    hidden = taking_part(week, "Hanne", name_audience=Audience.NOBODY)
    elsewhere = taking_part(edition("bigre-2021"), "Elsa", name_audience=Audience.EVERYONE)
    alone = person("Sans Compte")
    participation(alone, week)
    return {"hidden": hidden, "elsewhere": elsewhere, "without an account": alone}


def test_only_people_of_the_edition_who_show_their_name_and_can_answer_are_named(alice: Person, week: Edition) -> None:
    others = unnamable(week) | {"oneself": alice}
    browser = signed_in(alice)
    answers = {why: browser.post(PAGE, told(one)).status_code for why, one in others.items()}
    assert answers == dict.fromkeys(others, 422)
    assert not [why for why, one in others.items() if str(one.uuid) in read(alice, f"{PAGE}?q={one.name}")]
    assert SharedTask.objects.count() == 0


def test_who_shows_their_name_to_nobody_is_told_why_they_cannot_say_it(week: Edition, bob: Person) -> None:
    hanne = taking_part(week, "Hanne", name_audience=Audience.NOBODY)
    assert "Tu ne montres ton nom à personne" in read(hanne)
    assert signed_in(hanne).post(PAGE, told(bob)).status_code == 422
    assert SharedTask.objects.count() == 0


def test_who_hides_their_name_since_asks_nobody(alice: Person, bob: Person, week: Edition) -> None:
    shared_task(alice, bob, week)
    alice.name_audience = Audience.NOBODY
    alice.save()
    assert "Alice" not in read(bob)


def test_whom_one_no_longer_sees_stays_unnamed_and_can_be_taken_back(alice: Person, bob: Person, week: Edition) -> None:
    task = shared_task(alice, bob, week)
    bob.name_audience = Audience.NOBODY
    bob.save()
    assert "une personne qui ne te montre plus son nom" in read(alice)
    assert "Bob" not in read(alice)
    signed_in(alice).post(f"{PAGE}tasks/{task.pk}/take-back/")
    assert WAITING not in read(alice)


def test_before_ones_edition_has_begun_there_is_nothing_to_say(settings: Any, week: Edition, alice: Person) -> None:
    settings.DEMO_DAY = date(2022, 8, 21)
    assert "Nous avons fait une tâche ensemble" not in read(alice)
    assert "Nous avons fait une tâche ensemble" not in read(person_with_account("Zoé"))


def test_nobody_answers_or_takes_back_for_others(alice: Person, bob: Person, week: Edition) -> None:
    task, chloe = shared_task(alice, bob, week), taking_part(week, "Chloé")
    answers = [signed_in(one).post(f"{PAGE}tasks/{task.pk}/answer/", {"answer": "yes"}) for one in (alice, chloe)]
    answers += [signed_in(one).post(f"{PAGE}tasks/{task.pk}/take-back/") for one in (bob, chloe)]
    assert [one.status_code for one in answers] == [404, 404, 404, 404]
    assert (SharedTask.objects.get().is_waiting, read(chloe).count(DISHES)) == (True, 0)


def test_what_came_too_late_changes_nothing_and_says_so(alice: Person, bob: Person, week: Edition) -> None:
    task = shared_task(alice, bob, week)
    answer_task(task=task, yes=True, now=timezone.now())
    late = signed_in(bob).post(f"{PAGE}tasks/{task.pk}/answer/", {"answer": "no"}, follow=True)
    assert "Cette question n’attend plus de réponse. Rien n’a changé." in late.text
    late = signed_in(alice).post(f"{PAGE}tasks/{task.pk}/take-back/", follow=True)
    assert "L’autre l’a confirmé entre-temps" in late.text
    assert "Réponds oui ou non." in signed_in(bob).post(f"{PAGE}tasks/{task.pk}/answer/", follow=True).text
    assert Encounter.objects.count() == 1


def test_a_flood_is_stopped(alice: Person, week: Edition) -> None:
    browser = signed_in(alice)
    statuses = [browser.post(PAGE, told(taking_part(week, f"Personne {n}"))).status_code for n in range(21)]
    assert statuses == [302] * 20 + [429]


# What A learns of B's « not with » and of B's no: nothing.


def keeps_nothing(_alice: Person, _bob: Person) -> None:
    """Bob neither answers nor avoids anybody."""


def avoids(alice: Person, bob: Person) -> None:
    avoid(person=bob, other=alice, now=timezone.now())


def is_avoided(alice: Person, bob: Person) -> None:
    avoid(person=alice, other=bob, now=timezone.now())


def says_no(_alice: Person, bob: Person) -> None:
    answer_task(task=bob.tasks_to_confirm.get(), yes=False, now=timezone.now())


def story(alice: Person, bob: Person, keeps_to_himself: Callable[[Person, Person], None]) -> list[str]:
    """What Alice reads: she says it, then Bob keeps something to himself; she says it again, not at all, once more."""
    browser = signed_in(alice)
    texts = [browser.post(PAGE, told(bob), follow=True).text]
    row = f"tasks/{SharedTask.objects.get().pk}/"
    keeps_to_himself(alice, bob)
    texts.append(read(alice, f"{PAGE}?q=bob"))
    texts.append(browser.post(PAGE, told(bob), follow=True).text)
    texts.append(browser.post(f"{PAGE}{row}take-back/", follow=True).text)
    texts.append(browser.post(PAGE, told(bob), follow=True).text)
    SharedTask.objects.all().delete()
    return [FLEETING.sub("", text).replace(row, "tasks/one/") for text in texts]


@pytest.mark.parametrize("secret", [avoids, is_avoided, says_no])
def test_who_says_it_reads_the_same_whatever_the_other_keeps_to_themselves(
    alice: Person, bob: Person, secret: Callable[[Person, Person], None]
) -> None:
    plain = story(alice, bob, keeps_nothing)
    assert [WAITING in text for text in plain] == [True, True, True, False, True]
    assert story(alice, bob, secret) == plain


def test_who_avoids_the_other_is_not_bothered_with_what_they_say(alice: Person, bob: Person, week: Edition) -> None:
    avoid(person=bob, other=alice, now=timezone.now())
    before = {address: read(bob, address) for address in (PAGE, "/me/", "/today/")}
    signed_in(alice).post(PAGE, told(bob))
    assert {address: read(bob, address) for address in before} == before


def test_who_is_avoided_reads_a_question_as_before(alice: Person, bob: Person, week: Edition) -> None:
    shared_task(alice, bob, week)
    before = read(bob)
    avoid(person=alice, other=bob, now=timezone.now())
    assert read(bob) == before


def test_a_yes_of_somebody_whom_one_avoids_since_does_not_reach_one(alice: Person, bob: Person, week: Edition) -> None:
    task = shared_task(alice, bob, week)
    avoid(person=alice, other=bob, now=timezone.now())
    answer_task(task=task, yes=True, now=timezone.now())
    assert "Bob" not in read(alice)
    assert f"Une tâche partagée : {DISHES}" in read(bob)


def test_where_the_first_day_has_not_begun_there_is_no_task_to_say_yet(
    alice: Person, week: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in the morning in Paris is Sunday evening in Guadeloupe."""
    Edition.objects.update(time_zone="America/Guadeloupe")
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 8, 22, 1, tzinfo=ZoneInfo("Europe/Paris")))
    assert "Nous avons fait une tâche ensemble" not in read(alice)
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 8, 22, 7, tzinfo=ZoneInfo("Europe/Paris")))
    assert "Nous avons fait une tâche ensemble" in read(alice)
