"""Plans the demo edition from its rows: complete and valid within thirty seconds on two cores?

`python -m bench.plan_demo [SECONDS] [SEED]` works on a database of its own and prints the machine and every figure.
"""

import os
import platform
import sys
import tempfile
from pathlib import Path
from time import monotonic

LIMIT_SECONDS = 30


def main(seconds: int, seed: int) -> int:
    """Load, plan, check; 0 when nothing is left out and no hard rule is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BIGRE_DATA_DIR": folder, "BIGRE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bigre.settings"}
        return _measure(seconds, seed)


def _measure(seconds: int, seed: int) -> int:
    # ruff: noqa: PLC0415  # Django reads its settings from the environment when it is imported
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bigre.programme.planning import prepared, warm_up
    from bigre.site.demo import load_demo
    from bigre_solvers.timetable import MaxSeconds, Progress, check, solve

    call_command("migrate", verbosity=0)
    edition = load_demo(now=timezone.now())
    started = monotonic()
    warm_up()
    warmed = monotonic()
    _rows, _clock, problem = prepared(edition)
    ready = monotonic()
    first_complete: list[float] = []

    def hear(progress: Progress) -> None:
        if progress.unplaced == 0 and not first_complete:
            first_complete.append(monotonic() - ready)

    result = solve(problem, MaxSeconds(seconds), seed, hear)
    took = monotonic() - ready
    report = check(problem, result)
    print(f"machine    {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {_processor()}")
    print(
        f"problem    {len(problem.activities)} activities, {len(problem.spaces)} spaces, {len(problem.people)} people"
    )
    print(f"before     compiling {warmed - started:.1f} s (once per machine), rows to problem {ready - warmed:.2f} s")
    print(f"plan       seed {seed}, {seconds} s asked, {took:.1f} s in all, {result.iterations} iterations")
    print(f"complete   {f'after {first_complete[0]:.1f} s' if first_complete else 'never'} (limit {LIMIT_SECONDS} s)")
    print(
        f"result     {len(report.unplaced)} unplaced, {len(report.violations)} hard violations, cost {result.cost:.2f}"
    )
    print("criteria   " + ", ".join(f"{name} {cost:.2f}" for name, cost in report.costs.items()))
    good = report.valid and not report.unplaced and bool(first_complete) and first_complete[0] <= LIMIT_SECONDS
    return 0 if good else 1


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(arguments + [20, 1][len(arguments) :])))
