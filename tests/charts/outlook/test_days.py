"""The days that are drawn: every marked one, not too many, within the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from assessment.charts.outlook.days import MOST_DAYS, outlook_days, printed_days
from assessment.core.plan.key_dates import KeyDays, marked_days
from tests.charts.outlook.key_day_strategies import TODAYS, any_key_days
from tests.support import INTERVIEW


@pytest.mark.parametrize("days_to_draw", [outlook_days, printed_days])
@given(any_key_days(), TODAYS)
def test_the_days_hold_every_marked_day_in_order_and_not_too_many(days_to_draw, key_days, today):
    days = days_to_draw(key_days, today)
    assert list(days) == sorted(set(days))
    assert {day for _, day in marked_days(key_days, today)} | {today} <= set(days)
    assert days[0] == min(today, INTERVIEW)
    assert len(days) <= MOST_DAYS + 10


@pytest.mark.parametrize("days_to_draw", [outlook_days, printed_days])
def test_days_end_with_the_calendar(days_to_draw):
    late = date.max - timedelta(3)
    last = KeyDays(late, late, None, date.max, date.max, None)
    assert days_to_draw(last, late)[-1] == date.max
