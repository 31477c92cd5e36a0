"""Several seeds side by side on as many cores, of which the best result is kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from bigre_solvers.timetable.result import Progress, Result
from bigre_solvers.timetable.stop import Stop

APART = 1_000_003

type Watch = Callable[[Progress], None]
type Run = Callable[[int, Stop, Watch | None], Result]


def best_of(run: Run, stop: Stop, seed: int, on_progress: Watch | None, cores: int) -> Result:
    """The best of `cores` runs: that which leaves out the fewest, then costs least, then took the fewest iterations.

    The first run has the seed given and is the caller's own; the kernels of the others run in threads beside it.
    """
    if cores <= 1:
        return run(seed, stop, on_progress)
    shared = Shared()
    until = UntilPerfect(stop, shared)

    def alone(number: int) -> Result:
        watch = shared.seen_by(number, on_progress if number == 0 else None)
        result = run(seed + number * APART, until, watch)
        shared.ended(result)
        return result

    with ThreadPoolExecutor(cores - 1) as others:
        pending = [others.submit(alone, number) for number in range(1, cores)]
        results = [alone(0), *(one.result() for one in pending)]
    return min(results, key=lambda result: (len(result.unplaced), result.cost, result.iterations))


@dataclass
class Shared:
    """What the runs know of one another: the best seen so far, and how soon one of them became perfect."""

    seen: dict[int, Progress] = field(default_factory=dict)
    perfect_after: float = float("inf")
    lock: Lock = field(default_factory=Lock)

    def seen_by(self, number: int, tell: Watch | None) -> Watch:
        """Notes the progress of a run; tells of the best of all runs, with the iterations of this one."""

        def watch(progress: Progress) -> None:
            with self.lock:
                self.seen[number] = progress
                best = min(self.seen.values(), key=lambda one: (one.unplaced, sum(one.costs.values())))
            if tell:
                tell(Progress(progress.iteration, progress.fraction, best.costs, best.unplaced))

        return watch

    def ended(self, result: Result) -> None:
        """Notes after how many iterations a run ended at no cost with nothing left out."""
        if not result.unplaced and result.cost <= 0:
            with self.lock:
                self.perfect_after = min(self.perfect_after, result.iterations)


@dataclass(frozen=True)
class UntilPerfect:
    """Stops when `stop` says so, or once another run was perfect with fewer iterations.

    (So that the clock doesn't decide which of two perfect results is kept.)
    """

    stop: Stop
    shared: Shared

    def fraction(self, iterations: int, seconds: float) -> float:
        return 1.0 if iterations > self.shared.perfect_after else self.stop.fraction(iterations, seconds)
