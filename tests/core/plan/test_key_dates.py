"""The days on which to write, to ask and to stop waiting, for each weekday of the interview."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.model.process import Outcome, Process
from assessment.core.plan.key_dates import add_days, is_working_day, key_days, week_start, working_day_from
from assessment.core.text.date_parsing import FIRST_DAY, LAST_DAY
from assessment.core.text.i18n import format_day
from tests.support import INSTRUMENT, processes

SILENCE = INSTRUMENT.outlook.silence
MONDAY = date(2026, 11, 2)
ANY_DAY = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("weekday", "thank_you", "check_in", "no"),
    [
        ("Mon", 1, 7, 28),
        ("Tue", 1, 7, 28),
        ("Wed", 1, 7, 28),
        ("Thu", 1, 7, 28),
        ("Fri", 0, 7, 28),
        ("Sat", 2, 9, 28),
        ("Sun", 1, 8, 28),
    ],
)
def test_days_after_an_interview_without_a_promised_date(weekday, thank_you, check_in, no):
    interview = next(day for day in (MONDAY + timedelta(offset) for offset in range(7)) if f"{day:%a}" == weekday)
    days = key_days(SILENCE, Process(interview_date=interview))
    after = [days.thank_you, days.check_in, days.treat_as_no]
    assert [(day - interview).days for day in after] == [thank_you, check_in, no]
    assert days.promised is None


@pytest.mark.parametrize(
    ("promised", "check_in"), [("Mon", 1), ("Tue", 1), ("Wed", 1), ("Thu", 1), ("Fri", 3), ("Sat", 2), ("Sun", 1)]
)
def test_one_working_day_after_the_promised_date_they_are_asked(promised, check_in):
    day = next(day for day in (MONDAY + timedelta(offset) for offset in range(7, 14)) if f"{day:%a}" == promised)
    days = key_days(SILENCE, Process(interview_date=MONDAY, promised_date=day))
    assert days.promised == day
    assert days.check_in == day + timedelta(check_in)
    assert days.treat_as_no == day + timedelta(14)


def test_a_word_after_the_promised_date_starts_the_wait_anew():
    process = Process(interview_date=MONDAY, promised_date=MONDAY + timedelta(7), last_word_date=MONDAY + timedelta(9))
    assert key_days(SILENCE, process).check_in == MONDAY + timedelta(16)


def test_an_early_promise_is_asked_about_four_working_days_after_the_thank_you():
    days = key_days(SILENCE, Process(interview_date=MONDAY, promised_date=MONDAY))
    assert (days.thank_you, days.check_in) == (MONDAY + timedelta(1), MONDAY + timedelta(7))


@given(processes())
def test_days_come_in_their_order_and_letters_on_working_days(facts):
    days = key_days(SILENCE, facts[0])
    if facts[0].interview_date is None:
        assert days is None
        return
    assert days.interview <= days.thank_you < days.check_in
    assert all(map(is_working_day, (days.thank_you, days.check_in)))


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.PENDING])
def test_after_an_answer_no_day_is_left(outcome):
    assert key_days(SILENCE, Process(interview_date=MONDAY, outcome=outcome)) is None


@given(ANY_DAY)
def test_a_working_day_is_the_day_itself_or_the_monday_after(day):
    found = working_day_from(day)
    assert is_working_day(found)
    assert found == day or (day.weekday() >= 5 and found.weekday() == 0 and 0 < (found - day).days <= 2)
    assert week_start(day).weekday() == 0
    assert 0 <= (day - week_start(day)).days < 7


@given(ANY_DAY, st.integers(-5_000_000, 5_000_000))
def test_added_days_stop_at_the_ends_of_the_calendar(day, days):
    moved = add_days(day, days)
    assert moved in (FIRST_DAY, LAST_DAY) or moved - day == timedelta(days)


def test_key_days_stop_at_the_last_day_of_the_calendar():
    days = key_days(SILENCE, Process(interview_date=LAST_DAY))
    assert (days.thank_you, days.check_in, days.treat_as_no) == (LAST_DAY, LAST_DAY, None)


def test_a_day_in_words():
    assert format_day(date(2026, 11, 6)) == "Fri 6 Nov"
