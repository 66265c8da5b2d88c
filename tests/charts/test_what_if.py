"""The outlook before and after a change of answers."""

from assessment import charts
from assessment.charts.templates.what_if import what_if_template
from assessment.charts.what_if import AFTER, BEFORE
from assessment.core.scoring.probability import percent_int
from tests.charts.example_charts import assessed, best_signs
from tests.charts.spec_reading import chart_rows, x_or_y_scales


def test_both_ranges_stand_on_one_axis():
    before, after = assessed({}).outlook, best_signs()
    chart = charts.what_if_chart(before, after)
    assert chart.rows == (
        (BEFORE, str(percent_int(before.value)), charts.range_label(before.low, before.high)),
        (AFTER, str(percent_int(after.value)), charts.range_label(after.low, after.high)),
    )
    rows = chart_rows(what_if_template(), chart.spec, "rows")
    assert [row["value"] for row in rows] == [100 * before.value, 100 * after.value]


def test_the_words_say_by_how_much_it_changed():
    before, after = assessed({}).outlook, best_signs()
    change = percent_int(after.value) - percent_int(before.value)
    assert change > 0
    assert charts.what_if_chart(before, after).alt.endswith(f"That is {change} higher.")
    assert charts.what_if_chart(after, before).alt.endswith(f"That is {change} lower.")
    assert charts.what_if_chart(before, before).alt.endswith("That is the same.")


def test_the_axis_always_runs_from_0_to_100():
    scales = x_or_y_scales(what_if_template(), "x")
    assert scales
    assert all(scale == {"domain": [0, 100], "nice": False} for scale in scales)
