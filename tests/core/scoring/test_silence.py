"""The first day on which silence has lowered the odds below a limit, up to the last day of the calendar."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.scoring.silence import HORIZON_DAYS, SilenceClock
from assessment.core.text.date_parsing import LAST_DAY
from tests.support import INTERVIEW


def clock(start=INTERVIEW, *, mean_days=14, never_told=0.4, floor=0.15):
    return SilenceClock(start, mean_days, never_told, floor)


@given(st.floats(0.2, 0.99), st.floats(1, 120), st.floats(0.05, 0.95))
def test_on_that_day_the_ratio_is_below_the_limit_and_on_no_day_before(limit, mean_days, never_told):
    waiting = clock(mean_days=mean_days, never_told=never_told)
    first = waiting.first_day_below(limit)
    days = (first - INTERVIEW).days if first else HORIZON_DAYS
    assert days >= 1
    assert all(waiting.likelihood_ratio(day) >= limit for day in range(days))
    assert first is None or waiting.likelihood_ratio(days) < limit


@pytest.mark.parametrize("days", [0, 1, 20])
def test_a_ratio_that_is_just_the_limit_is_not_below_it(days):
    limit = clock().likelihood_ratio(days)
    assert clock().first_day_below(limit) == INTERVIEW + timedelta(days + 1)


def test_no_day_is_below_a_limit_that_silence_never_reaches():
    assert clock(floor=0.15).first_day_below(0.15) is None


@pytest.mark.parametrize("left", [0, 4, 5, 6])
def test_a_day_after_the_end_of_the_calendar_is_none(left):
    limit = clock().likelihood_ratio(4)
    expected = LAST_DAY - timedelta(left - 5) if left >= 5 else None
    assert clock(LAST_DAY - timedelta(left)).first_day_below(limit) == expected
