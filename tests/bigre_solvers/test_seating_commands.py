"""Seatings survive being written; the commands say in one line what is wrong, and end with the right code."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.__main__ import main
from bigre_solvers.seating import MaxIterations, solve
from bigre_solvers.seating.exchange import problem_from_json, problem_to_json, result_from_json, result_to_json
from tests.factories.seating_problems import busy_evening

SMALL: dict[str, Any] = {
    "format": "bigre-seating",
    "version": 1,
    "tables": [{"key": "t0", "seats": 2}, {"key": "t1", "seats": 2}],
    "people": [{"key": "alice", "group": "a"}, {"key": "bob"}, {"key": "charlie"}, {"key": "dana"}],
    "rounds": [{"key": "monday"}, {"key": "tuesday"}, {"key": "wednesday"}],
    "together": [],
}


def written(path: Path, document: object) -> str:
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_problems_and_results_survive_being_written(seed: int) -> None:
    problem = busy_evening(seed)
    assert problem_from_json(json.loads(json.dumps(problem_to_json(problem)))) == problem
    result = solve(problem, MaxIterations(256), seed)
    assert result_from_json(json.loads(json.dumps(result_to_json(result))), problem) == result


def test_a_file_is_solved_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out = written(tmp_path / "p.json", SMALL), str(tmp_path / "r.json")
    assert main(["seating", problem, "--seconds", "5", "--seed", "1", "--out", out]) == 0
    rounds = json.loads(Path(out).read_text(encoding="utf-8"))["rounds"]
    assert [sorted(n for table in tables for n in table) for tables in rounds] == [[0, 1, 2, 3]] * 3
    assert main(["check-seating", problem, out]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "6 new pairs, 0 rules broken"


def test_three_numbers_are_a_problem_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "r.json")
    numbers = ["--people", "7", "--table", "3", "--rounds", "4"]
    assert main(["seating", *numbers, "--seconds", "5", "--seed", "1", "--out", out]) == 0
    rounds = json.loads(Path(out).read_text(encoding="utf-8"))["rounds"]
    assert all(1 <= len(table) <= 3 for tables in rounds for table in tables)
    assert main(["check-seating", *numbers, out]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "21 new pairs, 0 rules broken"


def test_a_bare_list_of_rounds_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = written(tmp_path / "p.json", SMALL)
    bare = written(tmp_path / "r.json", {"rounds": [[[0, 1], [2, 3]], [[0, 1], [2, 3]], [[0, 2], [1]]]})
    assert main(["check-seating", problem, bare]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "everybody_once: 'dana' has 0 seats in round 'wednesday' instead of 1",
        "table_sizes: 1 people sit at 't1' in round 'wednesday'",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--people", "0", "--table", "4", "--rounds", "5"],
            "0 people, tables of 4, 5 rounds: each must be at least 1",
        ),
        (["--people", "8", "--table", "4"], "--rounds missing: give --people, --table and --rounds, or a problem file"),
        (["--people", "9999", "--table", "4", "--rounds", "5"], "--people is 9999: at most 5000"),
        (
            ["--people", "8", "--table", "4", "--rounds", "2", "--seconds", "-1"],
            "--seconds is -1.0: write a number of seconds, 0 or more",
        ),
        (
            ["PROBLEM", "--people", "8"],
            "a problem file and --people, --table or --rounds are both given: leave one out",
        ),
    ],
)
def test_bad_options_are_refused(
    arguments: list[str], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = written(tmp_path / "p.json", SMALL)
    given_ = [problem if one == "PROBLEM" else one for one in arguments]
    assert main(["seating", *given_, "--out", str(tmp_path / "r.json")]) == 2
    assert capsys.readouterr().err == f"error: {complaint}\n"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"format": "other"},
            "format is 'other': this file isn't a 'bigre-seating' document; check which file you give",
        ),
        ({"people": 3}, "people is 3: write a list instead"),
        ({"apart": [["alice"]]}, 'apart[0] is ["alice"]: write two keys instead'),
        ({"tables": None}, "rounds[0] has no 'tables', nor has the document: add them to either"),
        (
            {"weights": {"luck": 1}},
            "weights.luck isn't a weight: use some of across, fairness, repeats, suggested, within",
        ),
        ({"apart": [["alice", "zoe"]]}, "apart: person 'zoe' doesn't exist"),
    ],
)
def test_bad_files_are_refused(
    change: dict[str, Any], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = written(tmp_path / "p.json", {**SMALL, **change})
    assert main(["seating", problem, "--out", str(tmp_path / "r.json")]) == 2
    assert capsys.readouterr().err == f"error: {complaint}\n"


def test_a_place_that_cannot_be_written_is_named_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "r.json"
    assert main(["seating", written(tmp_path / "p.json", SMALL), "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"error: {out}: {out.parent} isn't a folder; choose another --out\n"
