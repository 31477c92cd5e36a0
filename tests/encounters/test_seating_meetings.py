"""Meetings between cooperatives before and after a plan, as sums; and the task that keeps the ledger."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.encounters.actions.seating import note_tables
from bigre.encounters.models import Encounter, SeatingPlan
from bigre.encounters.queries.seating_meetings import Figures, Line, figures_of, level_of, lines_of, share_of
from bigre.encounters.queries.seating_people import guests_of
from bigre.encounters.tasks.seating import note_seats
from bigre.people.models import Person
from tests.factories.editions import MONDAY, edition, participation
from tests.factories.people import cooperative, membership, person
from tests.factories.seating_plans import NOW, crowd, guests, met, plan, sit

pytestmark = pytest.mark.django_db


def drawn(of: SeatingPlan) -> list[Line]:
    return lines_of(of, guests_of(of.edition))


def numbers(lines: list[Line], side: str) -> dict[str, list[int | None]]:
    return {line.name: [square.pairs for square in getattr(line, side)] for line in lines}


def test_before_is_the_ledger_and_after_adds_the_tables_of_the_plan() -> None:
    week = edition()
    pines = crowd(week, 7, of=cooperative("Pins"), prefix="Pin")
    dunes = crowd(week, 6, of=cooperative("Dunes"), prefix="Dune")
    for one, other in zip(pines[:5], dunes[:5], strict=True):
        met(week, one, other)
    made = plan(week, (10, 3))
    sit(made.rounds.get(), 1, *pines[:5], *dunes[:5])
    lines = drawn(made)
    assert [(line.name, line.people) for line in lines] == [("Pins", 7), ("Dunes", 6)]
    assert numbers(lines, "before") == {"Pins": [None, 5], "Dunes": [5, None]}
    assert numbers(lines, "after") == {"Pins": [10, 30], "Dunes": [30, 10]}
    assert [square.level for square in lines[0].after] == [4, 5]


def test_small_cooperatives_and_those_that_are_hidden_are_counted_together() -> None:
    week = edition()
    crowd(week, 6, of=cooperative("Pins"))
    crowd(week, 3, of=cooperative("Thau"), prefix="Thau")
    hidden = cooperative("Secrète")
    for number in range(6):
        who = person(f"Cachée {number}", cooperative_audience=Audience.NOBODY)
        membership(who, hidden)
        participation(who, week)
    assert [(line.name, line.people) for line in drawn(plan(week))] == [("Pins", 6), ("", 9)]


def test_four_participants_make_no_map() -> None:
    week = edition()
    crowd(week, 4, of=cooperative("Pins"))
    assert drawn(plan(week)) == []


def test_once_noted_the_plan_s_own_tables_are_still_its_after_and_not_its_before() -> None:
    week = edition()
    people = crowd(week, 12, of=cooperative("Pins"))
    made = plan(week, (6, 6), published_at=NOW)
    sit(made.rounds.get(), 1, *people[:6])
    before = drawn(made)
    assert note_tables(edition=week, now=week.moment(MONDAY, 1440)) == 1
    assert drawn(made) == before
    assert numbers(before, "before") == {"Pins": [None]}
    assert numbers(before, "after") == {"Pins": [15]}
    assert numbers(drawn(plan(week)), "before") == {"Pins": [15]}


def test_taking_away_the_tables_that_planners_know_leaves_no_hidden_meeting() -> None:
    """Two met at an activity: added to the fifteen pairs of a known table, they would be the one too many."""
    week = edition()
    people = crowd(week, 12, of=cooperative("Pins"))
    known = plan(week, (6, 6), published_at=NOW)
    sit(known.rounds.get(), 1, *people[:6])
    note_tables(edition=week, now=week.moment(MONDAY, 1440))
    met(week, people[0], people[11])
    assert numbers(drawn(plan(week)), "before") == {"Pins": [15]}
    for one, other in ((1, 10), (2, 9), (0, 1)):
        met(week, people[one], people[other])
    assert numbers(drawn(plan(week)), "before") == {"Pins": [18]}


def test_moving_somebody_who_hides_their_cooperative_tells_nothing_of_it() -> None:
    """Their pairs are « across » whoever sits beside them, and the map counts them among the others."""
    week = edition()
    pines = crowd(week, 6, of=cooperative("Pins"))
    crowd(week, 6, of=cooperative("Dunes"), prefix="Dune")
    hidden = person("Zoé", cooperative_audience=Audience.NOBODY)
    membership(hidden, pines[0].memberships.get().cooperative)
    participation(hidden, week)
    made = plan(week, (2, 2))
    round_ = made.rounds.get()
    sit(round_, 1, hidden, pines[0])
    beside_hers = figures_of(made, guests_of(week))
    round_.seats.all().delete()
    sit(round_, 1, hidden, Person.objects.get(name="Dune 001"))
    assert figures_of(made, guests_of(week)) == beside_hers == Figures(1, 1)


@pytest.mark.parametrize("size", [5, 15])
def test_a_map_takes_two_queries_however_many_meet(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    week = edition()
    people = crowd(week, size, of=cooperative("Pins"))
    for one, other in list(combinations(people, 2))[: size // 2]:
        met(week, one, other)
    made, everybody = plan(week, (size,)), guests_of(week)
    with django_assert_num_queries(2):
        lines_of(made, everybody)


def test_shares_and_steps() -> None:
    assert [share_of(Figures(pairs, 0), bound) for pairs, bound in ((0, None), (0, 0), (1, 3), (5, 4))] == [
        None,
        100,
        33,
        100,
    ]
    assert [level_of(pairs, 100) for pairs in (None, 1, 2, 10, 25, 50, 100)] == [0, 1, 2, 3, 4, 5, 5]


def test_the_task_notes_what_is_over_in_every_edition_and_again_nothing() -> None:
    long_ago = datetime.now(UTC) - timedelta(days=1)
    for slug in ("bigre-2022", "autre"):
        week = edition(slug)
        alice, bob, dina = guests(week, "Alice", "Bob", "Dina")
        made = plan(week, published_at=NOW)
        made.rounds.update(starts_at=long_ago - timedelta(hours=2), ends_at=long_ago)
        sit(made.rounds.get(), 1, alice, bob, dina)
    for _again in range(2):
        note_seats.call()
        assert Encounter.objects.count() == 6
