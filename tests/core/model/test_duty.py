"""A duty to answer holds where its place is named, and counts from the last interview."""

from datetime import date

import pytest

from assessment.catalog import load_duties
from assessment.core.text.date_parsing import LAST_DAY

(ONTARIO,) = load_duties()


@pytest.mark.parametrize("place", ["Ontario", "Toronto, Ontario", " ontario ,Canada"])
def test_a_duty_holds_where_its_place_is_named(place):
    assert ONTARIO.holds_in(place)


@pytest.mark.parametrize("place", ["", "Canada", "Ontario County", "Quebec"])
def test_a_duty_holds_nowhere_else(place):
    assert not ONTARIO.holds_in(place)


def test_ontario_gives_45_days_from_the_last_interview():
    assert (ONTARIO.days, ONTARIO.employees) == (45, 25)
    assert ONTARIO.last_day(date(2026, 11, 2)) == date(2026, 12, 17)
    assert ONTARIO.last_day(LAST_DAY) is None
