"""Times are those of the clock of the place, also on the night on which its clocks go forward."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from assessment.core.text.local_time import is_skipped, moment_of

KOLKATA, BERLIN = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")
CLOCKS_FORWARD = date(2026, 3, 29)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "moment"),
    [
        (date(2026, 11, 20), time(9), KOLKATA, datetime(2026, 11, 20, 3, 30, tzinfo=UTC)),
        (date(2026, 11, 20), time(9), BERLIN, datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (CLOCKS_FORWARD, time(2, 30), BERLIN, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_that_of_the_place(day, clock, zone, moment):
    found = moment_of(day, clock, zone)
    assert (found, found.tzinfo) == (moment, zone)


def test_only_the_hour_that_clocks_pass_over_is_skipped():
    hours = [hour for hour in range(24) if is_skipped(CLOCKS_FORWARD, time(hour, 30), BERLIN)]
    assert hours == [2]
