"""Several outlooks below each other."""

from assessment import charts
from assessment.charts import ranges
from assessment.charts.templates.ranges import ranges_template
from tests.charts.example_charts import TITLED_OUTLOOKS
from tests.charts.spec_reading import chart_rows, x_or_y_scales


def test_outlooks_stand_below_each_other_with_their_ranges():
    chart = charts.ranges_chart(TITLED_OUTLOOKS)
    first, second = chart_rows(ranges_template(), chart.spec, "rows")
    assert (first["title"], first["number"], second["number"]) == ("Acme, analyst", "32 in 100", "8 in 100")
    assert first["low"] < first["value"] < first["high"]
    assert second["y"] - first["y"] == ranges.STEP
    assert chart.alt == "Outlooks: Acme, analyst 32 in 100, range 20–48; Bright, lead 8 in 100, range 3–20."


def test_the_axis_always_runs_from_0_to_100():
    scales = x_or_y_scales(ranges_template(), "x")
    assert scales
    assert all(scale == {"domain": [0, 100], "nice": False} for scale in scales)
