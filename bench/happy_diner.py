"""Dagstuhl's happy diner table: is the best known number of meals reached, cell by cell?

`python -m bench.happy_diner --data DATA [--seconds 60] [--seed 1] [--tables 3 4 7 8] [--most 30] [--append FILE]`
With --append, cells that the file already has are taken from it, so that a run goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from time import monotonic

from bigre_solvers.seating import MaxSeconds, check, plain_problem, solve

type Cell = tuple[int, int]


def best_known(data: Path) -> dict[Cell, int]:
    """(people, seats) → fewest meals known."""
    with (data / "tables" / "happy_diner.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {(int(row["n"]), int(row["k"])): int(row["upper"]) for row in rows}


def reached(cell: Cell, meals: int, seconds: float, seed: int) -> tuple[bool, float]:
    """Whether everybody meets everybody in so many meals, as the checker counts, and after how many seconds."""
    if meals == 0:
        return True, 0.0
    problem = plain_problem(*cell, meals)
    began = monotonic()
    report = check(problem, solve(problem, MaxSeconds(seconds), seed))
    return report.valid and report.pairs == cell[0] * (cell[0] - 1) // 2, monotonic() - began


def done_before(path: Path | None) -> dict[Cell, tuple[bool, float]]:
    """What a file of an earlier run says."""
    if path is None or not path.exists():
        return {}
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    return {(int(n), int(k)): (said == "yes", float(seconds)) for n, k, _, said, seconds in rows}


def main() -> None:
    """Prints a line per cell and the share reached."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--tables", type=int, nargs="+", default=[3, 4, 7, 8])
    options.add_argument("--most", type=int, default=30)
    options.add_argument("--append", type=Path)
    told = options.parse_args()
    known = {cell: m for cell, m in best_known(told.data).items() if cell[1] in told.tables and cell[0] <= told.most}
    before, hits = done_before(told.append), 0
    print("people table  best known  reached  seconds")
    for cell, meals in known.items():
        hit, seconds = before.get(cell) or reached(cell, meals, told.seconds, told.seed)
        hits += hit
        print(f"{cell[0]:6} {cell[1]:5} {meals:11}  {'yes' if hit else 'no':7} {seconds:8.1f}", flush=True)
        if told.append and cell not in before:
            with told.append.open("a", encoding="utf-8") as file:
                file.write(f"{cell[0]},{cell[1]},{meals},{'yes' if hit else 'no'},{seconds:.2f}\n")
    print(f"{hits} of {len(known)} cells reached ({hits / len(known):.1%})")


if __name__ == "__main__":
    main()
