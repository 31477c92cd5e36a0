"""Twelve meals of a gathering of 250 people of 30 cooperatives, at tables of 8: ours beside what one would do else.

`python -m bench.gathering_tables [--seconds 60] [--seed 1] [--only ours random dealt carousel peer]`
Sizes of cooperatives are those assumed for the demo edition (75, 60, 35, 35, 15, and 30 people of 25 others).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import combinations
from random import Random
from time import monotonic

from ortools.sat.python import cp_model

from bigre_solvers.seating import Bound, MaxSeconds, Person, Problem, Result, Round, Table, Weights, check, solve
from bigre_solvers.seating.result import Seating

COOPERATIVES = (75, 60, 35, 35, 15, *[2] * 5, *[1] * 20)
MEALS, TABLES, SEATS, FEWEST = 12, 32, 8, 6
UNKNOWN = Bound(1 << 40, float("inf"), "not computed")

type Way = Callable[[Problem, float, int], Seating]


def gathering() -> Problem:
    """The problem: across cooperatives a new pair counts 1, within one a quarter."""
    people = [f"c{c}-{k}" for c, size in enumerate(COOPERATIVES) for k in range(size)]
    tables = tuple(Table(f"t{t}", SEATS, FEWEST) for t in range(TABLES))
    return Problem(
        people=tuple(Person(key, group=key.split("-", maxsplit=1)[0]) for key in people),
        rounds=tuple(Round(f"meal{r}", tables) for r in range(MEALS)),
        weights=Weights(across=1.0, within=0.25, repeats=0.0),
    )


def ours(problem: Problem, seconds: float, seed: int) -> Seating:
    """Our solver."""
    return solve(problem, MaxSeconds(seconds), seed).rounds


def random_seating(problem: Problem, _seconds: float, seed: int) -> Seating:
    """Everybody draws a seat at each meal; tables are equally full."""
    chance, people = Random(seed), list(range(len(problem.people)))
    meals = []
    for _meal in problem.rounds:
        chance.shuffle(people)
        meals.append(tuple(tuple(people[t::TABLES]) for t in range(TABLES)))
    return tuple(meals)


def dealt(problem: Problem, _seconds: float, seed: int) -> Seating:
    """By hand: a stack of names per cooperative, shuffled at each meal and dealt round the tables."""
    chance, meals = Random(seed), []
    for _meal in problem.rounds:
        stacks = [[n for n, person in enumerate(problem.people) if person.group == f"c{c}"] for c in range(30)]
        for stack in stacks:
            chance.shuffle(stack)
        line = [number for stack in stacks for number in stack]
        meals.append(tuple(tuple(line[t::TABLES]) for t in range(TABLES)))
    return tuple(meals)


def carousel(problem: Problem, *_: float) -> Seating:
    """By hand, cleverly: dealt once in order of cooperatives; then at each meal the k-th seat moves on by k tables."""
    people = range(len(problem.people))
    return tuple(
        tuple(tuple(n for n in people if (n + meal * (n // TABLES)) % TABLES == t) for t in range(TABLES))
        for meal in range(len(problem.rounds))
    )


def peer(problem: Problem, seconds: float, seed: int) -> Seating:
    """The constraint model one would write first, for CP-SAT on one thread, without hints; building isn't counted."""
    model, people = cp_model.CpModel(), range(len(problem.people))
    sits = {(r, p, t): model.new_bool_var("") for r in range(MEALS) for p in people for t in range(TABLES)}
    where = {(r, p): model.new_int_var(0, TABLES - 1, "") for r in range(MEALS) for p in people}
    for r in range(MEALS):
        for p in people:
            model.add_exactly_one(sits[r, p, t] for t in range(TABLES))
            model.add(where[r, p] == sum(t * sits[r, p, t] for t in range(TABLES)))
        for t in range(TABLES):
            model.add_linear_constraint(sum(sits[r, p, t] for p in people), FEWEST, SEATS)
    worth = []
    for p, q in combinations(people, 2):
        beside = [model.new_bool_var("") for _ in range(MEALS)]
        for r in range(MEALS):
            model.add(where[r, p] == where[r, q]).only_enforce_if(beside[r])
        met = model.new_bool_var("")
        model.add_bool_or([*beside, ~met])
        worth.append((1 if problem.people[p].group == problem.people[q].group else 4) * met)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return ()
    return tuple(
        tuple(tuple(p for p in people if solver.value(sits[r, p, t])) for t in range(TABLES)) for r in range(MEALS)
    )


WAYS: dict[str, Way] = {
    "ours": ours,
    "random": random_seating,
    "dealt": dealt,
    "carousel": carousel,
    "peer": peer,
}


def main() -> None:
    """Prints a line per way: new pairs, those across cooperatives, their weight, and shares of the bounds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="+", choices=tuple(WAYS), default=list(WAYS))
    told = options.parse_args()
    problem = gathering()
    bound = solve(problem, MaxSeconds(0), told.seed).bound
    print(f"at most {bound.pairs} pairs, weighing {bound.value}: {bound.reason}")
    print("way        pairs   of bound  across  within  weight    of bound  seconds  rules broken")
    for name in told.only:
        began = monotonic()
        rounds = WAYS[name](problem, told.seconds, told.seed)
        seconds = monotonic() - began
        if not rounds:
            print(f"{name:9} none found {seconds:56.1f}")
            continue
        report = check(problem, Result(rounds, 0, 0.0, {}, UNKNOWN, (), told.seed, 0))
        broken = [one for one in report.violations if one.rule != "misreported"]
        across = round((report.value - report.pairs / 4) / 0.75)
        print(
            f"{name:9} {report.pairs:6} {report.pairs / bound.pairs:10.2%} {across:7} {report.pairs - across:7} "
            f"{report.value:9.2f} {report.value / bound.value:9.2%} {seconds:8.1f} {len(broken):8}",
            flush=True,
        )


if __name__ == "__main__":
    main()
