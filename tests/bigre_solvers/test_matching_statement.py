"""A matching problem that contradicts itself is refused; files and commands say in one line what is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.__main__ import main
from bigre_solvers.matching import InvalidProblem, Person, Problem, Weights, lines_of, solve
from bigre_solvers.matching.exchange import problem_from_json, problem_to_json, result_from_json, result_to_json
from tests.factories.matching_problems import NAMES, small_world

FOUR = Problem(tuple(Person(name) for name in NAMES[:4]))
ORDER = "write them in rising order, per_person at least 1, most at most 50"


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"people": (*FOUR.people, Person("alice"))}, ["person key 'alice' is used 2 times"]),
        ({"forbidden": (("alice", "zoe"),)}, ["forbidden: person 'zoe' doesn't exist"]),
        ({"past": (("bob", "bob"),)}, ["past: 'bob' is paired with themselves"]),
        (
            {"people": (Person("alice", point=(4.84, 245.76)),)},
            ["person 'alice' lives at (4.84, 245.76): write latitude and longitude in degrees"],
        ),
        (
            {"people": (Person("alice", trades=frozenset({1 << 40})),)},
            ["person 'alice': a number of a trade, sector, way, cooperative or tag exceeds 32 bits"],
        ),
        (
            {"people": (Person("alice", languages=frozenset(map(str, range(65)))),)},
            ["65 languages are spoken: at most 64 can be told apart"],
        ),
        ({"fewest": 4}, [f"fewest 4, per_person 3, most 4: {ORDER}"]),
        ({"most": 2}, [f"fewest 2, per_person 3, most 2: {ORDER}"]),
        (
            {"per_person": 1, "fewest": 1},
            ["surprise with per_person 1: the only suggestion would be the unexpected one; leave surprise out"],
        ),
        ({"weights": Weights(need=-1.0)}, ["the weight of need is -1.0: it must be 0 or more"]),
        ({"weights": Weights(mutual=2.0)}, ["the weight mutual is 2.0: it must be from 0 to 1"]),
        (
            {"weights": Weights(threshold=0.7)},
            ["threshold 0.7, certain 0.62: write rising numbers from 0 to 1"],
        ),
        ({"weights": Weights(near_km=0.0)}, ["near_km 0.0, far_km 100.0: write rising distances above 0"]),
    ],
)
def test_contradictions_are_named(change: dict[str, Any], errors: list[str]) -> None:
    with pytest.raises(InvalidProblem) as refused:
        replace(FOUR, **change)
    assert list(refused.value.errors) == errors


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_problems_and_results_survive_being_written(seed: int) -> None:
    problem = small_world(seed)
    assert problem_from_json(json.loads(json.dumps(problem_to_json(problem)))) == problem
    result = solve(problem, seed)
    assert result_from_json(json.loads(json.dumps(result_to_json(result)))) == result


def test_lines_are_listed_person_by_person_offers_first() -> None:
    problem = small_world(3)
    assert list(lines_of(problem)) == [
        line for one in problem.people for own in (one.offers, one.needs) for line in own
    ]


SMALL: dict[str, Any] = {
    "format": "bigre-matching",
    "version": 1,
    "per_person": 1,
    "fewest": 1,
    "surprise": False,
    "people": [
        {"key": "alice", "languages": ["fr"], "needs": [{"text": "mes comptes", "tags": [7]}]},
        {"key": "bob", "languages": ["fr", "nl"], "offers": [{"text": "boekhouding", "tags": [7]}]},
        {"key": "charlie", "stances": {"trade": "like"}, "point": [50.85, 4.35]},
        {"key": "dana"},
    ],
}


def written(path: Path, document: object) -> str:
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_a_file_is_solved_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out = written(tmp_path / "p.json", SMALL), tmp_path / "r.json"
    assert main(["matching", problem, "--tags-only", "--seed", "1", "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 suggestions, 0 of them unexpected; 1 to 1 for each person",
        "worth 1.44 of 1.44 at most",
    ]
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["suggestions"][0] == {
        "pair": [0, 1],
        "score": pytest.approx(1.4375, abs=1e-4),
        "unexpected": False,
        "reasons": [
            [
                {"kind": "they_offer_what_you_seek", "weight": 2.0, "offer": 0, "need": 0, "tag": 7},
                {"kind": "shared_language", "weight": 0.0, "language": "fr"},
            ],
            [
                {"kind": "they_seek_what_you_offer", "weight": 1.25, "offer": 0, "need": 0, "tag": 7},
                {"kind": "shared_language", "weight": 0.0, "language": "fr"},
            ],
        ],
    }
    assert main(["check-matching", problem, str(out), "--tags-only"]) == 0
    assert capsys.readouterr().out == "worth 1.44, 0 rules broken\n"


def test_a_result_that_breaks_a_rule_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "r.json")
    assert main(["matching", written(tmp_path / "p.json", SMALL), "--tags-only", "--out", out]) == 0
    other = written(tmp_path / "q.json", {**SMALL, "forbidden": [["bob", "alice"]]})
    capsys.readouterr()
    assert main(["check-matching", other, out, "--tags-only"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "never_barred: 'alice' and 'bob' must not be suggested to each other",
        "worth 1.44, 1 rules broken",
    ]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"format": "other"},
            "format is 'other': this file isn't a 'bigre-matching' document; check which file you give",
        ),
        ({"known": [["alice"]]}, 'known[0] is ["alice"]: write two keys instead'),
        ({"people": [{"key": "a", "point": [1]}]}, "people[0].point is [1]: write latitude and longitude instead"),
        (
            {"people": [{"key": "a", "stances": {"trade": "love"}}]},
            'people[0].stances.trade is "love": write like or unlike or either instead',
        ),
        (
            {"people": [{"key": "a", "stances": {"taste": "like"}}]},
            "people[0].stances.taste isn't a dimension: use some of cooperative, sector, territory, trade, way",
        ),
        ({"known": [["alice", "zoe"]]}, "known: person 'zoe' doesn't exist"),
    ],
)
def test_bad_files_are_refused(
    change: dict[str, Any], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = written(tmp_path / "p.json", {**SMALL, **change})
    assert main(["matching", problem, "--tags-only", "--out", str(tmp_path / "r.json")]) == 2
    assert capsys.readouterr().err == f"error: {complaint}\n"


def test_a_place_that_cannot_be_written_is_named_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "r.json"
    assert main(["matching", written(tmp_path / "p.json", SMALL), "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"error: {out}: {out.parent} isn't a folder; choose another --out\n"
