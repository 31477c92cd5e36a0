"""Why an activity is not elsewhere: in sentences, or it is possible and one pins it there."""

from datetime import date

import pytest

from bigre.editions.models import Space
from bigre.programme.actions.pins import pin
from bigre.programme.models import Pin
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, chloe_of, disruption, published, small_edition
from tests.factories.programme import activity

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/"


def address(small: Small, title: str) -> str:
    return f"{ROOT}versions/1/activities/{small.edition.activities.get(title=title).uuid}/elsewhere/"


def asked(small: Small, day: date | None = None, minutes: int = 0, space: Space | None = None) -> dict[str, str]:
    """What the form sends: a moment, a space, or both."""
    starts_at = small.edition.moment(day, minutes).isoformat() if day else ""
    return {"starts_at": starts_at, "space": str(space.pk) if space else ""}


def test_the_page_asks_where_first() -> None:
    small = small_edition()
    published(small)
    page = chloe_of(small).get(address(small, "Forum")).content.decode()
    assert "Dans cette version : lundi 14:30, Oratoire." in page
    assert '<optgroup label="Lundi 22 août">' in page
    assert "la réponse s’affiche ici." in page


def test_a_place_that_is_free_is_offered_to_be_pinned() -> None:
    small = small_edition()
    published(small)
    client = chloe_of(small)
    question = asked(small, MONDAY, 570, small.oratory)
    text = client.get(address(small, "Forum"), question).content.decode()
    assert "Rien ne s’y oppose lundi 9:30, Oratoire" in text
    assert 'name="starts_at" value="2022-08-22T09:30:00+0200"' in text
    sent = {"starts_at": "2022-08-22T09:30:00+0200", "space": str(small.oratory.pk)}
    client.post(f"{ROOT}pins/{small.forum.uuid}/", sent)
    held = Pin.objects.get()
    assert (held.activity, held.starts_at, held.space) == (
        small.forum,
        small.edition.moment(MONDAY, 570),
        small.oratory,
    )


def test_what_forbids_a_place_is_told_in_sentences() -> None:
    small = small_edition()
    published(small)
    page = chloe_of(small).get(address(small, "Forum"), asked(small, TUESDAY, 570, small.oratory))
    assert page.context["sentences"] == ["« Oratoire » est pris par « Chants »."]
    assert "Déplacer d’autres activités pourrait libérer une place." in page.content.decode()


def test_a_leader_who_is_away_cannot_be_moved_out_of_the_way() -> None:
    small = small_edition()
    published(small)
    page = chloe_of(small).get(address(small, "Chants"), asked(small, MONDAY, 570))
    assert page.context["sentences"] == ["La personne qui l’anime arrive mardi."]
    assert "Déplacer d’autres activités n’y changerait rien." in page.content.decode()


def test_a_closed_space_is_a_reason() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.beach, TUESDAY, 0, 1440)
    small.forum.max_size = 30
    small.forum.save()
    page = chloe_of(small).get(address(small, "Forum"), asked(small, TUESDAY, 870, small.beach))
    assert page.context["sentences"] == ["« Plage » est fermé à ce moment-là."]


def test_of_a_space_that_is_too_small_nothing_is_said_of_others() -> None:
    small = small_edition()
    published(small)
    page = chloe_of(small).get(address(small, "Forum"), asked(small, space=small.beach))
    assert page.context["sentences"] == ["Il faut 60 places, trop pour : Plage."]


def test_its_own_pin_is_left_out_of_the_question() -> None:
    small = small_edition()
    published(small)
    pin(activity=small.forum, starts_at=small.edition.moment(MONDAY, 870), space=None, by=None, now=NOW)
    text = chloe_of(small).get(address(small, "Forum"), asked(small, MONDAY, 570)).content.decode()
    assert "Elle est épinglée ; la question est posée comme si elle ne l’était pas." in text
    assert "Rien ne s’y oppose lundi 9:30, Oratoire" in text


def test_its_own_place_is_no_news() -> None:
    small = small_edition()
    published(small)
    question = asked(small, MONDAY, 870, small.oratory)
    text = chloe_of(small).get(address(small, "Forum"), question).content.decode()
    assert "Elle y est déjà" in text
    assert "L’épingler là" not in text


def test_what_has_no_place_tells_at_once_the_smallest_set_of_reasons() -> None:
    small = small_edition()
    published(small)
    activity(small.edition, "Grand bal", max_size=200)
    page = chloe_of(small).get(address(small, "Grand bal"))
    assert page.context["sentences"] == ["Il faut 200 places, et le plus grand espace qui convient (Oratoire) en a 80."]


def test_what_no_form_offers_is_refused_with_the_form() -> None:
    small = small_edition()
    published(small)
    strange = {"starts_at": "hier", "space": "0"}
    page = chloe_of(small).get(address(small, "Forum"), strange)
    assert sorted(page.context["form"].errors) == ["space", "starts_at"]


@pytest.mark.parametrize("sent", [{}, {"starts_at": "hier", "space": "0"}, {"starts_at": "2022-08-22T09:30:00+0200"}])
def test_a_pin_of_nothing_holds_nothing(sent: dict[str, str]) -> None:
    small = small_edition()
    published(small)
    answer = chloe_of(small).post(f"{ROOT}pins/{small.forum.uuid}/", sent, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Ce moment ou cet espace n’existe pas dans l’édition : rien n’a été épinglé."
    ]
    assert not Pin.objects.exists()


def test_an_edition_that_contradicts_itself_says_what_to_put_right_first() -> None:
    small = small_edition()
    published(small)
    small.walk.duration_minutes = 500
    small.walk.save()
    text = chloe_of(small).get(address(small, "Forum")).content.decode()
    assert "corrige d’abord ceci." in text
    assert "« Marche » dure 500 minutes" in text


def test_activities_of_another_edition_are_not_found() -> None:
    small, other = small_edition(), small_edition("bigre-2023")
    published(small)
    client = chloe_of(small)
    assert client.get(f"{ROOT}versions/1/activities/{other.forum.uuid}/elsewhere/").status_code == 404
    assert client.post(f"{ROOT}pins/{other.forum.uuid}/").status_code == 404
