"""Lines of a proposed version depend on one another: whoever takes them with what they need makes no new clash."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.lines import (
    Clash,
    Line,
    Place,
    clash,
    dependencies,
    groups_of,
    lines_between,
    takeable,
    with_what_they_need,
)
from bigre.programme.queries.ties import Ties, ties_of
from bigre.proposals.models import Relation, Wish
from tests.factories.planning import MONDAY, TUESDAY, Small, relation, small_edition, wish
from tests.factories.programme import activity, placement, version

START = datetime(2022, 8, 22, 8, tzinfo=UTC)
KEYS = range(1, 7)


@dataclass(frozen=True)
class Case:
    """A draft, a proposal, what ties their activities, and some lines to take."""

    before: dict[int, Place]
    after: dict[int, Place]
    ties: Ties
    wanted: set[int]


def case(seed: int) -> Case:
    """Six activities in two spaces and five hours: crowded, so that most changes depend on others."""
    chance = Random(seed)

    def timetable() -> dict[int, Place]:
        return {key: place(chance) for key in KEYS if chance.random() < 0.85}

    def pair() -> tuple[int, int]:
        one, other = chance.sample(KEYS, 2)
        return one, other

    ties = Ties(
        {key: frozenset({chance.randint(1, 4)}) for key in KEYS if chance.random() < 0.5},
        frozenset(frozenset(pair()) for _ in range(chance.randint(0, 2))),
        frozenset(pair() for _ in range(chance.randint(0, 2))),
    )
    before = timetable()
    after = {key: value for key, value in (before | timetable()).items() if chance.random() < 0.95}
    return Case(before, after, ties, {key for key in KEYS if chance.random() < 0.5})


def place(chance: Random) -> Place:
    start = START + timedelta(hours=chance.randint(0, 4))
    return Place(chance.randint(1, 2), start, start + timedelta(hours=chance.randint(1, 2)))


def lines_of(before: dict[int, Place], after: dict[int, Place], tied: Ties) -> dict[int, Line]:
    """The lines without their sentences."""
    needs, blocked = dependencies(before, after, tied)
    changed = [key for key in KEYS if before.get(key) != after.get(key)]
    nothing: object = None
    return {
        key: Line(nothing, before.get(key), after.get(key), needs.get(key, {}), blocked.get(key, {}))  # type: ignore[arg-type]
        for key in changed
    }


def clashing(some: dict[int, Place], tied: Ties) -> set[tuple[int, int]]:
    return {(a, b) for a, b in combinations(KEYS, 2) if clash(a, some.get(a), b, some.get(b), tied)}


@settings(max_examples=300, deadline=None)
@given(st.builds(case, st.integers(0, 2**32)))
def test_any_lines_with_all_that_they_need_bring_no_two_activities_into_a_clash(given: Case) -> None:
    lines = lines_of(given.before, given.after, given.ties)
    taken = with_what_they_need(given.wanted & takeable(lines), lines)
    assert taken <= takeable(lines)
    mixed = {
        key: place for key in KEYS if (place := (given.after if key in taken else given.before).get(key)) is not None
    }
    assert clashing(mixed, given.ties) <= clashing(given.before, given.ties)


@settings(max_examples=300, deadline=None)
@given(st.builds(case, st.integers(0, 2**32)))
def test_of_a_proposal_that_brings_no_new_clash_every_line_can_be_taken(given: Case) -> None:
    lines = lines_of(given.before, given.after, given.ties)
    if clashing(given.after, given.ties) <= clashing(given.before, given.ties):
        assert takeable(lines) == set(lines)


def versions(small: Small) -> tuple[TimetableVersion, TimetableVersion]:
    return version(small.edition, published_at=None), version(small.edition, published_at=None)


def told(small: Small, draft: TimetableVersion, proposed: TimetableVersion) -> dict[str, dict[str, Clash]]:
    """Title → what its line needs, by title."""
    titles = dict(small.edition.activities.values_list("pk", "title"))
    return {
        line.activity.title: {titles[key]: why for key, why in line.needs.items()}
        for line in lines_between(draft, proposed)
    }


@pytest.mark.django_db
def test_two_that_swap_need_each_other_and_the_last_of_a_chain_needs_nobody() -> None:
    small = small_edition()
    draft, proposed = versions(small)
    weave = activity(small.edition, "Tisser")
    for made, songs, forum, other in ((draft, 570, 675, 870), (proposed, 675, 570, 1000)):
        placement(made, small.songs, small.oratory, TUESDAY, songs)
        placement(made, small.forum, small.oratory, TUESDAY, forum)
        placement(made, small.walk, small.beach, MONDAY, other)
    placement(draft, weave, small.beach, MONDAY, 570)
    placement(proposed, weave, small.beach, MONDAY, 840)
    assert told(small, draft, proposed) == {
        "Tisser": {"Marche": Clash.SPACE},
        "Marche": {},
        "Forum": {"Chants": Clash.SPACE},
        "Chants": {"Forum": Clash.SPACE},
    }
    groups = groups_of(lines_between(draft, proposed))
    assert [[line.activity.title for line in group] for group in groups] == [["Tisser", "Marche"], ["Forum", "Chants"]]


@pytest.mark.django_db
def test_people_orders_and_exclusions_tie_lines_too() -> None:
    small = small_edition()
    Wish.objects.filter(person=small.alice, proposal=small.walk.proposal).update(level=Wish.Level.REQUIRED)
    wish(small.alice, small.stories, Wish.Level.NO)
    relation(Relation.Kind.BEFORE, small.forum, small.walk)
    relation(Relation.Kind.NOT_TOGETHER, small.forum, small.songs)
    found = ties_of(small.edition)
    assert found.musts == {
        small.songs.pk: {small.bob.pk},
        small.stories.pk: {small.bob.pk},
        small.walk.pk: {small.alice.pk},
    }
    assert found.ordered == {(small.forum.pk, small.walk.pk)}
    assert found.apart == {frozenset((small.forum.pk, small.songs.pk))}
    draft, proposed = versions(small)
    for made, songs, stories in ((draft, 570, 675), (proposed, 675, 570)):
        placement(made, small.songs, small.oratory, TUESDAY, songs)
        placement(made, small.stories, small.beach, TUESDAY, stories)
    assert told(small, draft, proposed) == {"Contes": {"Chants": Clash.PERSON}, "Chants": {"Contes": Clash.PERSON}}
