"""How far from the best possible a grid can be: proven, and never rounded in our favour."""

from datetime import timedelta

import pytest

from bigre.programme.models import SolverRun
from bigre.programme.planning import carry_out
from bigre.programme.queries.bound import Gap, gap_of, is_awaited, percent_missing
from tests.factories.planning import NOW, small_edition

State = SolverRun.State


@pytest.mark.parametrize(
    ("bound", "cost", "nothing", "percent"),
    [
        (10, 10, 110, 0),
        (10, 9.9, 110, None),
        (10, 11, 110, 1),
        (10, 11.001, 110, 2),
        (10, 10.001, 110, 1),
        (10, 60, 110, 50),
        (10, 120, 110, 110),
        (0, 0, 0, 0),
        (0, 1, 0, None),
        (10, 12, 9, None),
    ],
)
def test_what_may_be_missing_is_rounded_up(bound: float, cost: float, nothing: float, percent: int | None) -> None:
    assert percent_missing(bound, cost, nothing) == percent


def run(**fields: object) -> SolverRun:
    given = {
        "state": State.DONE,
        "costs": {"wishes": 20.26, "room_fit": 1.0},
        "bound": 20.29,
        "cost_of_nothing": 40.29,
        "unplaced_count": 0,
    }
    return SolverRun(seed=1, seconds_asked=1, **{**given, **fields})


def test_a_finished_run_tells_its_bound_its_cost_and_what_lies_between() -> None:
    gap = gap_of(run())
    assert gap is not None
    assert (gap.percent, gap.is_best) == (5, False)
    # The bound and what granting nothing costs are rounded down, the cost up.
    assert gap.told == (20.2, 21.3, 40.2)


def test_what_reaches_its_bound_is_the_best_and_what_is_below_it_is_an_error_and_claims_nothing() -> None:
    assert gap_of(run(bound=21.26)) == Gap(21.26, 21.26, 40.29, 0)
    assert gap_of(run(bound=22.0)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"bound": None},
        {"cost_of_nothing": None},
        {"unplaced_count": 1},
        {"unplaced_count": None},
        {"state": State.RUNNING},
        {"bound": 1.0},
        {"cost_of_nothing": 20.29},
    ],
)
def test_nothing_is_claimed_where_nothing_is_proven(fields: dict[str, object]) -> None:
    assert gap_of(run(**fields)) is None
    assert gap_of(None) is None


@pytest.mark.django_db
def test_a_run_that_places_everything_proves_a_bound_below_its_cost_and_another_claims_none() -> None:
    small = small_edition()
    made = SolverRun.objects.create(edition=small.edition, seed=1, seconds_asked=1)
    carry_out(run=made, now=lambda: NOW)
    made.refresh_from_db()
    assert made.bound is not None
    assert 0 <= made.bound <= sum(made.costs.values()) + 1e-6
    # Alice alone wishes: two things a little, one dearly, and what she misses is shared by three.
    assert made.cost_of_nothing == pytest.approx((1 + 1 + 2) / 3)

    small.forum.max_size = 200
    small.forum.save()
    partial = SolverRun.objects.create(edition=small.edition, seed=1, seconds_asked=1)
    carry_out(run=partial, now=lambda: NOW)
    partial.refresh_from_db()
    assert (partial.unplaced_count, partial.bound) == (1, None)


def test_a_proof_is_awaited_for_a_moment_after_a_run_that_placed_everything() -> None:
    ended = run(bound=None, ended_at=NOW)
    assert is_awaited(ended, NOW + timedelta(seconds=5))
    assert not is_awaited(ended, NOW + timedelta(minutes=2))
    assert not is_awaited(run(ended_at=NOW), NOW)
    assert not is_awaited(run(bound=None, ended_at=NOW, unplaced_count=2), NOW)
    assert not is_awaited(run(bound=None, ended_at=NOW, kind=SolverRun.Kind.REPAIR), NOW)
