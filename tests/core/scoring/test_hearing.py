"""When people like this one hear: laws, a worked example, and a simulation of their waits."""

from datetime import timedelta
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.model.process import Outcome, Process
from assessment.core.scoring.assess import assess
from assessment.core.scoring.hearing import hearing_by_day
from assessment.core.scoring.probability import expit
from assessment.core.scoring.silence import silence_clock
from assessment.core.text.date_parsing import LAST_DAY
from tests.support import INSTRUMENT, INTERVIEW, processes, responses

WAIT_DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=6).map(sorted)
SILENCE = INSTRUMENT.outlook.silence


def log_odds_on(answers, process, day):
    """The log odds of an offer, without limits, if nothing is heard until the day."""
    return assess(INSTRUMENT, answers, process=process, today=day).outlook.log_odds


def forecast(answers, process, today, later):
    outlook = assess(INSTRUMENT, answers, process=process, today=today).outlook
    days = [today + timedelta(days) for days in later]
    return hearing_by_day(SILENCE, outlook, process=process, today=today, days=days)


@given(responses(), processes(), WAIT_DAYS)
def test_what_is_heard_and_what_is_still_hoped_for_add_up_to_the_outlook_of_today(answers, facts, later):
    process, today = facts
    heard = forecast(answers, process, today, later)
    if silence_clock(SILENCE, process) is None:
        assert heard is None
        return
    outlook = expit(log_odds_on(answers, process, today))
    for shares in heard.days:
        then = expit(log_odds_on(answers, process, shares.day))
        assert shares.yes + shares.waiting * then == pytest.approx(outlook, abs=1e-9)
        assert shares.yes + shares.no + shares.waiting == pytest.approx(1, abs=1e-12)
        assert min(shares.yes, shares.no, shares.waiting) >= -1e-12
        assert shares.no + heard.never_told_share <= 1 - outlook + 1e-12


@given(responses(), processes(), WAIT_DAYS)
def test_nobody_who_has_heard_waits_again(answers, facts, later):
    process, today = facts
    if heard := forecast(answers, process, today, later):
        for before, after in zip(heard.days, heard.days[1:], strict=False):
            assert after.yes >= before.yes - 1e-12
            assert after.no >= before.no - 1e-12


@given(responses(), processes())
def test_half_have_heard_on_that_day_and_not_on_the_day_before(answers, facts):
    process, today = facts
    heard = forecast(answers, process, today, [])
    if heard is None or heard.half_heard_by is None:
        return
    that_day = (heard.half_heard_by - today).days
    the_day_before, on_the_day = forecast(answers, process, today, [that_day - 1, that_day]).days
    assert on_the_day.waiting <= 1 / 2 < the_day_before.waiting


@pytest.mark.parametrize(("never_told", "mean_wait_days"), [(0.1, 14), (0.3, 5), (0.3, 40)])
def test_half_have_heard_by_the_first_day_of_the_forecast_that_says_so(never_told, mean_wait_days):
    process = Process(interview_date=INTERVIEW, never_told=never_told, mean_wait_days=mean_wait_days)
    heard = forecast({}, process, INTERVIEW, range(200))
    first = next(shares.day for shares in heard.days if shares.waiting <= 1 / 2)
    assert heard.half_heard_by == first


@pytest.mark.parametrize("advice", [True, False])
def test_without_advice_the_forecast_starts_from_the_outlook_without_it(advice):
    by_advice = next(
        (item, option)
        for item, row in INSTRUMENT.evidence.items()
        if row.grade == "D"
        for option, figures in row.options.items()
        if figures.weight
    )
    answers, process = dict([by_advice]), Process(interview_date=INTERVIEW)
    outlook = assess(INSTRUMENT, answers, process=process, today=INTERVIEW, advice=advice).outlook
    heard = hearing_by_day(SILENCE, outlook, process=process, today=INTERVIEW, days=[])
    never_told = SILENCE.never_told
    assert heard.never_told_share == pytest.approx((1 - expit(outlook.log_odds)) * never_told)


