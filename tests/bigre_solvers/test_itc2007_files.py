"""ITC-2007 files become problems, results become solution files, and what is wrong is said with its line."""

import io
import lzma
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigre_solvers.__main__ import main
from bigre_solvers.timetable import MaxIterations, Placement, Precedence, Problem, Result, Status, Window, check, solve
from bigre_solvers.timetable.exchange import itc2007
from bigre_solvers.timetable.exchange.reading import Malformed


def matrix(rows: list[list[int]]) -> str:
    return "".join(f"{value}\n" for row in rows for value in row)


def tim(
    *,
    sizes: list[int],
    attends: list[list[int]],
    offers: list[list[int]],
    needs: list[list[int]],
    slots: list[range],
    order: list[list[int]],
) -> str:
    events, features = len(needs), len(needs[0])
    available = [[int(slot in own) for slot in range(45)] for own in slots]
    head = f"{events} {len(sizes)} {features} {len(attends)}\n"
    return head + matrix([sizes]) + "".join(map(matrix, (attends, offers, needs, available, order)))


ANY = range(45)
# Alice's is student 0, at events 0 and 1; student 1 is at events 1 and 2. Only the second room has what event 1 needs.
TINY = tim(
    sizes=[1, 2],
    attends=[[1, 1, 0], [0, 1, 1]],
    offers=[[0], [1]],
    needs=[[0], [1], [0]],
    slots=[ANY, range(3), ANY],
    order=[[0, 1, 0], [-1, 0, 0], [0, 0, 0]],
)


def test_a_file_becomes_a_problem() -> None:
    problem = itc2007.read_problem(TINY, "tiny")
    assert problem.blocks[:2] == (Window(9, 18), Window(33, 42))
    assert [(one.seats, sorted(one.features), len(one.starts or ())) for one in problem.activities] == [
        (1, [], 45),
        (2, ["0"], 3),
        (1, [], 45),
    ]
    assert [(space.capacity, sorted(space.features)) for space in problem.spaces] == [(1, []), (2, ["0"])]
    assert [person.required for person in problem.people] == [("0", "1"), ("1", "2")]
    assert problem.precedences == (Precedence("0", "1"),)
    assert (problem.title, problem.all_required, problem.weights.lonely_days) == ("tiny", True, 1.0)


def test_what_precedes_may_be_said_from_either_side() -> None:
    after = tim(sizes=[1], attends=[[1, 0]], offers=[[0]], needs=[[0], [0]], slots=[ANY, ANY], order=[[0, -1], [0, 0]])
    assert itc2007.read_problem(after).precedences == (Precedence("1", "0"),)


def test_soft_cost_is_that_of_the_competition() -> None:
    """Student 0: three in a row, the last in the last slot (1 + 1); student 1: one on each of two days (1 + 1)."""
    text = tim(
        sizes=[5],
        attends=[[1, 1, 1, 0], [1, 0, 0, 1]],
        offers=[[1]],
        needs=[[0]] * 4,
        slots=[ANY] * 4,
        order=[[0] * 4] * 4,
    )
    problem = itc2007.read_problem(text)
    report = check(problem, itc2007.read_result(problem, "6 0\n7 0\n8 0\n9 0\n"))
    assert report.violations == ()
    assert report.costs == {"end_of_day": 1.0, "long_runs": 1.0, "lonely_days": 2.0}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 44), st.integers(0, 1))), min_size=3, max_size=3))
def test_solution_files_survive_being_read(places: list[tuple[int, int] | None]) -> None:
    text = "".join(f"{place[0]} {place[1]}\n" if place else "-1 -1\n" for place in places)
    problem = itc2007.read_problem(TINY)
    assert itc2007.write_result(problem, itc2007.read_result(problem, text)) == text


def test_a_solution_is_read_with_whom_it_concerns() -> None:
    problem = itc2007.read_problem(TINY)
    assert itc2007.read_result(problem, "0 0\n10 1\n-1 -1\n") == Result(
        status=Status.PARTIAL,
        assignment={"0": Placement(9, "0"), "1": Placement(34, "1")},
        attendance={"0": ("0", "1"), "1": ("1",)},
        costs={},
        unplaced=(),
        seed=0,
        iterations=0,
    )


def test_a_tiny_instance_is_solved_to_nothing() -> None:
    problem = itc2007.read_problem(TINY)
    result = solve(problem, MaxIterations(20_000), 1)
    assert check(problem, result).violations == ()
    assert result.cost == 0.0


LINES = TINY.splitlines()


