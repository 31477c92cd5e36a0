"""Seeds side by side: the best is kept, whatever the clock does, and the caller hears of it in its own thread."""

from threading import current_thread

import pytest

from bigre_solvers.timetable import MaxIterations, Progress, Result, Status, Stop, Unplaced, check, solve
from bigre_solvers.timetable.portfolio import APART, Watch, best_of
from tests.factories.slot_problems import slot_problem
from tests.factories.timetable_problems import small_problem

NEVER = MaxIterations(1 << 40)


def ended(seed: int, cost: float, *, left_out: int = 0, iterations: int = 100) -> Result:
    unplaced = tuple(Unplaced(f"a{number}", ()) for number in range(left_out))
    return Result(Status.PARTIAL, {}, {}, {"wishes": cost}, unplaced, seed, iterations)


@pytest.mark.parametrize(
    ("results", "kept"),
    [
        ([(5.0, 0), (4.0, 0)], 1),
        ([(4.0, 0), (5.0, 0)], 0),
        ([(4.0, 1), (9.0, 0)], 1),
        ([(4.0, 0), (4.0, 0)], 0),
    ],
)
def test_the_fewest_left_out_then_the_cheapest_is_kept(results: list[tuple[float, int]], kept: int) -> None:
    seeds = [7, 7 + APART]

    def run(seed: int, stop: Stop, watch: Watch | None) -> Result:
        cost, left_out = results[seeds.index(seed)]
        return ended(seed, cost, left_out=left_out)

    assert best_of(run, NEVER, 7, None, 2).seed == seeds[kept]


def test_a_run_stops_once_another_was_perfect_sooner() -> None:
    def run(seed: int, stop: Stop, watch: Watch | None) -> Result:
        if seed != 1:
            return ended(seed, 0.0, iterations=500)
        iterations = 0
        while stop.fraction(iterations, 0.0) < 1:
            iterations += 1
        return ended(seed, 3.0, iterations=iterations)

    assert best_of(run, MaxIterations(10_000_000), 1, None, 2) == ended(1 + APART, 0.0, iterations=500)


def test_progress_is_that_of_the_best_and_told_in_the_thread_that_asked() -> None:
    told: list[tuple[Progress, bool]] = []
    here = current_thread()

    def run(seed: int, stop: Stop, watch: Watch | None) -> Result:
        assert watch
        if seed == 1:
            while not seen_by_other:
                pass
            watch(Progress(10, 0.5, {"wishes": 9.0}, 0))
        else:
            watch(Progress(99, 0.9, {"wishes": 2.0}, 0))
            seen_by_other.append(seed)
        return ended(seed, 1.0)

    seen_by_other: list[int] = []
    best_of(run, NEVER, 1, lambda progress: told.append((progress, current_thread() is here)), 2)
    assert told == [(Progress(10, 0.5, {"wishes": 2.0}, 0), True)]


def test_a_fault_in_any_run_is_not_hidden() -> None:
    def run(seed: int, stop: Stop, watch: Watch | None) -> Result:
        if seed != 1:
            raise ZeroDivisionError
        return ended(seed, 0.0)

    with pytest.raises(ZeroDivisionError):
        best_of(run, NEVER, 1, None, 2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_cores_give_the_better_of_two_seeds_by_either_engine(seed: int) -> None:
    for problem, stop in (
        (slot_problem(seed, activities=30), MaxIterations(20_000)),
        (small_problem(seed, activities=9), MaxIterations(1024)),
    ):
        alone = [solve(problem, stop, one) for one in (seed, seed + APART)]
        best = min(alone, key=lambda result: (len(result.unplaced), result.cost, result.iterations))
        together = solve(problem, stop, seed, cores=2)
        assert together == best
        assert check(problem, together).violations == ()
