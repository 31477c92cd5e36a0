"""For whom a version is worst and what costs most: shares only, nobody singled out, nobody's wishes told."""

from typing import Any

import pytest
from django.test import Client

from bigre.core.models import Audience
from bigre.people.models import Cooperative, Person
from bigre.programme.models import TimetableVersion
from bigre.programme.planning import shares_of
from bigre.programme.queries.fairness import Followed, Shares, columns_of, fairness_of, followed
from tests.factories.people import cooperative, membership, person, signed_in
from tests.factories.planning import NOW, Small, chloe_of, published, small_edition, wish

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/versions/"


def named(one: Person) -> str:
    return one.name


def members(small: Small, count: int, of: Cooperative, prefix: str) -> list[Person]:
    """So many people of a cooperative who wish to walk; nobody proposed any of them to."""
    found = [person(f"{prefix} {number}") for number in range(count)]
    for one in found:
        membership(one, of)
        wish(one, small.walk)
    return found


def shares(*missed: float, **fields: Any) -> Shares:
    given: dict[str, Any] = {"worst": (), "groups": (), "costs": {}, "wishers": {}}
    return Shares(missed=missed, **{**given, **fields})


def test_people_stand_in_ten_columns_by_the_share_they_can_follow() -> None:
    columns = columns_of(shares(0.0, 0.05, 0.5, 0.5, 1.0))
    assert [column.people for column in columns] == [1, 0, 0, 0, 0, 2, 0, 0, 0, 2]
    assert [column.height for column in columns] == [50, 0, 0, 0, 0, 100, 0, 0, 0, 100]
    assert [(column.low, column.high) for column in columns][-1] == (90, 100)
    assert {column.people for column in columns_of(shares())} == {0}


@pytest.mark.parametrize(("missed", "percent"), [(0, 100), (1, 0), (0.001, 99), (2 / 3, 33), (0.1, 90)])
def test_a_share_is_rounded_down(missed: float, percent: int) -> None:
    assert followed(missed) == percent


def test_the_worst_off_tenth_comes_first_with_its_share_alone() -> None:
    small = small_edition()
    version = published(small)
    version.attendances.create(person=small.alice, activity=small.songs)
    version.attendances.create(person=small.alice, activity=small.walk)
    fairness = fairness_of(shares_of(version), named)
    # Alice wishes two activities a little and one a lot: she can follow two out of four.
    assert (fairness.people, fairness.worst) == (1, [Followed("Alice", 50)])
    hidden = fairness_of(shares_of(version), lambda _one: "")
    assert hidden.worst == [Followed("Une personne", 50)]


def test_cooperatives_with_few_people_are_counted_together_and_the_last_few_not_at_all() -> None:
    small = small_edition()
    version = published(small)
    pins, dunes, reeds = cooperative("Pins"), cooperative("Dunes"), cooperative("Roseaux")
    for one in members(small, 5, pins, "Pin"):
        version.attendances.create(person=one, activity=small.walk)
    members(small, 4, dunes, "Dune")
    assert fairness_of(shares_of(version), named).cooperatives == [Followed("Pins", 100, 5)]
    members(small, 2, reeds, "Roseau")
    assert fairness_of(shares_of(version), named).cooperatives == [
        Followed("Autres coopératives", 0, 6),
        Followed("Pins", 100, 5),
    ]


def test_a_person_counts_for_the_cooperative_they_belonged_to_during_the_edition() -> None:
    small = small_edition()
    version = published(small)
    before, now, later = cooperative("Avant"), cooperative("Pendant"), cooperative("Après")
    starts = small.edition.starts_on
    for number in range(5):
        one = person(f"Personne {number}")
        wish(one, small.walk)
        membership(one, before, until_on=starts.replace(day=1))
        membership(one, now, since_on=starts.replace(day=2), until_on=small.edition.ends_on)
        membership(one, later, since_on=starts.replace(month=9))
    assert [one.name for one in fairness_of(shares_of(version), named).cooperatives] == ["Pendant"]


def test_the_costliest_activities_tell_their_criteria_and_wishes_only_when_enough_people_share_them() -> None:
    found = fairness_of(shares(costs={"a": {"wishes": 3.0}, "b": {"theme_spread": 0.01}}, wishers={"a": 4}), named)
    assert found.costliest == []
    small = small_edition()
    version = published(small)
    members(small, 5, cooperative("Pins"), "Pin")
    (first, *others) = fairness_of(shares_of(version), named).costliest
    assert (first.title, first.width) == ("Marche", 100)
    assert first.bars[0].key == "wishes"
    assert all(bar.key != "wishes" for one in others for bar in one.bars)


def test_the_page_names_whom_its_reader_may_name_and_no_wish() -> None:
    small = small_edition()
    version = published(small)
    version.attendances.create(person=small.alice, activity=small.songs)
    page = chloe_of(small).get(f"{ROOT}1/")
    section = part(page.content.decode(), "fairness")
    assert "1 personne a dit ses souhaits." in section
    assert "Alice" in section
    assert "25 %" in section
    assert [title for title in ("Chants", "Marche", "Forum", "Contes") if title in section] == []
    Person.objects.filter(pk=small.alice.pk).update(name_audience=Audience.NOBODY)
    section = part(chloe_again(small).get(f"{ROOT}1/").content.decode(), "fairness")
    assert "Alice" not in section
    assert "Une personne" in section


def chloe_again(small: Small) -> Client:
    return signed_in(small.edition.team.get().person)


def part(page: str, name: str) -> str:
    """A section of the page, by its id."""
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_an_edition_without_wishes_or_that_contradicts_itself_still_shows_its_version() -> None:
    small = small_edition()
    published(small)
    small.alice.wishes.all().delete()
    client = chloe_of(small)
    assert "Personne n’a encore dit ses souhaits" in client.get(f"{ROOT}1/").content.decode()
    small.walk.duration_minutes = 500
    small.walk.save()
    text = client.get(f"{ROOT}1/")
    assert text.status_code == 200
    assert 'id="fairness"' not in text.content.decode()
    assert TimetableVersion.objects.get().made_at < NOW.replace(year=2023)
