"""Key days in any order that can be, and any today."""

from datetime import timedelta

from hypothesis import strategies as st

from assessment.core.plan.key_dates import KeyDays
from tests.support import INTERVIEW

TODAYS = st.integers(-40, 120).map(lambda days: INTERVIEW + timedelta(days))


def any_key_days():
    """From close together to months apart, some of them missing."""
    days = st.integers(0, 200)
    return st.builds(
        lambda first, promised, check, second, no: KeyDays(
            interview=INTERVIEW,
            thank_you=INTERVIEW + timedelta(first),
            promised=None if promised is None else INTERVIEW + timedelta(promised),
            check_in=INTERVIEW + timedelta(check),
            second_check_in=INTERVIEW + timedelta(check + second),
            treat_as_no=None if no is None else INTERVIEW + timedelta(no),
        ),
        st.integers(0, 1),
        st.none() | days,
        days,
        st.integers(7, 9),
        st.none() | days,
    )
