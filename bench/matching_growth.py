"""How matching grows: networks of 250 to 10,000 people; seconds, share of the bound, and how often one is suggested.

Run: python -m bench.matching_growth [--people 250 1000 4000 10000] [--cores 2] [--seed 1] [--check 1000]
"""

from __future__ import annotations

import argparse
import resource
from collections import Counter
from dataclasses import dataclass
from time import perf_counter, process_time

import numpy as np

from bench.growth_drawing import exponent
from bench.timetable_machine import machine
from bigre_solvers.matching import Encoder, Problem, Result, check, lines_of, solve, stacked
from bigre_solvers.matching.engine.compiled import crowd_of, split
from bigre_solvers.matching.landscape import Landscape
from bigre_solvers.matching.texts import Vector
from tests.factories.matching_problems import network, small_world


@dataclass
class Measured:
    """One size, solved: seconds on the wall and of processors, and megabytes at most so far."""

    problem: Problem
    result: Result
    took: float
    processor: float
    memory: float

    def line(self, listed: tuple[int, int]) -> str:
        """Its line of the table; `listed`: how often one is suggested by plain lists."""
        people, result = len(self.problem.people), self.result
        times = Counter(person for one in result.suggestions for person in one.pair)
        counts = [times[person] for person in range(people)]
        surprised = {person for one in result.suggestions if one.unexpected for person in one.pair}
        return (
            f"{people:7}{self.took:8.2f}{self.processor:8.2f}{self.memory:6.0f}{len(result.suggestions):12}"
            f"{result.value / result.bound:8.2%}{result.value / result.plain_bound:8.2%}"
            f"{f'{min(counts)}–{max(counts)}':>8}{f'{listed[0]}–{listed[1]}':>11}{len(surprised) / people:10.1%}"
        )


def main() -> None:
    """Prints a line per size, and by which power of the number of people time grows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[250, 1000, 4000, 10000])
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--check", type=int, default=1000, help="check results up to so many people (slow, plain Python)"
    )
    given = options.parse_args()
    print(f"{machine()}; {given.cores} cores, seed {given.seed}; vectors are known, kernels compiled")
    encoder = Encoder()
    tell_encoding(encoder)
    print(
        f"{'people':>7}{'s':>8}{'CPU s':>8}{'MB':>6}{'suggestions':>12}{'bound':>8}{'plain':>8}"
        f"{'each':>8}{'top-k each':>11}{'surprised':>10}"
    )
    solve(small_world(1), 1)
    found = []
    for people in given.people:
        problem = network(people, given.seed)
        vectors = stacked(problem, encoder.vectors(line.text for line in lines_of(problem)))
        found.append(measure(problem, vectors, given.seed, given.cores))
        print(found[-1].line(often_listed(problem, vectors)), flush=True)
        if people <= given.check:
            broken = check(problem, found[-1].result, vectors).violations
            print("", *(broken or ["checked: no rule broken"]))
    if len(found) > 1:
        sizes = [len(one.problem.people) for one in found]
        power = exponent(sizes, [one.processor for one in found])
        last = exponent(sizes[-2:], [one.processor for one in found[-2:]])
        print(f"CPU seconds grow with power {power:.2f} of the number of people, {last:.2f} at the end")


def tell_encoding(encoder: Encoder) -> None:
    """How long the model takes to load, and per text: apart, as vectors are kept by text."""
    lines = [f"{line.text} ({k})" for k, line in enumerate(lines_of(network(250, 1)))]
    began, used = perf_counter(), process_time()
    encoder.vectors(lines[:1])
    loaded, used_loading = perf_counter(), process_time()
    encoder.vectors(lines)
    wall, processor = perf_counter() - loaded, process_time() - used_loading
    print(f"model loaded in {loaded - began:.1f} s, {used_loading - used:.1f} CPU s; {len(lines)} texts of 250 people")
    print(f"in {wall:.2f} s, {processor:.2f} CPU s: {processor / len(lines) * 1000:.2f} CPU ms a text")


def measure(problem: Problem, vectors: Vector, seed: int, cores: int) -> Measured:
    """Solves one problem."""
    began, used = perf_counter(), process_time()
    result = solve(problem, seed, vectors, cores=cores)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(problem, result, perf_counter() - began, process_time() - used, memory)


def often_listed(problem: Problem, vectors: Vector) -> tuple[int, int]:
    """How often the least and the most wanted are suggested when each is given the list of their own best."""
    offers, needs = split(problem, vectors)
    best = Landscape(crowd_of(problem, 1), offers, needs, problem.per_person, cores=2).best
    rank = np.where(np.arange(best.rank.shape[1]) < best.kept[:, None], best.rank, -np.inf)
    places = np.argsort(-rank, axis=1, kind="stable")[:, : problem.per_person]
    listed = np.take_along_axis(best.other, places, axis=1)[np.take_along_axis(rank, places, axis=1) > -np.inf]
    times = np.bincount(listed, minlength=len(problem.people))
    return int(times.min()), int(times.max())


if __name__ == "__main__":
    main()
