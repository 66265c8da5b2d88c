"""Marked days in any order that can be, and any today."""

from datetime import timedelta

from hypothesis import strategies as st

from assessment.core.plan.key_dates import KeyDay
from assessment.core.plan.marked_days import MarkedDays
from tests.support import INTERVIEW

KINDS = st.sampled_from([kind for kind in KeyDay if kind is not KeyDay.INTERVIEW])
TODAYS = st.integers(-40, 120).map(lambda days: INTERVIEW + timedelta(days))


def any_marked_days():
    """From close together to months apart, some of them missing."""
    days = st.dictionaries(KINDS, st.integers(0, 200).map(lambda day: INTERVIEW + timedelta(day)))
    return days.map(lambda kinds: MarkedDays(INTERVIEW, tuple(sorted(kinds.items(), key=lambda pair: pair[1]))))
