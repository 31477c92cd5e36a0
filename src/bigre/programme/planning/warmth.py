"""The solver loaded and compiled ahead of the first run."""

from bigre_solvers.timetable import Activity, MaxIterations, Person, Problem, Space, Window, solve
from bigre_solvers.timetable.bounds import lower_bound


def warm_up() -> None:
    """Solve something tiny: what takes seconds once per process is then done."""
    keys = ("a", "b")
    tiny = Problem(
        tick_minutes=60,
        blocks=(Window(0, 4),),
        activities=tuple(Activity(key, key, 1, themes=frozenset({"t"}), leaders=("p",)) for key in keys),
        spaces=(Space("s", "s", 10),),
        people=(Person("p", "p"), Person("q", "q", wishes=dict.fromkeys(keys, 1.0))),
    )
    solve(tiny, MaxIterations(10), seed=0)
    lower_bound(tiny, MaxIterations(10))
