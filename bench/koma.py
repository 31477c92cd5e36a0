"""KoMa's real unconferences: objective reached, beside what the peer's MILP published.

The data comes from github Die-KoMa/ak-plan-optimierung (MIT): `--data` names the folder that holds `koma/`.
Run: python -m bench.koma --data ../shared/data --seconds 30 --seeds 1
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean
from time import monotonic, process_time

from bench.clocks import cpu_seconds
from bench.timetable_machine import machine
from bigre_solvers.timetable import MaxIterations, MaxSeconds, check, solve
from bigre_solvers.timetable.exchange import koma
from bigre_solvers.timetable.exchange.reading import load_json

PEER = {"koma89": "72.48", "koma90": "–", "koma91": "57.23"}
BOUND = {"koma89": "88.741", "koma90": "107.604", "koma91": "64.0732"}
SETTLING = 1.5  # seconds kept for what comes after the improvement


def run(case: koma.KomaCase, seconds: float, seed: int, on_cpu: bool) -> tuple[float, int, int, float]:
    """Objective, hard violations, iterations and wall seconds of one run."""
    began = monotonic()
    improving = max(0.1, seconds - SETTLING)
    result = solve(case.problem, cpu_seconds(improving) if on_cpu else MaxSeconds(improving), seed)
    took = monotonic() - began
    report = check(case.problem, result)
    return koma.objective(case.problem, report.costs["wishes"]), len(report.violations), result.iterations, took


def main() -> None:
    """Prints a line per instance."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seconds", type=float, default=30.0)
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--cpu", action="store_true", help="count CPU seconds, not the clock's")
    given = options.parse_args()
    print(f"{machine()}; {given.seconds:g} {'CPU ' if given.cpu else ''}s in all, one core, seeds 1–{given.seeds}")
    print(
        f"{'instance':10}{'mean':>9}{'best':>9}{'peer':>8}{'bound':>9}{'invalid':>9}{'moves':>10}{'s':>7}{'CPU s':>7}"
    )
    for name, peer in PEER.items():
        case = koma.read_case(load_json(given.data / "koma" / f"{name}.json.xz"))
        solve(case.problem, MaxIterations(256), 0)  # compiled before the clock starts
        began = process_time()
        runs = [run(case, given.seconds, seed, given.cpu) for seed in range(1, given.seeds + 1)]
        cpu = (process_time() - began) / len(runs)
        scores = [one[0] for one in runs]
        print(
            f"{name:10}{mean(scores):9.3f}{max(scores):9.3f}{peer:>8}{BOUND[name]:>9}"
            f"{sum(one[1] > 0 for one in runs):9}{mean(one[2] for one in runs):10.0f}"
            f"{mean(one[3] for one in runs):7.1f}{cpu:7.1f}"
        )


if __name__ == "__main__":
    main()
