"""A week of the demo edition, simulated: whom people come to know with nothing, tables by lot, or what we plan.

Run: python -m bench.week [--seeds 20] [--seconds 0] [--variant-seeds 5]
"""

from __future__ import annotations

import os

# Before numpy is imported: its own threads wait for each other beside ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from time import perf_counter

from bench.timetable_machine import machine
from bench.week_arms import NewStop, by_lot, ours
from bench.week_chance import Chance, chance_of
from bench.week_days import Plan, Week
from bench.week_habits import USUAL, VARIANTS, Habits
from bench.week_outcome import GROWTHS, Outcome, outcome_of
from bench.week_people import Gathering, demo_gathering
from bigre_solvers import seating

ITERATIONS = 300_000
NOTHING, LOT, OURS = "(a) nothing", "(b) tables by lot", "(c) ours"
ONLY_TABLES, ONLY_SUGGESTIONS = "    our tables alone", "    our suggestions alone"
ARMS = (NOTHING, LOT, OURS, ONLY_TABLES, ONLY_SUGGESTIONS)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a table: a name, and the figures of its seeds."""

    name: str
    outcomes: tuple[Outcome, ...]

    def figures(self) -> str:
        """Mean and range of each measure over the seeds."""
        measures: tuple[Callable[[Outcome], float], ...] = (
            lambda one: one.pairs,
            lambda one: one.across,
            lambda one: one.left_out,
            lambda one: int(one.made.min()),
            lambda one: one.meetings,
            lambda one: one.cooperations["as assumed"],
        )
        return " | ".join(spread([measure(one) for one in self.outcomes]) for measure in measures)


def spread(values: Sequence[float]) -> str:
    """« mean (least–most) »."""
    return f"{mean(values):,.1f} ({min(values):,.0f}–{max(values):,.0f})"


def plans_of(gathering: Gathering, habits: Habits, chance: Chance, seed: int, new_stop: NewStop) -> dict[str, Plan]:
    """What each arm prepares for one seed."""
    whole = ours(gathering, habits, chance, seed, new_stop)
    return {
        NOTHING: Plan(),
        LOT: by_lot(gathering, chance),
        OURS: whole,
        ONLY_TABLES: Plan(tables=whole.tables),
        ONLY_SUGGESTIONS: Plan(suggested=whole.suggested),
    }


def lived(gathering: Gathering, habits: Habits, seed: int, new_stop: NewStop) -> dict[str, Outcome]:
    """The week of one seed under each arm: the same people, habits and draws."""
    chance = chance_of(gathering, seed)
    plans = plans_of(gathering, habits, chance, seed, new_stop)
    weeks = {arm: Week(gathering, habits, chance, plan).live() for arm, plan in plans.items()}
    assert all((one.before == weeks[NOTHING].before).all() for one in weeks.values()), "arms see the same people"
    return {arm: outcome_of(week) for arm, week in weeks.items()}


def arms(gathering: Gathering, habits: Habits, seeds: int, new_stop: NewStop) -> list[Told]:
    """The lines of a table of arms."""
    found = [lived(gathering, habits, seed, new_stop) for seed in range(1, seeds + 1)]
    return [Told(arm, tuple(one[arm] for one in found)) for arm in ARMS]


def tell_arms(lines: Sequence[Told]) -> None:
    """The main table, and what became of the goal."""
    print("| arm | new pairs | across cooperatives | people with fewer than 3 | the fewest | meetings | cooperations |")
    print("|---|---|---|---|---|---|---|")
    for line in lines:
        print(f"| {line.name.strip()} | {line.figures()} |", flush=True)
    by_name = {line.name: line.outcomes for line in lines}
    ratios = [mine.across / none.across for mine, none in zip(by_name[OURS], by_name[NOTHING], strict=True)]
    print(f"\n(c) against (a), new pairs across cooperatives: {mean(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})")


def tell_ceiling(gathering: Gathering, habits: Habits, seeds: int) -> None:
    """What no plan of tables exceeds, on average: everybody obeys, and all that is said at tables is between strangers.

    New pairs across cooperatives that (a) makes elsewhere than at tables, and one for each talk at a table.
    """
    ratios = []
    for seed in range(1, seeds + 1):
        chance = chance_of(gathering, seed)
        usual = Week(gathering, habits, chance, Plan()).live()
        silent = Week(gathering, replace(habits, at_table=0.0), chance, Plan()).live()
        talks = float(usual.meals_had.sum()) * habits.at_table / 2
        ratios.append((outcome_of(silent).across + talks) / outcome_of(usual).across)
    least, most = min(ratios), max(ratios)
    print(f"no plan of tables alone brings more than about {mean(ratios):.2f} times (a) ({least:.2f}–{most:.2f})")


def tell_growths(lines: Sequence[Told]) -> None:
    """Expected cooperations under other constants."""
    print("\n| expected cooperations | " + " | ".join(line.name.strip() for line in lines) + " |")
    print("|---|" + "---|" * len(lines))
    for growth in GROWTHS:
        cells = (spread([one.cooperations[growth] for one in line.outcomes]) for line in lines)
        print(f"| {growth} | " + " | ".join(cells) + " |")


def tell_variants(gathering: Gathering, seeds: int, new_stop: NewStop) -> None:
    """The goal under other habits."""
    print(f"\n| habits ({seeds} seeds) | across: (a) | (b) | (c) | (c) / (a) | fewer than 3: (a) | (b) | (c) |")
    print("|---|---|---|---|---|---|---|---|")
    for name, habits in VARIANTS.items():
        by_name = {line.name: line.outcomes for line in arms(gathering, habits, seeds, new_stop)}
        three = [by_name[arm] for arm in (NOTHING, LOT, OURS)]
        across = [mean(one.across for one in outcomes) for outcomes in three]
        left = [mean(one.left_out for one in outcomes) for outcomes in three]
        cells = [f"{value:,.0f}" for value in across] + [f"{across[2] / across[0]:.2f}"]
        print(f"| {name} | " + " | ".join([*cells, *(f"{value:.1f}" for value in left)]) + " |", flush=True)


def main() -> None:
    """Live the weeks and print the tables, with machine and seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=0.0, help="per day of tables; 0: a fixed number of moves")
    parser.add_argument("--variant-seeds", type=int, default=5, help="0 leaves other habits out")
    asked = parser.parse_args()
    began = perf_counter()

    def new_stop() -> seating.Stop:
        return seating.MaxSeconds(asked.seconds) if asked.seconds else seating.MaxIterations(ITERATIONS)

    gathering = demo_gathering()
    print(f"{machine()}; {len(gathering.people)} people, {len(gathering.sessions)} activities, {asked.seeds} seeds")
    print(f"loaded and timetabled after {perf_counter() - began:.0f} s\n", flush=True)
    lines = arms(gathering, USUAL, asked.seeds, new_stop)
    tell_arms(lines)
    tell_ceiling(gathering, USUAL, asked.seeds)
    tell_growths(lines)
    if asked.variant_seeds:
        tell_variants(gathering, asked.variant_seeds, new_stop)
    print(f"\n{perf_counter() - began:.0f} s in all")


if __name__ == "__main__":
    main()
