"""Free half hours: inside what is open, outside what is taken, for any two programmes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bigre.encounters.rules.meeting import HALF_HOUR, MOST_PER_DAY, Stretch, by_day, free_half_hours

MIDNIGHT = datetime(2022, 8, 22, tzinfo=UTC)


def stretch(begins: int, ends: int) -> Stretch:
    """From and to these minutes after the first midnight."""
    return Stretch(MIDNIGHT + timedelta(minutes=begins), MIDNIGHT + timedelta(minutes=ends))


stretches = st.builds(lambda begins, lasts: stretch(begins, begins + lasts), st.integers(0, 5000), st.integers(1, 700))


@given(st.lists(stretches, max_size=5), st.lists(stretches, max_size=8), st.integers(0, 3000))
def test_each_is_free_open_on_the_half_hour_and_to_come(open_: list[Stretch], busy: list[Stretch], after: int) -> None:
    moment = MIDNIGHT + timedelta(minutes=after)
    for half in free_half_hours(open_, busy, moment):
        assert half.ends - half.begins == HALF_HOUR
        assert half.begins.minute in {0, 30}
        assert half.begins >= moment
        assert any(one.begins <= half.begins and half.ends <= one.ends for one in open_)
        assert not any(half.overlaps(one) for one in busy)


@given(st.lists(stretches, max_size=8))
def test_more_taken_never_frees_a_half_hour(busy: list[Stretch]) -> None:
    day = [stretch(480, 600)]
    assert set(free_half_hours(day, busy, MIDNIGHT)) <= set(free_half_hours(day, busy[1:], MIDNIGHT))


def test_a_long_day_is_told_by_a_few_from_first_to_last() -> None:
    [found] = by_day(free_half_hours([stretch(480, 1320)], [], MIDNIGHT)).values()
    assert len(found) == MOST_PER_DAY
    assert (found[0], found[-1]) == (stretch(480, 510), stretch(1290, 1320))


def test_a_free_quarter_is_no_half_hour() -> None:
    assert free_half_hours([stretch(480, 540)], [stretch(495, 500)], MIDNIGHT) == [stretch(510, 540)]
