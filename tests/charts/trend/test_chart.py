"""The trend shows the numbers it is given, and never joins what does not belong together."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given

from assessment import charts
from assessment.charts.chart import text_width
from assessment.charts.templates.trend import trend_template
from assessment.charts.trend import breaks
from assessment.charts.trend.rows import OLDER, UNANSWERED
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import format_day
from tests.charts.example_charts import (
    FIRST_VERSION,
    FIVE_DAYS,
    SCORED_AGAIN,
    SECOND_ROUND,
    SECOND_VERSION,
    snapshot,
)
from tests.charts.spec_reading import chart_rows, param_value
from tests.charts.trend.histories import histories


def rows_of(spec, name):
    return chart_rows(trend_template(), spec, name)


def test_the_trend_says_the_latest_and_the_first_numbers():
    chart = charts.trend_chart(FIVE_DAYS)
    assert chart.alt == (
        "Outlook on Mon 16 Nov: 26 in 100, range 13–63. Readiness 78 of 100."
        " At first, on Mon 2 Nov: outlook 25. Readiness 52 of 100. 5 days."
    )
    assert chart.columns == ("Date", "Round", "Outlook of 100", "Range", "Readiness of 100", "Version")
    assert chart.rows[-1] == ("Mon 16 Nov", "1", "26", "13–63", "78", FIRST_VERSION)
    assert [row["text"] for row in rows_of(chart.spec, "ends")] == ["26", "13–63", "78"]
    assert rows_of(chart.spec, "flags") == []


@given(histories())
def test_the_table_has_every_snapshot_with_its_own_numbers(snapshots):
    chart = charts.trend_chart(snapshots)
    expected = Counter(
        (
            format_day(one.day),
            str(one.round),
            str(percent_int(one.scores.outlook)),
            charts.range_label(one.scores.outlook_low, one.scores.outlook_high),
            "not enough answers yet" if one.scores.readiness is None else charts.points_label(one.scores.readiness),
            one.instrument_version,
        )
        for one in snapshots
    )
    assert Counter(chart.rows) == expected


@given(histories())
def test_both_panels_run_from_0_to_100_and_every_dot_stands_at_its_value(snapshots):
    spec = charts.trend_chart(snapshots).spec
    grid = [(row["y"], row["text"]) for row in rows_of(spec, "grid")]
    assert [text for _, text in grid] == ["0", "50", "100"] * 2
    bottoms = {"outlook": grid[0][0], "readiness": grid[3][0]}
    tops = {"outlook": grid[2][0], "readiness": grid[5][0]}
    assert tops["readiness"] > bottoms["outlook"]
    assert spec["height"] == bottoms["readiness"]
    rows = [*rows_of(spec, "dots"), *rows_of(spec, "older")]
    assert Counter(row["panel"] for row in rows) == Counter(
        ["outlook"] * len(snapshots) + ["readiness"] * sum(one.scores.readiness is not None for one in snapshots)
    )
    for row in rows:
        share = (bottoms[row["panel"]] - row["y"]) / (bottoms[row["panel"]] - tops[row["panel"]])
        assert 100 * share == pytest.approx(row["value"], abs=0.01)


@given(histories())
def test_lines_and_bands_never_join_two_rounds_or_two_versions(snapshots):
    spec = charts.trend_chart(snapshots).spec
    for name in ("dots", "older", "bands"):
        joined = defaultdict(set)
        for row in rows_of(spec, name):
            joined[row.get("panel"), row["run"]].add((row["round"], row["version"]))
        assert all(len(series) == 1 for series in joined.values())
    drawn = [row for row in rows_of(spec, "dots") if row["panel"] == "outlook"]
    assert sum(one["run"] != other["run"] for one, other in pairwise(drawn)) == sum(
        (one["round"], one["version"]) != (other["round"], other["version"]) for one, other in pairwise(drawn)
    )


@given(histories())
def test_the_latest_numbers_stay_in_their_panel_right_of_the_last_dot(snapshots):
    spec = charts.trend_chart(snapshots).spec
    grid = [row["y"] for row in rows_of(spec, "grid")]
    panels = ((grid[2], grid[0]), (grid[5], grid[3]))
    numbers = rows_of(spec, "ends")
    assert numbers
    assert all(any(top - 8 <= row["y"] <= bottom + 8 for top, bottom in panels) for row in numbers)
    room = breaks.GUTTER - 11 - breaks.BESIDE / 2
    assert max(text_width(row["text"], row["size"]) for row in numbers) <= room


def test_a_single_snapshot_is_a_dot_with_its_range():
    spec = charts.trend_chart(FIVE_DAYS[:1]).spec
    assert [row["panel"] for row in rows_of(spec, "dots")] == ["outlook", "readiness"]
    assert len(rows_of(spec, "bars")) == 1
    assert param_value(spec, "last") == breaks.SHORTEST
    assert charts.trend_chart(FIVE_DAYS[:1]).alt.endswith("One day so far.")


def test_a_new_round_is_a_marked_break_between_the_days():
    chart = charts.trend_chart(FIVE_DAYS + SECOND_ROUND)
    assert [row["text"] for row in rows_of(chart.spec, "flags")] == ["round 1", "round 2"]
    upper, lower = rows_of(chart.spec, "rules")
    assert upper["day"] == lower["day"] == 16
    assert chart.alt.endswith("7 days; round 1 from Mon 2 Nov; round 2 from Fri 20 Nov.")


def test_a_round_that_starts_on_the_last_day_of_the_one_before_breaks_between_the_two_dots():
    spec = charts.trend_chart([*FIVE_DAYS, snapshot(14, 0.3, 74, round=2)]).spec
    one, other = [row for row in rows_of(spec, "dots") if row["day"] == 14 and row["panel"] == "outlook"]
    rule = rows_of(spec, "rules")[0]
    assert rule["day"] == 14
    assert one["slot"] < rule["slot"] < other["slot"]
    assert one["run"] != other["run"]


@pytest.mark.parametrize("order", [FIVE_DAYS + SCORED_AGAIN, tuple(reversed(SCORED_AGAIN + FIVE_DAYS))])
def test_older_figures_stand_hollow_beside_the_newer_ones(order):
    later = snapshot(20, 0.2, 80, version=SECOND_VERSION)
    chart = charts.trend_chart([*order, later])
    assert {row["version"] for row in rows_of(chart.spec, "older")} == {FIRST_VERSION}
    assert {row["version"] for row in rows_of(chart.spec, "dots")} == {SECOND_VERSION}
    assert OLDER in [row["text"] for row in rows_of(chart.spec, "heads")]
    assert chart.alt.endswith("6 days. 5 days with older figures too.")
    assert [row[5] for row in chart.rows[:2]] == [FIRST_VERSION, SECOND_VERSION]


def test_new_figures_without_rescoring_break_the_line():
    chart = charts.trend_chart([*FIVE_DAYS, snapshot(20, version=SECOND_VERSION)])
    assert [row["text"] for row in rows_of(chart.spec, "flags")] == [breaks.NEW_FIGURES]
    assert rows_of(chart.spec, "older") == []


def test_readiness_that_was_never_answered_says_so():
    chart = charts.trend_chart([snapshot(0, readiness=None)])
    assert UNANSWERED in [row["text"] for row in rows_of(chart.spec, "heads")]
    assert "No readiness yet." in chart.alt
    assert chart.rows[0][4] == "not enough answers yet"


def test_less_than_a_point_of_readiness_is_still_shown_as_some():
    chart = charts.trend_chart([snapshot(0, readiness=0.2)])
    assert rows_of(chart.spec, "ends")[-1]["text"] == "<1"
    assert chart.rows[0][4] == "under 1"


def test_a_trend_needs_a_snapshot():
    with pytest.raises(ValueError, match="at least one snapshot"):
        charts.trend_chart([])
