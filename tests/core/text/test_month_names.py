"""Every long name of a month that Unicode knows in these languages is read, also in a date."""

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from assessment.core.text.date_parsing import parse_date

LANGUAGES = "en de fr es it pt nl pl sv da nb fi cs sk hu ro tr sl lt lv et el ru uk bg"


@pytest.mark.parametrize("code", LANGUAGES.split())
def test_dates_with_long_months_are_read(code):
    for month in range(1, 13):
        written = format_date(date(2026, month, 9), "d MMMM yyyy", locale=Locale(code))
        assert parse_date(written) == date(2026, month, 9)
