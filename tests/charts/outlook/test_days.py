"""The days that are drawn: every marked one, not too many, within the calendar."""

from datetime import timedelta

import pytest
from hypothesis import given

from assessment.charts.outlook.days import MOST_DAYS, outlook_days, printed_days
from assessment.core.plan.key_dates import KeyDay
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.text.date_parsing import LAST_DAY
from tests.charts.outlook.marked_day_strategies import TODAYS, any_marked_days
from tests.support import INTERVIEW


@pytest.mark.parametrize("days_to_draw", [outlook_days, printed_days])
@given(any_marked_days(), TODAYS)
def test_the_days_hold_every_marked_day_in_order_and_not_too_many(days_to_draw, marked, today):
    days = days_to_draw(marked, today)
    assert list(days) == sorted(set(days))
    assert {day for _, day in marked.days} | {today} <= set(days)
    assert days[0] == min(today, INTERVIEW)
    assert len(days) <= MOST_DAYS + 10


@pytest.mark.parametrize("days_to_draw", [outlook_days, printed_days])
def test_days_end_with_the_calendar(days_to_draw):
    late = LAST_DAY - timedelta(3)
    last = MarkedDays(late, ((KeyDay.CHECK_IN, LAST_DAY),))
    assert days_to_draw(last, late)[-1] == LAST_DAY