@given(responses(), st.integers(1, 60))
def test_nothing_is_expected_before_the_promised_date(answers, ahead):
    process = Process(interview_date=INTERVIEW, promised_date=INTERVIEW + timedelta(ahead))
    last, first = forecast(answers, process, INTERVIEW, [ahead, ahead + 1]).days
    assert (last.yes, last.no, last.waiting) == (0, 0, 1)
    assert first.waiting < 1


def test_nothing_is_expected_without_an_interview_or_after_an_answer():
    for process in (Process(), Process(interview_date=INTERVIEW, outcome=Outcome.REJECTED)):
        assert forecast({}, process, INTERVIEW, [7]) is None


def test_where_most_are_never_told_half_never_hear():
    process = Process(interview_date=INTERVIEW, never_told=0.95)
    assert forecast({}, process, INTERVIEW, []).half_heard_by is None


def test_the_base_rate_alone_two_weeks_after_the_interview():
    """Worked on paper: m = 14, g = .40, f = .15; at 14 days S = 3 exp(-2), at 28 days 5 exp(-4)."""
    answers = {"finalists": "four_to_six"}
    process = Process(interview_date=INTERVIEW, mean_wait_days=14, never_told=0.4)
    today = INTERVIEW + timedelta(14)
    now, then = 3 * exp(-2), 5 * exp(-4)
    no_now, no_then = 0.4 + 0.6 * now, 0.4 + 0.6 * then
    yes_now, yes_then = 0.15 * no_now + 0.85 * now, 0.15 * no_then + 0.85 * then
    outlook = assess(INSTRUMENT, answers, process=process, today=today).outlook.value
    heard = forecast(answers, process, today, [14])
    assert heard.days[0].yes == pytest.approx(outlook * (1 - yes_then / yes_now), abs=1e-9)
    assert heard.days[0].no == pytest.approx((1 - outlook) * (1 - no_then / no_now), abs=1e-9)
    assert heard.never_told_share == pytest.approx((1 - outlook) * 0.4 / no_now, abs=1e-9)


@pytest.mark.parametrize("waited", [0, 10, 35])
def test_two_hundred_thousand_simulated_waits_agree(waited):
    """A no is never told with the share g, else it takes two exponential waits; a yes takes two, or as long as a no."""
    people, random = 200_000, np.random.default_rng(2026)
    answers, process = {"finalists": "two", "rapport": "warm"}, Process(interview_date=INTERVIEW)
    clock = silence_clock(SILENCE, process)
    at_first = expit(log_odds_on(answers, process, INTERVIEW))
    wait = random.gamma(2, clock.mean_days / 2, people)
    offered = random.random(people) < at_first
    as_a_no = ~offered | (random.random(people) < clock.floor)
    wait[as_a_no & (random.random(people) < clock.never_told)] = np.inf
    waiting = wait > waited
    later = [7, 14, 28, 90]
    heard = forecast(answers, process, INTERVIEW + timedelta(waited), later)
    for shares, days in zip(heard.days, later, strict=True):
        told = wait[waiting] <= waited + days
        assert shares.yes == pytest.approx(np.mean(told & offered[waiting]), abs=0.005)
        assert shares.no == pytest.approx(np.mean(told & ~offered[waiting]), abs=0.005)


def test_the_calendar_ends():
    process = Process(interview_date=LAST_DAY)
    assert forecast({}, process, LAST_DAY, [0]).days[0].waiting == 1


def test_half_may_have_heard_on_the_very_last_day():
    process = Process(interview_date=INTERVIEW)
    half = (forecast({}, process, INTERVIEW, [0]).half_heard_by - INTERVIEW).days
    for left, expected in ((half, LAST_DAY), (half - 1, None)):
        late = LAST_DAY - timedelta(left)
        assert forecast({}, Process(interview_date=late), late, [0]).half_heard_by == expected
