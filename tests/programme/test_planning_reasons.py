"""Why an activity has no place, in a sentence that the team can act upon."""

from typing import Any

import pytest

from bigre.people.models import Person
from bigre.programme.models import SolverRun, UnplacedActivity
from bigre.programme.queries.reasons import unplaced_in
from tests.factories.editions import equipment
from tests.factories.people import person
from tests.factories.planning import MONDAY, TUESDAY, Small, small_edition
from tests.factories.programme import activity

pytestmark = pytest.mark.django_db


def shown(one: Person) -> str:
    return one.name


def hidden(_one: Person) -> str:
    return ""


def why(small: Small, *reasons: dict[str, Any], naming: Any = shown, of: Any = None) -> str:
    run = SolverRun.objects.create(edition=small.edition, seed=1, seconds_asked=5)
    UnplacedActivity.objects.create(run=run, activity=of or small.songs, reasons=list(reasons))
    (left,) = unplaced_in(run, naming)
    return left.why


def absent(small: Small, *people: Person, start: int = 1440, end: int = 2 * 1440) -> list[dict[str, Any]]:
    moment = small.edition.moment
    windows = [[moment(MONDAY, start).isoformat(), moment(MONDAY, end).isoformat()]]
    return [
        {"kind": "person_absent", "person": str(one.uuid), "windows": windows, "starts_lost": 9, "starts": 18}
        for one in people
    ]


def test_two_leaders_who_arrive_together_and_taken_spaces_make_one_sentence() -> None:
    small = small_edition()
    chloe = person("Chloé")
    duo = activity(small.edition, "Duo", leaders=[small.bob, chloe])
    taken = {"kind": "spaces_taken", "spaces": ["1", "2"], "taken_by": [], "seats": 40, "starts_lost": 9, "starts": 18}
    assert why(small, *absent(small, small.bob, chloe), taken, of=duo) == (
        "Les deux personnes qui l’animent arrivent mardi, et tous les espaces d’au moins 40 places sont pris."
    )


def test_a_leader_who_arrives_leaves_or_only_passes() -> None:
    small = small_edition()
    assert why(small, *absent(small, small.bob, start=1440 + 870)) == "La personne qui l’anime arrive mardi 14:30."
    assert why(small, *absent(small, small.bob, start=0, end=765)) == "La personne qui l’anime part lundi 12:45."
    assert why(small, *absent(small, small.bob, start=600, end=765)) == (
        "La personne qui l’anime n’est là que de lundi 10:00 à lundi 12:45."
    )
    never = {"kind": "person_absent", "person": str(small.bob.uuid), "windows": [], "starts_lost": 18, "starts": 18}
    assert why(small, never) == "La personne qui l’anime n’est jamais là."


def test_somebody_who_must_attend_is_named_only_to_those_who_may_see_the_name() -> None:
    small = small_edition()
    assert why(small, *absent(small, small.alice)) == "Alice arrive mardi."
    assert why(small, *absent(small, small.alice), naming=hidden) == "Une personne qui doit y être arrive mardi."


def test_other_activities_in_the_way_are_named() -> None:
    small = small_edition()
    forum = str(small.forum.uuid)
    count = {"starts_lost": 9, "starts": 18}
    busy = {"kind": "person_busy", "person": str(small.bob.uuid), "activity": forum, **count}
    assert why(small, {**busy, "pinned": True}) == "« Forum », qui est épinglée, retient Bob."
    assert why(small, {**busy, "pinned": False}, naming=hidden) == (
        "« Forum » retient déjà une personne qui doit y être."
    )
    assert why(small, {"kind": "conflicts_with", "activity": forum, **count}) == (
        "Elle ne doit pas avoir lieu en même temps que « Forum »."
    )
    assert why(small, {"kind": "order_broken", "activity": forum, "must_come": "before", **count}) == (
        "Elle doit finir avant « Forum »."
    )
    assert why(small, {"kind": "order_broken", "activity": forum, "must_come": "after", **count}) == (
        "Elle doit venir après « Forum »."
    )


def test_spaces_and_equipment_that_are_missing_are_named() -> None:
    small = small_edition()
    piano = equipment("Piano")
    beach = str(small.beach.pk)
    assert why(small, {"kind": "no_space_big_enough", "seats": 90, "largest": beach, "capacity": 40}) == (
        "Il faut 90 places, et le plus grand espace qui convient (Plage) en a 40."
    )
    assert why(small, {"kind": "no_space_big_enough", "seats": 90, "largest": None, "capacity": 0}) == (
        "Aucun espace n’a les 90 places qu’il faut."
    )
    assert why(small, {"kind": "no_space_with_features", "features": [piano.code], "missing_everywhere": []}) == (
        "Aucun espace n’offre tout ce qu’il faut (Piano)."
    )
    taken: dict[str, Any] = {"kind": "spaces_taken", "taken_by": [], "seats": None, "starts_lost": 1, "starts": 1}
    assert why(small, {**taken, "spaces": [beach]}) == "Le seul espace qui convient (Plage) est pris."
    assert why(small, {**taken, "spaces": [beach, "0"]}) == "Tous les espaces qui conviennent sont pris."


def test_a_place_that_is_left_asks_for_more_time() -> None:
    small = small_edition()
    start = small.edition.moment(TUESDAY, 570).isoformat()
    assert why(small, {"kind": "place_left", "start": start, "space": str(small.beach.pk)}) == (
        "Une place reste pourtant libre mardi 9:30 (Plage) : laisse plus de temps au calcul."
    )
    assert why(small, {"kind": "no_start", "pinned_start": None}) == (
        "Elle ne tient dans aucune plage horaire aux moments où elle peut avoir lieu."
    )
    assert why(small) == "Aucune place libre n’a été trouvée dans le temps donné."
