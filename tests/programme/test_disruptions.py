"""The team records what upsets an edition; plans obey, and the page says what no longer holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from bigre.core.models import Audience
from bigre.programme.actions.pins import pin
from bigre.programme.models import Disruption
from bigre.programme.planning import CannotPlan, held_by, prepared, upsets_in
from bigre.proposals.models import Wish
from bigre_solvers.timetable import Window
from tests.factories.people import person
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, chloe_of, disruption, published, small_edition, wish
from tests.factories.programme import activity

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/disruptions/"
DAY = 96


def upsets_of(small: Small, since: int | None = None) -> list[str]:
    """What no longer holds, since a minute of Monday or as a whole."""
    moment = None if since is None else small.edition.moment(MONDAY, since)
    version = small.edition.versions.get()
    return upsets_in(held_by(version, moment), lambda one: one.name)


def test_a_disruption_is_of_a_space_or_of_a_person_never_both_nor_neither() -> None:
    small = small_edition()
    given = {"edition": small.edition, "starts_at": NOW, "ends_at": NOW + timedelta(hours=1), "recorded_at": NOW}
    with pytest.raises(IntegrityError, match="disruption_of_a_space_or_a_person"):
        Disruption.objects.create(space=small.beach, person=small.bob, **given)


def test_a_disruption_of_nothing_is_refused() -> None:
    small = small_edition()
    with pytest.raises(IntegrityError, match="disruption_of_a_space_or_a_person"):
        Disruption.objects.create(edition=small.edition, starts_at=NOW, ends_at=NOW + timedelta(1), recorded_at=NOW)


def test_plans_find_a_closed_space_closed_and_an_absent_person_absent() -> None:
    small = small_edition()
    disruption(small, small.beach, MONDAY, 600, 727)
    disruption(small, small.bob, TUESDAY, 0, 720)
    _rows, _clock, problem = prepared(small.edition)
    spaces = {one.label: one.availability for one in problem.spaces}
    # 12:07 falls within a quarter of an hour: the space opens again at 12:15.
    assert spaces == {"Oratoire": None, "Plage": (Window(0, 40), Window(49, 3 * DAY))}
    people = {one.label: one.availability for one in problem.people}
    assert people == {"Alice": None, "Bob": (Window(DAY + 48, 2 * DAY),)}


def test_a_programme_that_holds_upsets_nobody() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.beach, TUESDAY, 0, 1440)
    assert upsets_of(small) == []


def test_what_a_closed_space_and_an_absent_person_upset_is_told_in_the_order_of_time() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.bob, TUESDAY, 660, 720)
    disruption(small, small.oratory, MONDAY, 900, 960)
    assert upsets_of(small) == [
        "« Forum » a lieu lundi 14:30 dans « Oratoire », fermé de lundi 15:00 à lundi 16:00.",
        "« Contes » a lieu mardi 11:15, et il manque quelqu’un de mardi 11:00 à mardi 12:00 : Bob.",
    ]


def test_an_activity_that_came_since_and_one_that_has_grown_upset_the_programme_too() -> None:
    small = small_edition()
    published(small)
    activity(small.edition, "Broder", duration_minutes=60)
    small.songs.duration_minutes = 120
    small.songs.save()
    assert upsets_of(small) == [
        "« Chants » dure maintenant 120 minutes : le programme publié lui en donne 90.",
        "« Broder » n’a pas de place dans le programme publié.",
        "Bob, « Chants », « Contes » : la même personne est attendue dans deux espaces à la fois.",
        "Oratoire, « Chants », « Contes » : deux activités dans le même espace en même temps.",
    ]


def test_whose_wish_is_missed_is_told_to_nobody() -> None:
    small = small_edition()
    made = published(small)
    made.attendances.create(activity=small.walk, person=small.alice)
    disruption(small, small.alice, MONDAY, 0, 1440)
    assert upsets_of(small) == []


def test_what_has_begun_is_left_alone() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.beach, MONDAY, 570, 600)
    disruption(small, small.oratory, MONDAY, 870, 900)
    assert upsets_of(small, since=600) == [
        "« Forum » a lieu lundi 14:30 dans « Oratoire », fermé de lundi 14:30 à lundi 15:00."
    ]
    assert upsets_of(small, since=900) == []


def test_a_pin_that_a_disruption_makes_impossible_is_refused_with_both_names() -> None:
    small = small_edition()
    pin(activity=small.forum, starts_at=small.edition.moment(MONDAY, 570), space=small.beach, by=None, now=NOW)
    wish(small.alice, small.stories, Wish.Level.REQUIRED)
    pin(activity=small.stories, starts_at=small.edition.moment(TUESDAY, 570), space=None, by=None, now=NOW)
    disruption(small, small.beach, MONDAY, 540, 600)
    disruption(small, small.alice, TUESDAY, 600, 700)
    disruption(small, small.oratory, MONDAY, 0, 1440)
    with pytest.raises(CannotPlan) as refused:
        prepared(small.edition)
    assert refused.value.sentences == (
        "« Contes » est épinglée mardi 9:30, et un imprévu retient ailleurs, de mardi 10:00 à mardi 11:40,"
        " quelqu’un qui doit y être (Alice) : libère l’épingle ou corrige l’imprévu.",
        "« Forum » est épinglée lundi 9:30 dans « Plage », qu’un imprévu ferme de lundi 9:00 à lundi 10:00 :"
        " libère l’épingle ou corrige l’imprévu.",
    )


def test_whoever_hides_their_name_is_not_named_by_a_refusal() -> None:
    small = small_edition()
    small.bob.name_audience = Audience.NOBODY
    small.bob.save()
    pin(activity=small.songs, starts_at=small.edition.moment(TUESDAY, 570), space=None, by=None, now=NOW)
    disruption(small, small.bob, TUESDAY, 600, 700)
    with pytest.raises(CannotPlan) as refused:
        prepared(small.edition)
    assert "(une personne)" in refused.value.sentences[0]
    assert "Bob" not in str(refused.value)


def given(missing: str, **fields: str) -> dict[str, str]:
    return {"missing": missing, "starts_at": "2022-08-22T14:00", "ends_at": "2022-08-22T18:00", **fields}


def test_the_team_records_a_closed_space_on_the_edition_s_clock_and_takes_it_back() -> None:
    small = small_edition()
    published(small)
    client = chloe_of(small)
    answer = client.post(ROOT, given(f"space-{small.oratory.pk}"), follow=True)
    recorded = Disruption.objects.get()
    moment = small.edition.moment
    assert (recorded.space, recorded.person) == (small.oratory, None)
    assert (recorded.starts_at, recorded.ends_at) == (moment(MONDAY, 840), moment(MONDAY, 1080))
    assert recorded.recorded_by is not None
    assert recorded.recorded_by.name == "Chloé"
    text = answer.content.decode()
    assert "Oratoire : espace fermé" in text
    assert "« Forum » a lieu lundi 14:30 dans « Oratoire », fermé de lundi 14:00 à lundi 18:00." in text

    text = client.post(f"{ROOT}{recorded.pk}/remove/", follow=True).content.decode()
    assert not Disruption.objects.exists()
    assert "tient : rien à réparer." in text


def test_the_team_records_who_cannot_be_there_by_name_or_by_what_they_lead() -> None:
    small = small_edition()
    hidden = person("David", name_audience=Audience.NOBODY)
    activity(small.edition, "Broder", leaders=[hidden])
    client = chloe_of(small)
    page = client.get(ROOT).content.decode()
    assert f'<option value="person-{small.bob.uuid}">Bob</option>' in page
    assert f'<option value="person-{hidden.uuid}">Une personne qui anime « Broder »</option>' in page
    assert "David" not in page
    assert "Alice" not in page
    client.post(ROOT, given(f"person-{hidden.uuid}"))
    assert Disruption.objects.get().person == hidden
    assert "David" not in client.get(ROOT).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"missing": ""}, "missing"),
        ({"missing": "space-0"}, "missing"),
        ({"starts_at": "un peu"}, "starts_at"),
        ({"ends_at": "2022-08-22T14:00"}, "ends_at"),
        ({"starts_at": "2022-08-29T14:00", "ends_at": "2022-08-30T14:00"}, "starts_at"),
        ({"starts_at": "2022-08-01T14:00", "ends_at": "2022-08-02T14:00"}, "starts_at"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_form(fields: dict[str, str], field: str) -> None:
    small = small_edition()
    answer = chloe_of(small).post(ROOT, {**given(f"space-{small.beach.pk}"), **fields})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Disruption.objects.exists()


def test_spaces_and_disruptions_of_another_edition_are_out_of_reach() -> None:
    small, other = small_edition(), small_edition("bigre-2023")
    theirs = disruption(other, other.beach, MONDAY, 600, 700)
    client = chloe_of(small)
    assert client.post(ROOT, given(f"space-{other.beach.pk}")).status_code == 422
    client.post(f"{ROOT}{theirs.pk}/remove/")
    assert list(Disruption.objects.all()) == [theirs]


def test_an_edition_without_programme_says_so_and_one_that_contradicts_itself_too() -> None:
    small = small_edition()
    client = chloe_of(small)
    assert "Rien n’est encore publié" in client.get(ROOT).content.decode()
    published(small)
    small.walk.duration_minutes = 500
    small.walk.save()
    text = client.get(ROOT).content.decode()
    assert "Aucune réparation n’est possible en l’état" in text
    assert "« Marche » dure 500 minutes" in text
