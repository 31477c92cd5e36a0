"""Every kind of reason that the solver gives has its words."""

from typing import Any, get_args

import pytest

from bigre.programme.queries.clauses import CLAUSES
from bigre.programme.queries.reasons import explained
from bigre_solvers.timetable import reasons
from tests.factories.editions import equipment
from tests.factories.planning import MONDAY, Small, small_edition

pytestmark = pytest.mark.django_db

COUNT = {"starts_lost": 9, "starts": 18}


def told(small: Small, reason: dict[str, Any]) -> str:
    (sentence,) = explained(small.songs, [reason], lambda one: one.name)
    return sentence


def test_no_kind_of_reason_is_without_words() -> None:
    kinds = {kind.kind for kind in get_args(reasons.Reason)}
    assert len(kinds) > 15, "the solver's reasons are elsewhere"
    # Absences are told together, for all who are there during the same hours.
    assert kinds - set(CLAUSES) == {"person_absent"}


def test_what_stands_against_a_moment() -> None:
    small = small_edition()
    start = small.edition.moment(MONDAY, 570).isoformat()
    end = small.edition.moment(MONDAY, 660).isoformat()
    oratory = str(small.oratory.pk)
    assert told(small, {"kind": "pinned", "start": start, "space": None}) == "Elle est épinglée lundi 9:30."
    assert told(small, {"kind": "pinned", "start": None, "space": oratory}) == "Elle est épinglée dans « Oratoire »."
    assert told(small, {"kind": "own_windows", "windows": [[start, end]], **COUNT}) == (
        "Qui l’anime ne la propose que sur ces plages : lundi 9:30 – lundi 11:00."
    )
    assert told(small, {"kind": "own_windows", "windows": [], **COUNT}) == (
        "Qui l’anime n’est jamais disponible pendant l’édition."
    )
    assert told(small, {"kind": "not_its_start", "start": start}) == "Rien de cette durée ne commence lundi 9:30."
    assert told(small, {"kind": "protected_time", "name": "Déjeuner", "windows": []}) == (
        "Elle déborderait sur « Déjeuner », un temps qui reste libre."
    )
    assert told(small, {"kind": "outside_hours", "start": start}) == (
        "À partir de lundi 9:30, elle ne tient pas dans les plages ouvertes."
    )


def test_what_stands_against_a_space() -> None:
    small = small_edition()
    piano = equipment("Piano")
    oratory, beach = str(small.oratory.pk), str(small.beach.pk)
    forum = str(small.forum.uuid)
    assert told(small, {"kind": "space_closed", "space": oratory, "windows": [], **COUNT}) == (
        "« Oratoire » est fermé à ce moment-là."
    )
    taken = {"kind": "space_taken_by", "space": oratory, "activity": forum, **COUNT}
    assert told(small, {**taken, "pinned": False}) == "« Oratoire » est pris par « Forum »."
    assert told(small, {**taken, "pinned": True}) == "« Oratoire » est pris par « Forum », qui est épinglée."
    assert told(small, {"kind": "spaces_too_small", "seats": 90, "spaces": [oratory, beach]}) == (
        "Il faut 90 places, trop pour : Oratoire, Plage."
    )
    assert told(small, {"kind": "spaces_lack_features", "features": [piano.code], "spaces": [beach]}) == (
        "Il manque quelque chose de ce qu’il faut (Piano) dans : Plage."
    )


def test_what_other_activities_take() -> None:
    small = small_edition()
    piano = equipment("Piano")
    forum = str(small.forum.uuid)
    pool = {"kind": "pool_exhausted", "pool": piano.code, "needed": 2, "units": 1, **COUNT}
    assert told(small, {**pool, "taken_by": [forum]}) == "Il lui faut 2 × Piano : le lieu en a 1, déjà pris par Forum."
    assert told(small, {**pool, "taken_by": []}) == "Il lui faut 2 × Piano, et le lieu n’en a que 1."
    travel = {"kind": "travel_too_short", "person": str(small.bob.uuid), "activity": forum, **COUNT}
    assert told(small, travel) == "Le trajet depuis ou vers « Forum » est trop long pour Bob."
    assert told(small, {"kind": "alternative_held", "activity": forum}) == "« Forum » a lieu à sa place."
