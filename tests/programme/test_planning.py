"""An edition becomes a timetabling problem, and what the solver finds becomes a version."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Presence, SpaceOpening, Stop
from bigre.programme.actions.pins import pin
from bigre.programme.planning import CannotPlan, prepared
from bigre.programme.planning.rhythm import rhythm_of
from bigre.programme.planning.rows import rows_of
from bigre.proposals.models import ProposalWindow, Relation, Wish
from bigre_solvers.timetable import Activity, Person, Precedence, Problem, Window
from tests.factories.editions import band, equipment, protected_time
from tests.factories.editions import edition as edition_of
from tests.factories.people import cooperative, membership, person
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, relation, small_edition, wish

pytestmark = pytest.mark.django_db

DAY = 1440


def problem_of(small: Small) -> Problem:
    return prepared(small.edition)[2]


def activity_in(problem: Problem, title: str) -> Activity:
    return next(one for one in problem.activities if one.label == title)


def person_in(problem: Problem, name: str) -> Person:
    return next(one for one in problem.people if one.label == name)


def test_bands_with_a_short_pause_make_one_block_up_to_the_next_protected_time() -> None:
    blocks = rhythm_of(small_edition().edition).blocks
    assert [(block.start, block.end) for block in blocks] == [
        (570, 765),
        (870, 1200),
        (DAY + 570, DAY + 765),
        (DAY + 870, DAY + 1200),
    ]


def test_an_activity_starts_on_the_grid_inside_a_band_and_a_longer_one_with_its_band() -> None:
    rhythm = rhythm_of(small_edition().edition)
    assert [start for start in rhythm.starts(60) if start < DAY] == [570, 585, 600, 675, 690, 705, 870, 885, 900]
    assert [start for start in rhythm.starts(90) if start < DAY] == [570, 675, 870]
    # Two hours hold in no band: with any of them, if it ends before lunch or closing.
    assert [start for start in rhythm.starts(120) if start < DAY] == [570, 870]
    # 9:30 + 3 h 15 reaches lunch exactly, 14:30 + 3 h 15 ends before closing at 20:00.
    assert [start for start in rhythm.starts(195) if start < DAY] == [570, 870]
    assert rhythm.starts(331) == []


def test_bands_and_protected_times_of_one_day_leave_the_others_alone() -> None:
    edition = edition_of(ends_on=TUESDAY, closes_minutes=1200)
    band(edition, "Matin", 570, 660)
    band(edition, "Soirée", 1080, 1140, day=TUESDAY)
    protected_time(edition, "Accueil", 540, 600, day=MONDAY)
    assert [block.bands for block in rhythm_of(edition).blocks] == [
        ((600, 660),),
        ((DAY + 570, DAY + 660),),
        ((DAY + 1080, DAY + 1140),),
    ]


def test_without_bands_everything_open_is_one_but_for_protected_times() -> None:
    edition = edition_of(ends_on=MONDAY)
    protected_time(edition)
    assert [(block.start, block.end) for block in rhythm_of(edition).blocks] == [(420, 765), (870, 1440)]


def test_activities_carry_their_seats_leaders_themes_and_expected_audience() -> None:
    small = small_edition()
    piano = equipment("Piano")
    small.songs.equipment.set([piano])
    problem = problem_of(small)
    songs = activity_in(problem, "Chants")
    assert problem.tick_minutes == 15
    assert (songs.key, songs.duration, songs.seats, songs.audience) == (str(small.songs.uuid), 6, 21, 1)
    assert songs.leaders == (str(small.bob.uuid),)
    assert songs.features == {piano.code}
    assert len(songs.themes) == 1
    stories = activity_in(problem, "Contes")
    assert (stories.seats, stories.audience) == (None, 12)


def test_wishes_have_a_weight_and_required_people_must_come() -> None:
    small = small_edition()
    wish(small.bob, small.forum, Wish.Level.REQUIRED)
    problem = problem_of(small)
    assert person_in(problem, "Alice").wishes == {
        str(small.songs.uuid): 1.0,
        str(small.walk.uuid): 1.0,
        str(small.forum.uuid): 2.0,
    }
    assert person_in(problem, "Bob").required == (str(small.forum.uuid),)


def test_people_without_part_in_anything_stay_out_of_the_problem() -> None:
    small = small_edition()
    person("Chloé")
    assert {one.label for one in problem_of(small).people} == {"Alice", "Bob"}


def test_presence_and_windows_are_cut_to_whole_ticks() -> None:
    small = small_edition()
    start = small.edition.moment(MONDAY, 600) + timedelta(minutes=7)
    assert small.forum.proposal is not None
    ProposalWindow.objects.create(proposal=small.forum.proposal, starts_at=start, ends_at=start + timedelta(hours=2))
    problem = problem_of(small)
    assert person_in(problem, "Bob").availability == (Window(96, 192),)
    assert person_in(problem, "Alice").availability is None
    # 10:07–12:07 holds the ticks from 10:15 to 12:00.
    assert activity_in(problem, "Forum").availability == (Window(41, 48),)


def test_somebody_who_leaves_before_the_edition_starts_is_never_there() -> None:
    small = small_edition()
    Presence.objects.update(starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    assert person_in(problem_of(small), "Bob").availability == ()


def test_a_space_is_open_during_its_openings_and_its_stop_only() -> None:
    small = small_edition()
    day = small.edition.moment
    SpaceOpening.objects.create(space=small.beach, starts_at=day(MONDAY, 600), ends_at=day(TUESDAY, 720))
    Stop.objects.update(starts_on=TUESDAY)
    spaces = {one.label: one.availability for one in problem_of(small).spaces}
    assert spaces == {"Oratoire": (Window(96, 192),), "Plage": (Window(96, 144),)}


def test_spaces_that_are_not_planned_and_those_of_other_venues_stay_out() -> None:
    small = small_edition()
    small.beach.plannable = False
    small.beach.save()
    small_edition("bigre-2023")
    assert [one.key for one in problem_of(small).spaces] == [str(small.oratory.pk)]


def test_relations_between_proposals_hold_between_their_activities() -> None:
    small = small_edition()
    relation(Relation.Kind.BEFORE, small.songs, small.forum)
    relation(Relation.Kind.NOT_TOGETHER, small.walk, small.stories)
    problem = problem_of(small)
    assert problem.precedences == (Precedence(str(small.songs.uuid), str(small.forum.uuid)),)
    assert problem.conflicts == ((str(small.walk.uuid), str(small.stories.uuid)),)


def test_a_pin_off_the_grid_makes_ticks_finer_and_is_an_allowed_start() -> None:
    small = small_edition()
    held = small.edition.moment(MONDAY, 580)
    pin(activity=small.forum, starts_at=held, space=small.beach, by=None, now=NOW)
    problem = problem_of(small)
    forum = activity_in(problem, "Forum")
    assert problem.tick_minutes == 5
    assert (forum.pinned_start, forum.pinned_space) == (116, str(small.beach.pk))
    assert forum.starts is not None
    assert 116 in forum.starts


def test_clocks_that_change_during_the_edition_leave_noon_at_noon() -> None:
    """On 30 October 2022 the night had 25 hours in Paris."""
    small = small_edition()
    edition = small.edition
    edition.starts_on, edition.ends_on = (
        edition.starts_on.replace(month=10, day=29),
        edition.ends_on.replace(month=10, day=30),
    )
    edition.save()
    Stop.objects.update(starts_on=edition.starts_on, ends_on=edition.ends_on)
    Presence.objects.update(
        starts_at=edition.moment(edition.ends_on, 720), ends_at=edition.moment(edition.ends_on, 1440)
    )
    rows, clock, problem = prepared(edition)
    assert person_in(problem, "Bob").availability == (Window((DAY + 720) // 15, 2 * DAY // 15),)
    assert clock.moment_of((DAY + 720) // 15) == edition.moment(edition.ends_on, 720)
    assert rows.rhythm.starts(90)[-1] == DAY + 870


@pytest.mark.parametrize("people", [1, 3])
def test_rows_are_loaded_in_a_constant_number_of_queries(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small = small_edition()
    for number in range(people):
        wish(person(f"Personne {number}"), small.songs)
    with django_assert_num_queries(18):
        rows_of(small.edition)


def faults(small: Small) -> list[str]:
    with pytest.raises(CannotPlan) as caught:
        prepared(small.edition)
    return list(caught.value.sentences)


def test_an_empty_edition_says_what_is_missing() -> None:
    edition = edition_of(opens_minutes=0, closes_minutes=30)
    band(edition)
    with pytest.raises(CannotPlan) as caught:
        prepared(edition)
    assert [sentence.partition(" :")[0] for sentence in caught.value.sentences] == [
        "Il n’y a encore aucune activité à placer",
        "Il n’y a aucun espace où placer des activités",
        "Aucune plage horaire n’est ouverte",
    ]


def test_an_activity_longer_than_every_block_is_named() -> None:
    small = small_edition()
    small.walk.duration_minutes = 400
    small.walk.save()
    assert faults(small) == ["« Marche » dure 400 minutes : c’est plus que la plus longue plage sans pause (330)."]


def test_a_pin_at_lunch_or_in_a_space_out_of_the_plan_is_named() -> None:
    small = small_edition()
    pin(activity=small.forum, starts_at=small.edition.moment(MONDAY, 780), space=None, by=None, now=NOW)
    pin(activity=small.walk, starts_at=None, space=small.beach, by=None, now=NOW)
    small.beach.plannable = False
    small.beach.save()
    assert faults(small) == [
        "« Marche » est épinglée dans « Plage », qui n’est pas un espace à planifier.",
        "« Forum » est épinglée lundi 13:00, en dehors des plages ouvertes.",
    ]


def test_a_pin_while_its_leader_is_away_is_named_without_naming_the_person() -> None:
    small = small_edition()
    pin(activity=small.songs, starts_at=small.edition.moment(MONDAY, 570), space=None, by=None, now=NOW)
    assert faults(small) == ["« Chants » est épinglée à une heure où une personne qui doit y être est absente."]


def test_two_pins_that_share_a_leader_at_the_same_time_are_named() -> None:
    small = small_edition()
    for one in (small.songs, small.stories):
        pin(activity=one, starts_at=small.edition.moment(TUESDAY, 570), space=None, by=None, now=NOW)
    assert faults(small) == [
        "« Chants » et « Contes » sont épinglées en même temps, alors qu’elles partagent un espace ou des personnes : "
        "libère l’une des deux."
    ]


def test_more_required_people_than_seats_are_counted() -> None:
    small = small_edition()
    small.songs.max_size = 1
    small.songs.save()
    wish(person("Chloé"), small.songs, Wish.Level.REQUIRED)
    wish(person("David"), small.songs, Wish.Level.REQUIRED)
    assert faults(small) == ["« Chants » n’a que 1 place, et 2 personnes doivent y être."]


def test_activities_that_precede_each_other_in_a_loop_are_named() -> None:
    small = small_edition()
    relation(Relation.Kind.BEFORE, small.songs, small.forum)
    relation(Relation.Kind.BEFORE, small.forum, small.songs)
    (sentence,) = faults(small)
    assert "« Chants »" in sentence
    assert "« Forum »" in sentence


def test_what_fits_one_band_of_a_block_does_not_run_over_a_shorter_one() -> None:
    edition = edition_of(ends_on=MONDAY)
    band(edition, "Après-midi", 870, 960)
    band(edition, "Goûter", 975, 1035)
    assert list(rhythm_of(edition).starts(90)) == [870]
    assert list(rhythm_of(edition).starts(120)) == [870, 975]


def test_those_who_get_least_weigh_more_and_each_counts_for_their_cooperative() -> None:
    small = small_edition()
    pins = cooperative("Pins")
    membership(small.alice, pins)
    problem = problem_of(small)
    assert (problem.weights.worst_off > 0, problem.weights.worst_off_groups > 0) == (True, True)
    assert {one.label: one.group for one in problem.people} == {"Alice": str(pins.pk), "Bob": ""}
