"""Problems and results survive being written; the commands say what is wrong and end with the right code."""

import json
import lzma
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.__main__ import main
from bigre_solvers.timetable import MaxIterations, Problem, Space, Weights, Window, check, solve
from bigre_solvers.timetable.exchange import bigre, koma
from bigre_solvers.timetable.problem import Named
from tests.factories.rich_problems import rich_problem
from tests.factories.timetable_problems import small_problem


def slot(number: int, *labels: str) -> dict[str, Any]:
    return {"id": number, "fulfilled_time_constraints": list(labels)}


def wish(ak: int, score: int, required: bool = False) -> dict[str, Any]:
    return {"ak_id": ak, "preference_score": score, "required": required}


def ak(number: int, duration: int, **properties: list[int]) -> dict[str, Any]:
    return {
        "id": number,
        "duration": duration,
        "room_constraints": [],
        "time_constraints": [],
        "properties": properties,
        "info": {"name": f"AK {number}"},
    }


def participant(number: int, *preferences: dict[str, Any], times: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"id": number, "preferences": list(preferences), "time_constraints": list(times), "room_constraints": []}


KOMA: dict[str, Any] = {
    "info": {"title": "Tiny"},
    "timeslots": {"blocks": [[slot(10, "fr"), slot(11, "fr")], [slot(20, "sa"), slot(21, "sa")]]},
    "rooms": [
        {"id": 1, "info": {"name": "Hall"}, "capacity": 2, "fulfilled_room_constraints": [], "time_constraints": []},
        {
            "id": 2,
            "info": {"name": "Garden"},
            "capacity": -1,
            "fulfilled_room_constraints": ["sun"],
            "time_constraints": ["sa"],
        },
    ],
    "aks": [ak(5, 2), ak(6, 1, dependencies=[5]), {**ak(7, 1, conflicts=[6]), "room_constraints": ["sun"]}],
    "participants": [
        participant(0, wish(5, 2), wish(6, 1), wish(7, 0)),
        participant(1, wish(5, -1, required=True), wish(7, 2)),
        participant(2, wish(6, 2), wish(7, 1), times=("sa",)),
    ],
}


def written(path: Path, document: object) -> str:
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_problems_and_results_survive_being_written(seed: int) -> None:
    problem = small_problem(seed, activities=8, spaces=2)
    assert bigre.problem_from_json(json.loads(json.dumps(bigre.problem_to_json(problem)))) == problem
    result = solve(problem, MaxIterations(256), seed)
    assert bigre.result_from_json(json.loads(json.dumps(bigre.result_to_json(result)))) == result


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_equipment_sites_repeats_alternatives_and_groups_survive_being_written(seed: int) -> None:
    problem = rich_problem(seed)
    grouped = replace(problem, people=tuple(replace(one, group=f"g{n % 3}") for n, one in enumerate(problem.people)))
    assert bigre.problem_from_json(json.loads(json.dumps(bigre.problem_to_json(grouped)))) == grouped


def test_named_windows_and_weights_are_kept() -> None:
    problem = Problem(
        15,
        (Window(30, 40),),
        (),
        (Space("s", "S"),),
        protected=(Named("lunch", Window(40, 44)),),
        weights=Weights(room_fit=0.0),
        title="Week",
    )
    assert bigre.problem_from_json(bigre.problem_to_json(problem)) == problem


def test_a_koma_file_becomes_a_problem() -> None:
    problem = koma.read_case(KOMA).problem
    assert problem.blocks == (Window(0, 2), Window(2, 4))
    assert [(space.label, space.capacity) for space in problem.spaces] == [("Hall", 2), ("Garden", None)]
    assert problem.spaces[1].availability == (Window(2, 3), Window(3, 4))
    assert [(p.wishes, p.required) for p in problem.people] == [
        ({"5": 2.0, "6": 1.0}, ()),
        ({"7": 2.0}, ("5",)),
        ({"6": 2.0, "7": 1.0}, ()),
    ]
    assert problem.precedences[0].before == "5"
    assert problem.conflicts == (("7", "6"),)


def test_a_koma_case_is_solved_to_its_optimum_and_reads_back() -> None:
    case = koma.read_case(KOMA)
    result = solve(case.problem, MaxIterations(1024), 1)
    again = koma.read_result(case, koma.write_result(case, result))
    assert again.assignment == result.assignment
    assert {p: set(aks) for p, aks in again.attendance.items()} == {p: set(a) for p, a in result.attendance.items()}
    report = check(case.problem, again)
    assert report.violations == ()
    # 5 on Friday, 6 and 7 one after the other on Saturday: every wish is granted.
    assert koma.objective(case.problem, report.costs["wishes"]) == pytest.approx(3 / 2 + 2 / 2 + 3 / 2)


