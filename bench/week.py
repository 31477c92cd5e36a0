"""A week of the demo edition, simulated: whom people come to know with nothing, tables by lot, or what we plan.

Run: python -m bench.week [--seeds 20] [--seconds 0] [--variant-seeds 5] [--drawing docs/pictures/week.svg]
"""

from __future__ import annotations

import os

# Before numpy is imported: its own threads wait for each other beside ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from time import perf_counter

from bench.timetable_machine import machine
from bench.week_arms import Arm, Arranged, ByLot, NewStop, Nothing, Ours, Sittings
from bench.week_chance import Chance, chance_of, known_before, told_to_the_site
from bench.week_days import Week
from bench.week_drawing import drawing
from bench.week_gathering import Gathering
from bench.week_habits import USUAL, VARIANTS, Habits
from bench.week_outcome import GROWTHS, Outcome, outcome_of
from bench.week_people import demo_gathering
from bigre_solvers import seating

ITERATIONS = 300_000
NOTHING, LOT, OURS = "(a) nothing", "(b) tables by lot", "(c) ours"
SITTINGS_BY_LOT = {
    LOT: Sittings(1, 1),
    "tables by lot, others at dessert": Sittings(1, 2),
    "tables by lot, two at breakfast, three at other meals": Sittings(2, 3),
}
# What we recommend: introductions, a table a meal and others at dessert at lunch and dinner, groups, a mixer a day.
WHOLE = Arranged(suggestions=True, sittings=Sittings(1, 2), groups=True, mixers=True)
# Our parts one by one, then less and more than we recommend.
OURS_BY_NAME = {
    OURS: WHOLE,
    "our suggestions alone": Arranged(suggestions=True),
    "our tables alone": Arranged(sittings=Sittings(1, 2)),
    "our groups and speed-meetings alone": Arranged(groups=True, mixers=True),
    "(c) without other tables at dessert": replace(WHOLE, sittings=Sittings(1, 1)),
    "(c) without speed-meetings": replace(WHOLE, mixers=False),
    "(c) with two tables at breakfast": replace(WHOLE, sittings=Sittings(2, 2)),
    "(c) with three tables at other meals": replace(WHOLE, sittings=Sittings(1, 3)),
    "(c) with two at breakfast, three at other meals": replace(WHOLE, sittings=Sittings(2, 3)),
}
ARMS = (NOTHING, *SITTINGS_BY_LOT, *OURS_BY_NAME)
PARTS = frozenset(ARMS[:8])
GOAL = 2
# Arms in which people change tables during meals, and with what share of others one may talk at each.
CHANGING = (*list(SITTINGS_BY_LOT)[1:], OURS, ARMS[-1])
SHORT = (1.0, 0.75, 0.5, 1 / 3)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a table: a name, and the figures of its seeds."""

    name: str
    outcomes: tuple[Outcome, ...]

    def figures(self, against_nothing: Sequence[float]) -> list[str]:
        """Mean and range of each measure over the seeds."""
        measures: tuple[Callable[[Outcome], float], ...] = (
            lambda one: one.pairs,
            lambda one: one.across,
            lambda one: one.left_out,
            lambda one: int(one.made.min()),
            lambda one: one.meetings,
            lambda one: one.cooperations["as assumed"],
        )
        found = [spread([measure(one) for one in self.outcomes]) for measure in measures]
        return [*found[:2], spread(against_nothing, 2), *found[2:]]


def spread(values: Sequence[float], digits: int = 0) -> str:
    """« mean (least–most) »."""
    return f"{mean(values):,.{max(1, digits)}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


@dataclass(frozen=True, slots=True)
class Setting:
    """What all weeks of a table share."""

    gathering: Gathering
    habits: Habits
    new_stop: NewStop

    def arm(self, name: str, chance: Chance, seed: int) -> Arm:
        """Who arranges what under this name."""
        if name == NOTHING:
            return Nothing()
        if name in SITTINGS_BY_LOT:
            return ByLot(self.gathering, chance, SITTINGS_BY_LOT[name])
        told = told_to_the_site(self.habits, chance, known_before(self.gathering, self.habits, chance))
        return Ours(self.gathering, told, OURS_BY_NAME[name], self.new_stop, seed)

    def week(self, name: str, seed: int) -> Week:
        """The week of one seed under an arm; under each arm the same people, habits and draws."""
        chance = chance_of(self.gathering, seed)
        return Week(self.gathering, self.habits, chance, self.arm(name, chance, seed)).live()


def told_of(setting: Setting, names: Sequence[str], seeds: int) -> list[Told]:
    """The lines of a table of arms."""
    return [Told(name, tuple(outcome_of(setting.week(name, seed)) for seed in range(1, seeds + 1))) for name in names]


def ratios(lines: Sequence[Told], name: str) -> list[float]:
    """Seed by seed, new pairs across cooperatives under an arm against nothing."""
    by_name = {line.name: line.outcomes for line in lines}
    return [mine.across / none.across for mine, none in zip(by_name[name], by_name[NOTHING], strict=True)]


def tell_arms(lines: Sequence[Told]) -> None:
    """The main table, and what became of the goal."""
    print(
        "| arm | new pairs | across cooperatives | times (a) "
        "| people with fewer than 3 | the fewest | meetings | cooperations |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for line in lines:
        print(f"| {line.name} | {' | '.join(line.figures(ratios(lines, line.name)))} |", flush=True)


def tell_ceiling(setting: Setting, seeds: int) -> None:
    """How (a) talks, and what no plan of one table a meal exceeds on average: all obey, strangers talk with strangers.

    New pairs across cooperatives that (a) makes elsewhere than at tables, and one for each talk at a table.
    """
    silent = replace(setting, habits=replace(setting.habits, at_table=0.0))
    most_of_all, with_known = [], []
    for seed in range(1, seeds + 1):
        usual = setting.week(NOTHING, seed)
        talks = float(usual.meals_had.sum()) * setting.habits.at_table / 2
        with_known.append(float(usual.talks[usual.before].sum() / usual.talks.sum()))
        most_of_all.append((outcome_of(silent.week(NOTHING, seed)).across + talks) / outcome_of(usual).across)
    print(f"\nunder (a) a share of {spread(with_known, 2)} of all talks is between people who knew each other before")
    print(f"no plan of one table a meal alone brings more than about {spread(most_of_all, 2)} times (a)")


def tell_growths(lines: Sequence[Told]) -> None:
    """Expected cooperations under other constants."""
    print("\n| expected cooperations | " + " | ".join(line.name for line in lines) + " |")
    print("|---|" + "---|" * len(lines))
    for growth in GROWTHS:
        cells = (spread([one.cooperations[growth] for one in line.outcomes]) for line in lines)
        print(f"| {growth} | " + " | ".join(cells) + " |")


def tell_short_sittings(setting: Setting, seeds: int) -> None:
    """What becomes of the arms that change tables if one talks with fewer at a table that lasts a part of a meal."""
    print(f"\n| talks at a short sitting, of those at a whole one ({seeds} seeds) | {' | '.join(CHANGING)} |")
    print("|---|" + "---|" * len(CHANGING))
    for share in SHORT:
        lines = told_of(
            replace(setting, habits=replace(setting.habits, short_sitting=share)), (NOTHING, *CHANGING), seeds
        )
        print(f"| {share:.2f} | {' | '.join(spread(ratios(lines, name), 2) for name in CHANGING)} |", flush=True)


def tell_variants(setting: Setting, seeds: int) -> None:
    """The goal under other habits."""
    print(f"\n| habits ({seeds} seeds) | across: (a) | (b) | (c) | (c) / (a) | fewer than 3: (a) | (b) | (c) |")
    print("|---|---|---|---|---|---|---|---|")
    for name, habits in VARIANTS.items():
        lines = told_of(replace(setting, habits=habits), (NOTHING, LOT, OURS), seeds)
        across = [f"{mean(one.across for one in line.outcomes):,.0f}" for line in lines]
        left = [f"{mean(one.left_out for one in line.outcomes):.1f}" for line in lines]
        print(f"| {name} | {' | '.join([*across, spread(ratios(lines, OURS), 2), *left])} |", flush=True)


def main() -> None:
    """Live the weeks and print the tables, with machine and seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=0.0, help="per day of tables; 0: a fixed number of moves")
    parser.add_argument("--variant-seeds", type=int, default=5, help="0 leaves other habits out")
    parser.add_argument("--drawing", type=Path, help="where to draw the arms")
    asked = parser.parse_args()
    began = perf_counter()

    def new_stop() -> seating.Stop:
        return seating.MaxSeconds(asked.seconds) if asked.seconds else seating.MaxIterations(ITERATIONS)

    gathering = demo_gathering()
    print(f"{machine()}; {len(gathering.people)} people, {len(gathering.sessions)} activities, {asked.seeds} seeds")
    print(f"loaded and timetabled after {perf_counter() - began:.0f} s\n", flush=True)
    setting = Setting(gathering, USUAL, new_stop)
    lines = told_of(setting, ARMS, asked.seeds)
    tell_arms(lines)
    tell_ceiling(setting, asked.seeds)
    tell_growths([line for line in lines if line.name in PARTS])
    if asked.drawing:
        across = {line.name: ratios(lines, line.name) for line in lines}
        title = "New pairs across cooperatives in a simulated week, in multiples of a week without us"
        asked.drawing.write_text(drawing(title, across, GOAL), encoding="utf-8")
    if asked.variant_seeds:
        tell_short_sittings(setting, asked.variant_seeds)
        tell_variants(setting, asked.variant_seeds)
    print(f"\n{perf_counter() - began:.0f} s in all")


if __name__ == "__main__":
    main()
