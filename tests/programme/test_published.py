"""The published programme: which version, and what it tells to whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.queries import with_faces
from bigre.people.rules import ANYBODY, HIDDEN, Viewer, face
from bigre.programme.queries.faces import faces
from bigre.programme.queries.grid import days
from bigre.programme.queries.now import now_next
from bigre.programme.queries.published import current_version, placements_of
from bigre.programme.queries.revision import revision
from bigre.programme.queries.timetable import timetable
from tests.factories import editions, people, programme
from tests.factories.busy import busy_edition

pytestmark = pytest.mark.django_db


def test_nothing_is_published_before_the_team_does() -> None:
    edition = editions.edition()
    programme.version(edition, published_at=None)
    assert current_version(edition) is None


def test_the_programme_is_the_version_published_last() -> None:
    edition = editions.edition()
    later = programme.version(edition, published_at=programme.MADE_AT + timedelta(days=2))
    programme.version(edition, published_at=programme.MADE_AT)
    programme.version(edition, published_at=None)
    assert current_version(edition) == later


@pytest.mark.parametrize("activities", [1, 3])
def test_reading_placements_takes_as_many_queries_whatever_their_number(
    activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = busy_edition(activities).versions.get()
    with django_assert_num_queries(7):
        shown = [
            (placement.space.name, [theme.label for theme in placement.activity.themes.all()], faces_of(placement))
            for placement in placements_of(version)
        ]
    assert len(shown) == activities


def faces_of(placement: object) -> list[object]:
    return [face(ANYBODY, lead.person) for lead in placement.activity.leads.all()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("shown_to", list(Audience))
@pytest.mark.parametrize("circle", ["oneself", "mate", "network", "anybody"])
def test_light_faces_say_exactly_what_the_rule_says(shown_to: Audience, circle: str) -> None:
    bob = people.person("Bob Bouleau", name_audience=Audience.EVERYONE, cooperative_audience=shown_to)
    Person.objects.filter(pk=bob.pk).update(occupations_audience=shown_to)
    people.membership(bob, people.cooperative("Coop des Dunes"))
    people.membership(bob, people.cooperative("Coop quittée"), until_on=date(2020, 1, 1))
    people.occupation(bob, "Apiculteur")
    people.occupation(bob, "Comptable")
    viewers = {
        "oneself": Viewer(person=bob),
        "mate": Viewer(mates=frozenset({bob.pk})),
        "network": Viewer(in_network=True),
        "anybody": ANYBODY,
    }
    loaded = with_faces(Person.objects.all()).get()
    assert faces(viewers[circle], {bob.pk}) == {bob.pk: face(viewers[circle], loaded)}


def test_a_person_who_hides_their_name_stays_hidden() -> None:
    bob = people.person_who_shows(Audience.NOBODY, "Bob Bouleau")
    assert faces(Viewer(in_network=True, mates=frozenset({bob.pk})), {bob.pk}) == {bob.pk: HIDDEN}


def placed_at_lunch() -> Edition:
    edition = editions.edition(closes_minutes=26 * 60)
    editions.protected_time(edition)
    venue = editions.venue()
    beach, oratory = editions.space(venue, "Plage", position=2), editions.space(venue, "Oratoire", position=1)
    version = programme.version(edition)
    for title, space, minutes in (
        ("Nager", beach, 9 * 60 + 30),
        ("Lire", oratory, 9 * 60 + 30),
        ("Bal", beach, 25 * 60),
    ):
        programme.placement(version, programme.activity(edition, title), space, editions.MONDAY, minutes)
    return edition


def test_a_day_is_drawn_by_space_and_quarter_and_a_night_belongs_to_the_day_before() -> None:
    edition = placed_at_lunch()
    (day,) = days(edition, timetable(edition.versions.get(), edition, ANYBODY).placed)
    drawn = [(hour.clock, [(spot.placed.title, spot.classes) for spot in hour.spots]) for hour in day.hours]
    assert (day.date, [room.name for room in day.rooms]) == (editions.MONDAY, ["Oratoire", "Plage"])
    assert drawn == [
        ("9:30", [("Lire", "t3 d6 s1"), ("Nager", "t3 d6 s2")]),
        ("12:45", []),
        ("1:00", [("Bal", "t65 d6 s2")]),
    ]
    assert [(rest.name, rest.until, rest.quarters) for rest in day.hours[1].breaks] == [("Déjeuner", "14:30", 7)]


def test_activities_that_overlap_in_one_space_get_a_column_each() -> None:
    edition = editions.edition()
    beach = editions.space(editions.venue(), "Plage")
    version = programme.version(edition)
    for title, minutes in (("Nager", 570), ("Plonger", 600), ("Sécher", 660)):
        programme.placement(version, programme.activity(edition, title), beach, editions.MONDAY, minutes)
    (day,) = days(edition, timetable(version, edition, ANYBODY).placed)
    columns = {spot.placed.title: spot.column for hour in day.hours for spot in hour.spots}
    assert (columns, len(day.rooms)) == ({"Nager": 1, "Plonger": 2, "Sécher": 1}, 2)


def test_now_and_next_are_told_from_the_moment() -> None:
    edition = placed_at_lunch()
    placed = timetable(edition.versions.get(), edition, ANYBODY).placed
    before = now_next(placed, datetime(2022, 8, 22, 7, 5, tzinfo=UTC))
    during = now_next(placed, datetime(2022, 8, 22, 8, 0, tzinfo=UTC))
    after = now_next(placed, datetime(2022, 8, 23, 8, 0, tzinfo=UTC))
    assert ([one.title for one in before.now], [one.title for one in before.next]) == ([], ["Lire", "Nager"])
    assert before.minutes_to_next == 25
    assert [one.title for one in during.now] == ["Lire", "Nager"]
    assert (after.now, after.slots, after.minutes_to_next) == ((), (), None)


def test_the_revision_changes_with_everything_that_the_programme_shows() -> None:
    edition = busy_edition(3)
    version = edition.versions.get()
    activity = edition.activities.order_by("pk")[0]
    bob, theme, space = activity.leaders.order_by("pk")[0], activity.themes.get(), activity.placements.get().space
    said = [revision(version)]
    for row, change in (
        (activity, {"title": "Autre titre"}),
        (theme, {"label_fr": "Autre thème"}),
        (space, {"name": "Autre espace"}),
        (bob, {"name_audience": Audience.NOBODY}),
        (bob.memberships.get().cooperative, {"name": "Autre coopérative"}),
        (bob.occupations.get(), {"title": "Autre métier"}),
        (edition.protected_times.all()[0], {"name": "Autre repas"}),
        (activity.placements.get(), {"ends_at": activity.placements.get().ends_at + timedelta(hours=1)}),
    ):
        type(row).objects.filter(pk=row.pk).update(**change)
        said.append(revision(version))
    activity.leads.all().delete()
    said.append(revision(version))
    assert len(set(said)) == len(said)


def test_what_somebody_hides_leaves_the_programme_at_once() -> None:
    edition = busy_edition(1)
    version, bob = edition.versions.get(), Person.objects.get()
    named = timetable(version, edition, ANYBODY).placed[0].seen_faces
    Person.objects.update(name_audience=Audience.NETWORK)
    assert ([one.name for one in named], timetable(version, edition, ANYBODY).placed[0].faces) == (
        [bob.name],
        (HIDDEN,),
    )


def test_mates_read_names_that_strangers_do_not() -> None:
    edition = busy_edition(1, shown_to=Audience.EDITION)
    alice = people.person("Alice")
    for person in Person.objects.all():
        editions.participation(person, edition)
    seen = timetable(edition.versions.get(), edition, viewer_for(alice)).placed[0].seen_faces
    assert [one.name for one in seen] == ["Alba Amandier"]
    assert timetable(edition.versions.get(), edition, ANYBODY).placed[0].seen_faces == []
