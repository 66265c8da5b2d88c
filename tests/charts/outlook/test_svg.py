"""The drawing of the outlook for paper."""

from datetime import timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given

from assessment import charts
from assessment.catalog import available_languages
from assessment.charts.outlook import svg
from assessment.core.model.process import Process
from tests.charts.example_charts import assessed, marked_days_of
from tests.support import INSTRUMENT, INTERVIEW, in_language, processes


def drawing(process, today):
    marked = marked_days_of({}, process, today)
    return charts.printed_outlook(INSTRUMENT, assessed({}), process, today, marked=marked, advice=True)


def day_names(html):
    """The names above the plot, as (row, left edge, right edge)."""
    for text in ElementTree.fromstring(html).iter("text"):
        y, x, width = float(text.get("y")), float(text.get("x")), svg.CHARACTER * len(text.text)
        if y < 0:
            left = x - width if text.get("text-anchor") == "end" else x
            yield y, left, left + width


@pytest.mark.parametrize("code", available_languages())
@given(processes())
def test_no_two_names_of_days_stand_on_each_other(code, facts):
    process, today = facts
    assume(process.interview_date is not None)
    with in_language(code):
        names = list(day_names(drawing(process, today)))
    assert names
    for (row, left, right), (other_row, other_left, other_right) in combinations(names, 2):
        assert row != other_row or right <= other_left or other_right <= left
    assert min(left for _, left, _ in names) >= 0
    assert max(right for _, _, right in names) <= svg.WIDTH


def test_the_line_is_drawn_apart_until_today_and_after_it():
    html = drawing(Process(interview_date=INTERVIEW), INTERVIEW + timedelta(5))
    paths = {path.get("class"): path.get("d") for path in ElementTree.fromstring(html).iter("path")}
    past, future = paths["line"], paths["line future"]
    assert past.split(" L")[-1] == future.split(" L")[0].removeprefix("M")
    assert future.count(" L") > past.count(" L") == 5


def test_it_says_the_numbers_of_today_and_of_its_last_day():
    html = drawing(Process(interview_date=INTERVIEW), INTERVIEW + timedelta(5))
    number = round(100 * assessed({}).outlook.base_rate)
    assert f"{number} before any sign" in html
    assert 'aria-label="Outlook today, Sat 7 Nov: ' in html