def test_the_commands_solve_and_check_koma_files_even_compressed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, out = tmp_path / "koma.json.xz", tmp_path / "result.json"
    problem.write_bytes(lzma.compress(json.dumps(KOMA).encode()))
    assert main(["timetable", str(problem), "--format", "koma", "--seconds", "0.1", "--out", str(out)]) == 0
    assert {one["ak_id"] for one in json.loads(out.read_text())["scheduled_aks"]} == {5, 6, 7}
    capsys.readouterr()
    assert main(["check", str(problem), str(out), "--format", "koma"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "objective (to maximise) 4.0000",
        "0 hard violations, 0 unplaced",
    ]


def test_the_check_command_fails_on_a_violation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = {"scheduled_aks": [{"ak_id": 5, "room_id": 1, "timeslot_ids": [10, 11], "participant_ids": [0, 1, 2]}]}
    files = [written(tmp_path / "p.json", KOMA), written(tmp_path / "r.json", bad)]
    assert main(["check", *files, "--format", "koma"]) == 1
    said = capsys.readouterr().out
    assert "only_what_they_wish: '2' attends '5' without wishing it" in said
    assert "none_left_out: '6' has no place" in said
    assert "people_are_there: '2' is absent during '5'" in said


def test_the_commands_solve_and_check_bigre_files(tmp_path: Path) -> None:
    problem = written(tmp_path / "p.json", bigre.problem_to_json(small_problem(1)))
    out = str(tmp_path / "r.json")
    assert main(["timetable", problem, "--seconds", "0.1", "--seed", "4", "--out", out]) == 0
    assert main(["check", problem, out]) == 0
    assert json.loads(Path(out).read_text())["seed"] == 4


PLAIN = bigre.problem_to_json(small_problem(2))
EMPTY = bigre.problem_to_json(Problem(15, (Window(0, 9),), (), ()))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", "isn't JSON (Expecting property name enclosed in double quotes at line 1, column 2); correct it there"),
        ([], "the document is []: write an object instead"),
        ({}, "the document has no 'format': add it"),
        ({"format": "other"}, "format is 'other': this file isn't a 'bigre-timetable' document"),
        ({**PLAIN, "version": 9}, "version is 9: only version 1 can be read; convert the file"),
        ({**PLAIN, "blocks": [[1, 2, 3]]}, "blocks[0] is [1, 2, 3]: write [start, end] in ticks instead"),
        (
            {**PLAIN, "activities": [{"key": "a", "duration": "long"}]},
            'activities[0].duration is "long": write a whole number instead',
        ),
        ({**PLAIN, "weights": {"noise": 1}}, "weights.noise isn't a criterion: use wishes, theme_spread"),
        ({**EMPTY, "activities": [{"key": "a", "duration": 90}]}, "longer than every block"),
    ],
)
def test_a_malformed_file_is_explained(
    document: object, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "p.json", document)
    assert main(["timetable", file, "--seconds", "0", "--out", str(tmp_path / "r.json")]) == 2
    assert message in capsys.readouterr().err


def test_missing_wrongly_packed_and_unwritable_files_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "r.json")
    assert main(["timetable", str(tmp_path / "none.json"), "--out", out]) == 2
    assert "can't be opened (No such file or directory); check the path" in capsys.readouterr().err
    assert main(["timetable", written(tmp_path / "p.json.xz", "{}"), "--out", out]) == 2
    assert "isn't xz-compressed" in capsys.readouterr().err
    plain = written(tmp_path / "p.json", PLAIN)
    assert main(["timetable", plain, "--seconds", "0", "--out", str(tmp_path / "no" / "r.json")]) == 2
    assert "can't be written (No such file or directory); choose another --out" in capsys.readouterr().err


def test_a_koma_result_that_skips_slots_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gap = {"scheduled_aks": [{"ak_id": 5, "room_id": 1, "timeslot_ids": [10, 21], "participant_ids": []}]}
    files = [written(tmp_path / "p.json", KOMA), written(tmp_path / "r.json", gap)]
    assert main(["check", *files, "--format", "koma"]) == 2
    assert "scheduled_aks[0].timeslot_ids is [10, 21]: write 2 consecutive slot ids" in capsys.readouterr().err
