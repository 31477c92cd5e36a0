"""Social golfers: in how many weeks can g groups of p play so that nobody meets anybody twice?

`python -m bench.golfers --data DATA [--seconds 60] [--seed 1] [--groups 2 … 10] [--append FILE]`
Each cell is tried at the best number of weeks known (secondary source, see the data's own README).
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from time import monotonic

from bigre_solvers.seating import MaxSeconds, Person, Problem, Round, Table, Weights, check, solve

type Cell = tuple[int, int]


def best_known(data: Path) -> dict[Cell, int]:
    """(groups, players in each) → most weeks known."""
    with (data / "published" / "sgp_best_known_weeks.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {
            (int(row["g\\p"]), int(size)): int(weeks) for row in rows for size, weeks in row.items() if size != "g\\p"
        }


def golf(groups: int, players: int, weeks: int) -> Problem:
    """The problem: every group is full every week."""
    tables = tuple(Table(f"g{k}", players, players) for k in range(groups))
    return Problem(
        people=tuple(Person(f"p{k}") for k in range(groups * players)),
        rounds=tuple(Round(f"w{k}", tables) for k in range(weeks)),
        weights=Weights(repeats=0.0),
    )


def repeats(cell: Cell, weeks: int, seconds: float, seed: int) -> tuple[int, float]:
    """How many meetings of the best found are repeats, as the checker counts, and the seconds it took."""
    groups, players = cell
    problem = golf(groups, players, weeks)
    began = monotonic()
    report = check(problem, solve(problem, MaxSeconds(seconds), seed))
    if not report.valid:
        raise AssertionError(report.violations)
    return weeks * groups * players * (players - 1) // 2 - report.pairs, monotonic() - began


def done_before(path: Path | None) -> dict[Cell, tuple[int, float]]:
    """What a file of an earlier run says."""
    if path is None or not path.exists():
        return {}
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    return {(int(g), int(p)): (int(again), float(seconds)) for g, p, _, again, seconds in rows}


def main() -> None:
    """Prints a line per cell and how many reach the best known."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--groups", type=int, nargs="+", default=list(range(2, 11)))
    options.add_argument("--append", type=Path)
    told = options.parse_args()
    known = {cell: weeks for cell, weeks in best_known(told.data).items() if cell[0] in told.groups}
    before, hits = done_before(told.append), 0
    print("groups players  best known  reached  repeats  seconds")
    for cell, weeks in known.items():
        again, seconds = before.get(cell) or repeats(cell, weeks, told.seconds, told.seed)
        hits += again == 0
        said = "yes" if again == 0 else "no"
        print(f"{cell[0]:6} {cell[1]:7} {weeks:11}  {said:7} {again:8} {seconds:8.1f}", flush=True)
        if told.append and cell not in before:
            with told.append.open("a", encoding="utf-8") as file:
                file.write(f"{cell[0]},{cell[1]},{weeks},{again},{seconds:.2f}\n")
    print(f"{hits} of {len(known)} cells reached ({hits / len(known):.1%})")


if __name__ == "__main__":
    main()
