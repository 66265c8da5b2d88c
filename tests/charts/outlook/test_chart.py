"""The outlook over days shows the numbers it is given, in the chart, in words and in the table."""

from datetime import timedelta

import pytest
from hypothesis import assume, given

from assessment import assess, charts
from assessment.charts.templates.outlook import outlook_template
from assessment.core.plan.key_dates import KeyDay
from assessment.core.plan.marked_days import MarkedDays
from assessment.core.scoring.assess import outlook_by_day
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day
from tests.charts.example_charts import MARKED, constant_outlook, marked_days_of
from tests.charts.spec_reading import chart_rows, x_or_y_scales
from tests.support import INSTRUMENT, INTERVIEW, processes, responses


def outlook_chart_of(answers, process, today):
    """The chart as the outlook page makes it."""
    marked = marked_days_of(answers, process, today)
    days = charts.outlook_days(marked, today)
    estimates = outlook_by_day(INSTRUMENT, answers, process=process, days=days)
    base_rate = assess(INSTRUMENT, answers, process=process, today=today).outlook.base_rate
    return charts.outlook_chart(days, estimates, base_rate=base_rate, marked=marked, today=today)


def constant_chart(today):
    days = charts.outlook_days(MARKED, today)
    return charts.outlook_chart(days, constant_outlook(days), base_rate=0.22, marked=MARKED, today=today)


def test_it_says_todays_number_range_and_base_rate_in_words_and_in_the_table():
    chart = constant_chart(INTERVIEW + timedelta(5))
    assert chart.alt.startswith("Outlook today, Sat 7 Nov: 32 in 100, range 20–48; 22 before any sign.")
    assert "plan as if it were a no from Mon 23 Nov" in chart.alt
    assert ("5", "Sat 7 Nov", "32", "20–48", "today") in chart.rows
    assert ("7", "Mon 9 Nov", "32", "20–48", "promised date") in chart.rows
    assert chart.rows[-1] == ("", "", "22", "", "before any sign")
    texts = [row["text"] for row in chart_rows(outlook_template(), chart.spec, "notes")]
    assert texts[:3] == ["today: 32 in 100", "range 20–48", "22 before any sign"]


@given(responses(), processes())
def test_every_day_in_the_table_is_the_outlook_of_that_day(answers, facts):
    process, today = facts
    assume(process.interview_date is not None)
    chart = outlook_chart_of(answers, process, today)
    assert any("today" in row[4] for row in chart.rows)
    for since, words, value, span, _ in chart.rows[:-1]:
        day = process.interview_date + timedelta(int(since.replace("−", "-")))
        (estimate,) = outlook_by_day(INSTRUMENT, answers, process=process, days=[day])
        assert words == format_day(day)
        assert value == str(percent_int(estimate.value))
        assert span == charts.range_label(estimate.low, estimate.high)


def test_before_the_interview_the_axis_starts_today_and_marks_it():
    today, marked = INTERVIEW - timedelta(13), MarkedDays(INTERVIEW, ((KeyDay.INTERVIEW, INTERVIEW),))
    days = charts.outlook_days(marked, today)
    chart = charts.outlook_chart(days, constant_outlook(days), base_rate=0.22, marked=marked, today=today)
    assert chart.rows[0][:2] == ("−13", "Tue 20 Oct")
    assert "interview" in [row["text"] for row in chart_rows(outlook_template(), chart.spec, "flags")]


def test_today_must_be_among_the_days():
    tomorrow = INTERVIEW + timedelta(1)
    with pytest.raises(ValueError, match="today"):
        charts.outlook_chart([INTERVIEW], constant_outlook([0]), base_rate=0.2, marked=MARKED, today=tomorrow)


def test_the_axis_always_runs_from_0_to_100():
    scales = x_or_y_scales(outlook_template(), "y")
    assert scales
    assert all(scale == {"domain": [0, 100], "nice": False} for scale in scales)