def altered(line: int, text: str) -> str:
    return "\n".join([*LINES[: line - 1], text, *LINES[line:]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "odd, line 0: the file ends before the number of events; get the complete file"),
        (altered(1, "3 2 x 2"), "odd, line 1: the number of features is 'x': write a number from 0 to 100000"),
        (altered(1, "0 2 1 2"), "odd, line 1: the number of events is '0': write a number from 1 to 100000"),
        (altered(2, "-4"), "odd, line 2: the size of room 0 is '-4': write a number from 0 to 1000000"),
        (altered(4, "2"), "odd, line 4: an attendance is '2': write a number from 0 to 1"),
        (altered(4, "-1"), "odd, line 4: an attendance is '-1': write a number from 0 to 1"),
        (TINY[:-2], f"odd, line {len(LINES) - 1}: the file ends before a precedence; get the complete file"),
        (TINY + "7\n", f"odd, line {len(LINES) + 1}: '7' comes after the end; remove what follows it"),
    ],
)
def test_a_malformed_instance_is_explained(text: str, message: str) -> None:
    with pytest.raises(Malformed) as raised:
        itc2007.read_problem(text, "odd")
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0 0\n45 0\n0 0\n", "odd, line 2: the slot of event 1 is '45': write a number from -1 to 44"),
        ("0 0\n1 2\n0 0\n", "odd, line 2: the room of event 1 is '2': write a number from -1 to 1"),
        ("0 0\n1 -1\n0 0\n", "odd, line 2: 1 -1: write both slot and room, or -1 -1"),
        ("0 0\n1 1\n", "odd, line 2: the file ends before the slot of event 2; get the complete file"),
        ("0 0\n1 1\n2 0\n3 0\n", "odd, line 4: '3' comes after the end; remove what follows it"),
    ],
)
def test_a_malformed_solution_is_explained(text: str, message: str) -> None:
    with pytest.raises(Malformed) as raised:
        itc2007.read_result(itc2007.read_problem(TINY), text, "odd")
    assert str(raised.value) == message


def test_the_commands_solve_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, out = tmp_path / "tiny.tim.xz", tmp_path / "tiny.sln"
    problem.write_bytes(lzma.compress(TINY.encode()))
    asked = ["--format", "itc2007", "--seconds", "0.2", "--cores", "2", "--out", str(out)]
    assert main(["timetable", str(problem), *asked]) == 0
    assert len(out.read_text().splitlines()) == 3
    capsys.readouterr()
    assert main(["check", str(problem), str(out), "--format", "itc2007"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "distance to feasibility 0, soft cost 0",
        "0 hard violations, 0 unplaced",
    ]


def test_the_check_command_tells_distance_and_hard_violations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, out = tmp_path / "tiny.tim", tmp_path / "tiny.sln"
    problem.write_text(TINY)
    out.write_text("0 0\n-1 -1\n0 0\n")
    assert main(["check", str(problem), str(out), "--format", "itc2007"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "one_activity_per_space: '0' holds '0' and '2' at tick 9",
        "none_left_out: '1' has no place",
        "cost end_of_day 0.0000",
        "cost long_runs 0.0000",
        "cost lonely_days 2.0000",
        "distance to feasibility 2, soft cost 2",
        "2 hard violations, 1 unplaced",
    ]


def test_files_that_cannot_be_unpacked_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed, binary = tmp_path / "p.tim.xz", tmp_path / "p.tim"
    packed.write_text(TINY)
    binary.write_bytes(b"\xff\xfe")
    for file, message in (
        (tmp_path / "none.tim", "can't be opened (No such file or directory); check the path"),
        (packed, "is named .xz and isn't xz-compressed; rename it or compress it again"),
        (binary, "holds more than plain numbers; check that it is the right file"),
    ):
        assert main(["check", str(file), str(file), "--format", "itc2007"]) == 2
        assert capsys.readouterr().err == f"error: {file}: {message}\n"


def archive(path: Path, name: str) -> Path:
    with tarfile.open(path, "w:xz") as opened:
        entry = tarfile.TarInfo(name)
        entry.size = len(TINY)
        opened.addfile(entry, io.BytesIO(TINY.encode()))
    return path


def same(one: Problem, other: Problem) -> bool:
    return (one.activities, one.people, one.spaces) == (other.activities, other.people, other.spaces)


def test_an_instance_is_read_straight_from_the_archive(tmp_path: Path) -> None:
    packed = archive(tmp_path / "all.tar.xz", "./comp-2007-2-7.tim")
    assert same(itc2007.problem_in_archive(packed, 7), itc2007.read_problem(TINY))
    with pytest.raises(Malformed, match=r"holds no comp-2007-2-8\.tim; check the archive and the number"):
        itc2007.problem_in_archive(packed, 8)
    (tmp_path / "no.tar.xz").write_text(TINY)
    with pytest.raises(Malformed, match=r"isn't a tar archive that can be unpacked"):
        itc2007.problem_in_archive(tmp_path / "no.tar.xz", 1)
    with pytest.raises(Malformed, match="check the path"):
        itc2007.problem_in_archive(tmp_path / "none.tar.xz", 1)
