"""One step for plenaries and late items: the team adds an activity and holds it where it belongs."""

from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest

from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Lead, Pin
from tests.factories.editions import (
    MONDAY,
    band,
    edition,
    participation,
    protected_time,
    space,
    stop,
    team_member,
    venue,
)
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.programme import activity, format_of, version

pytestmark = pytest.mark.django_db
ADD = "/editions/bigre-2022/programme/planning/add/"
NOW = datetime(2022, 7, 1, tzinfo=UTC)


class Week:
    """An edition with a morning band, lunch, one space and Bob, who may lead."""

    def __init__(self) -> None:
        self.edition: Edition = edition()
        band(self.edition)
        protected_time(self.edition)
        place = venue()
        stop(self.edition, venue=place)
        self.space: Space = space(place)
        self.bob: Person = person("Bob")
        self.chloe: Person = person_with_account("Chloé")
        for one in (self.bob, self.chloe):
            participation(one, self.edition)
        team_member(self.edition, self.chloe)

    def add(self, **given: Any) -> Any:
        return signed_in(self.chloe).post(ADD, {"title": "Plénière", "duration_minutes": "60", **given}, follow=True)

    def pinned(self, title: str, **held: Any) -> None:
        one = activity(self.edition, title, duration_minutes=60)
        Pin.objects.create(activity=one, pinned_at=NOW, **held)


@pytest.fixture
def week() -> Week:
    return Week()


def read(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_title_and_a_duration_are_enough(week: Week) -> None:
    page = read(week.add())
    made = Activity.objects.get()
    assert (made.title, made.duration_minutes, made.proposal, Pin.objects.count()) == ("Plénière", 60, None, 0)
    assert ("« Plénière » est ajoutée aux activités." in page, "Le programme publié ne change pas" in page) == (
        True,
        False,
    )


def test_it_is_held_at_its_time_in_its_space_and_led_by_those_chosen(week: Week) -> None:
    kind = format_of(week.edition, "Forum", duration_minutes=90)
    week.add(
        duration_minutes="",
        format=kind.pk,
        starts_at="2022-08-22T09:30",
        space=week.space.pk,
        leaders=[str(week.bob.uuid)],
        languages=["fr", "nl"],
    )
    made = Activity.objects.get()
    assert (made.duration_minutes, made.format, made.languages) == (90, kind, ["fr", "nl"])
    assert list(Lead.objects.values_list("person__name", flat=True)) == ["Bob"]
    assert (made.pin.starts_at, made.pin.space, made.pin.pinned_by) == (
        week.edition.moment(MONDAY, 570),
        week.space,
        week.chloe,
    )
    assert " forum " in made.search_stems


def test_a_published_programme_does_not_change_by_itself_and_the_page_says_so(week: Week) -> None:
    version(week.edition)
    assert "Le programme publié ne change pas de lui-même" in read(week.add())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": ""}, "Titre"),
        ({"duration_minutes": ""}, "Écris une durée, ou choisis un format qui en a une."),
        ({"duration_minutes": "0"}, "Durée, en minutes"),
        ({"starts_at": "2022-08-21T09:30"}, "Ce moment est en dehors de l’édition."),
        ({"starts_at": "2022-08-22T12:30"}, "« Plénière » est épinglée lundi 12:30, en dehors des plages ouvertes."),
        ({"starts_at": "2022-08-22T03:00"}, "en dehors des plages ouvertes"),
        ({"space": "0"}, "Espace"),
        ({"leaders": ["x"]}, "Qui anime"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason_and_nothing_is_kept(
    week: Week, given: dict[str, Any], words: str
) -> None:
    answer = week.add(**given)
    assert (answer.status_code, words in read(answer)) == (422, True)
    assert (Activity.objects.count(), Pin.objects.count()) == (0, 0)


def test_two_things_are_not_held_in_one_space_at_once(week: Week) -> None:
    week.pinned("Accueil", starts_at=week.edition.moment(MONDAY, 570), space=week.space)
    answer = week.add(starts_at="2022-08-22T10:00", space=week.space.pk)
    assert (answer.status_code, "sont épinglées en même temps" in read(answer)) == (422, True)
    assert week.add(starts_at="2022-08-22T10:30", space=week.space.pk).status_code == 200


def test_what_was_wrong_before_does_not_keep_the_team_from_adding(week: Week) -> None:
    week.pinned("À l’aube", starts_at=week.edition.moment(date(2022, 8, 23), 120))
    assert week.add().status_code == 200
    assert Activity.objects.filter(title="Plénière").count() == 1


def test_only_participants_whose_name_one_sees_may_be_chosen(week: Week) -> None:
    hidden = person("Discrète", name_audience="nobody")
    participation(hidden, week.edition)
    elsewhere = person("Ailleurs", name_audience="everyone")
    page = read(signed_in(week.chloe).get(ADD))
    assert [name for name in ("Bob", "Discrète", "Ailleurs") if f">{name}<" in page] == ["Bob"]
    for one in (hidden, elsewhere):
        assert week.add(leaders=[str(one.uuid)]).status_code == 422


def test_planners_add_and_others_do_not(week: Week) -> None:
    alice = person_with_account("Alice")
    assert signed_in(alice).post(ADD, {"title": "Moi", "duration_minutes": "60"}).status_code == 403
    assert Activity.objects.count() == 0
