"""How far forecasts of the day of the answer were off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.core.applications.records import Guess, Reveal
from assessment.core.model.process import Outcome
from assessment.core.outcomes.answer_days import SHOWN_FROM, DaysOff, MeanDaysOff, days_off, mean_days_off

AT = datetime(2026, 11, 1, tzinfo=UTC)
ANSWER = date(2026, 11, 20)
GUESS = Guess(40, AT, ANSWER + timedelta(4))
REVEAL = Reveal(0.3, 0.2, "1", AT, ANSWER - timedelta(3))


def test_days_off_count_either_way():
    assert days_off(GUESS, REVEAL, Outcome.REJECTED, ANSWER) == DaysOff(4, 3)
    assert days_off(Guess(40, AT), REVEAL, Outcome.OFFER, ANSWER) == DaysOff(None, 3)
    assert days_off(None, None, Outcome.OFFER, ANSWER) == DaysOff(None, None)


@pytest.mark.parametrize("outcome", [None, Outcome.PENDING, Outcome.NO_ANSWER, Outcome.WITHDREW])
def test_what_the_employer_did_not_tell_is_no_answer(outcome):
    assert days_off(GUESS, REVEAL, outcome, ANSWER) == DaysOff(None, None)


def test_means_are_shown_from_five_answers_with_both_forecasts():
    pairs = [DaysOff(number, 2) for number in range(SHOWN_FROM)]
    assert mean_days_off([*pairs[1:], DaysOff(1, None), DaysOff(None, 1)]) is None
    assert mean_days_off(pairs) == MeanDaysOff(SHOWN_FROM, 2, 2)
