"""A hundred finalists, as dots and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import charts
from assessment.charts.templates.hundred import hundred_template
from assessment.core.scoring.probability import percent_int
from tests.charts.spec_reading import chart_rows


@given(st.floats(0, 1), st.floats(0, 1))
def test_there_are_always_a_hundred_dots_with_the_right_counts(base_rate, outlook):
    chart = charts.hundred_chart(base_rate, outlook)
    before, after = percent_int(base_rate), percent_int(outlook)
    dots = chart_rows(hundred_template(), chart.spec, "dots")
    assert [place for dot in dots for place in range(dot["first"], dot["end"])] == list(range(100))
    counts = {dot["kind"]: dot["end"] - dot["first"] for dot in dots}
    assert counts["before"] + counts["added"] == after
    assert counts["before"] + counts["removed"] == before
    assert not (counts["added"] and counts["removed"])
    assert [cells[1] for cells in chart.rows[:2]] == [str(before), str(after)]
    assert f"{before} get the offer" in chart.alt
    key = chart_rows(hundred_template(), chart.spec, "key")
    assert {row["kind"] for row in key} == {kind for kind in counts if counts[kind]}


@pytest.mark.parametrize(
    ("base_rate", "outlook", "end"),
    [
        (0.22, 0.35, "; with your answers, as of today, it is 35: 13 more."),
        (0.22, 0.12, "; with your answers, as of today, it is 12: 10 fewer."),
        (0.22, 0.22, ", and 22 with your answers, as of today."),
    ],
)
def test_the_sentence_says_what_changed(base_rate, outlook, end):
    start = "Of 100 finalists like you, 22 get the offer before any sign"
    assert charts.hundred_chart(base_rate, outlook).alt == start + end
