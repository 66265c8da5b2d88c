"""When people like this one hear, as bands over the days, in words and in the table."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import assess, charts
from assessment.charts.hearing import HEIGHT, LABEL_STEP
from assessment.charts.templates.hearing import hearing_template
from assessment.core.scoring.hearing import Hearing, HearingForecast, hearing_by_day
from tests.charts.example_charts import MARKED, example_hearing, marked_days_of
from tests.charts.spec_reading import chart_rows, param_value
from tests.support import INSTRUMENT, INTERVIEW, processes, responses


def test_it_says_the_last_day_and_when_half_have_heard():
    chart = example_hearing()
    assert chart.alt == (
        "Of 100 people like you: By Mon 14 Dec: a yes for 21, a no for 47, no news yet for 32. "
        "Half have heard by Thu 19 Nov."
    )
    assert chart.rows[0] == ("Mon 2 Nov", "0", "0", "100", "today")
    assert ("Mon 9 Nov", "0", "0", "100", "promised date") in chart.rows
    texts = [row["text"] for row in chart_rows(hearing_template(), chart.spec, "labels")]
    assert texts == ["a no for 47", "no news yet for 32", "a yes for 21"]


def test_where_half_never_hear_no_day_is_named():
    forecast = HearingForecast((Hearing(INTERVIEW, 0.1, 0.2, 0.7),), None, 0.6)
    chart = charts.hearing_chart(forecast, MARKED, INTERVIEW)
    assert chart.alt == "Of 100 people like you: By Mon 2 Nov: a yes for 10, a no for 20, no news yet for 70."


@given(responses(), processes())
def test_every_row_of_the_table_is_a_hundred_people_and_the_key_days_ahead_are_marked(answers, facts):
    process, today = facts
    assume(process.interview_date is not None)
    marked = marked_days_of(answers, process, today)
    days = charts.hearing_days(marked, today)
    outlook = assess(INSTRUMENT, answers, process=process, today=today).outlook
    forecast = hearing_by_day(INSTRUMENT.outlook.silence, outlook, process=process, today=today, days=days)
    chart = charts.hearing_chart(forecast, marked, today)
    assert days[0] == today
    assert days[-1] >= today + timedelta(42)
    assert {sum(map(int, row[1:4])) for row in chart.rows} == {100}
    ahead = {day for _, day in marked.days if day >= today}
    rules = chart_rows(hearing_template(), chart.spec, "marked")
    assert {(day - today).days for day in ahead} <= {row["day"] for row in rules}
    assert max(row["day"] for row in rules) <= param_value(chart.spec, "last") if rules else True
    assert all(row["top"] < row["y"] < 0 for row in rules)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_names_of_the_bands_never_touch_each_other_or_the_edges(heard, won):
    yes, no = heard * won, heard * (1 - won)
    forecast = HearingForecast((Hearing(INTERVIEW, yes, no, 1 - yes - no),), None, 0.0)
    chart = charts.hearing_chart(forecast, MARKED, INTERVIEW)
    heights = [row["y"] for row in chart_rows(hearing_template(), chart.spec, "labels")]
    assert heights[0] >= LABEL_STEP / 2
    assert heights[-1] <= HEIGHT - LABEL_STEP / 2
    assert min(heights[1] - heights[0], heights[2] - heights[1]) >= LABEL_STEP - 1e-9


@pytest.mark.parametrize(("yes", "no", "people"), [(0.005, 0.995, (1, 99, 0)), (0.125, 0.125, (13, 12, 75))])
def test_whole_people_are_always_a_hundred(yes, no, people):
    assert Hearing(INTERVIEW, yes, no, 1 - yes - no).of_hundred == people
