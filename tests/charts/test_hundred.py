"""A hundred people, as dots and in words."""

from hypothesis import given
from hypothesis import strategies as st

from assessment import charts
from assessment.charts.templates.hundred import hundred_template
from assessment.core.scoring.assess import Estimate
from assessment.core.scoring.probability import percent_int
from tests.charts.spec_reading import chart_rows


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted), st.floats(0, 1))
def test_there_are_always_a_hundred_dots_with_the_right_counts(figures, base_rate):
    low, now, high = figures
    chart = charts.hundred_chart(Estimate(now, low, high), base_rate)
    dots = chart_rows(hundred_template(), chart.spec, "dots")
    assert [place for dot in dots for place in range(dot["first"], dot["end"])] == list(range(100))
    counts = {dot["kind"]: dot["end"] - dot["first"] for dot in dots}
    assert counts["offer"] == percent_int(now)
    assert counts["offer"] + counts["range"] == percent_int(high)
    key = chart_rows(hundred_template(), chart.spec, "key")
    assert {row["kind"] for row in key} == {kind for kind in counts if counts[kind]}


def test_the_sentence_and_the_table_say_the_same():
    chart = charts.hundred_chart(Estimate(0.35, 0.18, 0.57), 0.22)
    assert chart.alt == (
        "Of 100 people in your position, 35 get an offer; it could be 18 to 57. Before any answer it is 22."
    )
    assert [cells[1] for cells in chart.rows] == ["35", "18–57", "65", "22"]
