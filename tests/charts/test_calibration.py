"""The track record as a chart: for each tenth of forecasts how many got an offer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import charts
from assessment.charts import calibration
from assessment.charts.chart import NARROW, text_width
from assessment.charts.templates.calibration import calibration_template
from assessment.core.outcomes.calibration import Forecast, Verdict, track_record
from tests.charts.example_charts import FORTY_FORECASTS, NINE_FORECASTS, NO_GUESS, forecasts
from tests.charts.spec_reading import chart_rows, layers_of


def rows_of(spec, name):
    return chart_rows(calibration_template(), spec, name)


@st.composite
def records(draw):
    row = st.tuples(st.floats(0, 1), st.none() | st.floats(0, 1), st.booleans())
    made = draw(st.lists(row, min_size=5, max_size=60))
    return track_record(Forecast(p, 0.22, Verdict.OFFER if o else Verdict.NO_OFFER, g) for p, g, o in made)


def test_calibration_says_how_many_of_each_tenth_got_an_offer():
    chart = charts.calibration_chart(NINE_FORECASTS)
    assert chart.rows == (
        ("20–30", "Outlook", "3 of 7", "43", "24"),
        ("40–50", "Outlook", "1 of 2", "50", "41"),
        ("50–60", "Your guess", "3 of 7", "43", "55"),
        ("90–100", "Your guess", "1 of 2", "50", "90"),
    )
    assert chart.alt == (
        "4 of 9 applications with an outcome got an offer."
        " Outlook: 28 in 100 on average, and 44 in 100 got an offer; where it said 20–30, 3 of 7;"
        " where it said 40–50, 1 of 2."
        " Your guess: 63 in 100 on average, and 44 in 100 got an offer; where it said 50–60, 3 of 7;"
        " where it said 90–100, 1 of 2."
        " These are too few to tell skill from luck."
    )
    labels = rows_of(chart.spec, "labels")
    assert {row["brief"] for row in labels} == {"3 of 7", "1 of 2"}
    assert [row["shown"] for row in labels].count("1 of 2 got an offer") == 1
    assert calibration.TOO_FEW in [row["text"] for row in rows_of(chart.spec, "heads")]


@given(records())
def test_every_dot_is_the_share_of_its_tenth_in_its_own_lane(record):
    spec = charts.calibration_chart(record).spec
    for name, bins in (("model", record.model_bins), ("guess", record.guess_bins)):
        rows = rows_of(spec, name)
        assert [row["value"] for row in rows] == pytest.approx([100 * each.offers / each.count for each in bins])
        assert [row["brief"] for row in rows] == [f"{each.offers} of {each.count}" for each in bins]
        tenths = {row["text"]: row for row in rows_of(spec, "tenths")}
        for row, each in zip(rows, bins, strict=True):
            tenth = tenths[calibration.tenth_label(each)]
            assert tenth["top"] < row["y"] < tenth["bottom"]
    every = sorted(row["y"] for row in rows_of(spec, "labels"))
    assert all(later - earlier >= calibration.LANE for earlier, later in pairwise(every))


@given(records())
def test_a_dot_grows_with_its_count_and_fits_its_lane(record):
    rows = rows_of(charts.calibration_chart(record).spec, "labels")
    areas = [(int(row["brief"].split()[-1]), row["area"]) for row in rows]
    assert [area for _, area in sorted(areas)] == sorted(area for _, area in areas)
    assert all(area <= 3.14 * (calibration.LANE / 2) ** 2 for _, area in areas)


@given(st.integers(1, 50_000), st.floats(0, 1), st.integers(0, 9))
def test_labels_stay_between_the_forecasts_and_the_edge_of_a_phone(count, share, tenth):
    each = calibration.Bin(tenth / 10, (tenth + 1) / 10, count, tenth / 10, round(share * count))
    row = calibration._dot("Outlook", each, 0, count)
    room = NARROW - calibration.LEFT - calibration.RIGHT
    start = calibration.LEFT + room * row["value"] / 100 + row["dx"]
    far = start + text_width(row["brief"]) * (1 if row["dx"] > 0 else -1)
    assert text_width("90–100") <= far <= NARROW
    assert start * (1 if row["dx"] > 0 else -1) < far * (1 if row["dx"] > 0 else -1)


@given(records())
def test_the_diagonal_goes_through_the_corners_of_the_tenths(record):
    spec = charts.calibration_chart(record).spec
    tenths = rows_of(spec, "tenths")
    low, high = rows_of(spec, "diagonal")
    assert (low["value"], low["y"]) == (tenths[0]["low"], tenths[0]["bottom"])
    assert (high["value"], high["y"]) == (tenths[-1]["high"], tenths[-1]["top"])
    assert all(one["top"] == other["bottom"] for one, other in pairwise(tenths))


def test_no_curve_is_ever_drawn_through_the_dots():
    lines = [layer["data"]["name"] for layer in layers_of(calibration_template()) if layer["mark"]["type"] == "line"]
    assert lines == ["diagonal"]


def test_outlook_and_guess_are_told_apart_by_shape_and_colour_and_words():
    layers = {layer["data"]["name"]: layer["mark"] for layer in layers_of(calibration_template())}
    assert (layers["model"]["shape"], layers["guess"]["shape"]) == ("circle", "diamond")
    assert layers["model"]["color"] != layers["guess"]["color"]
    heads = [row["text"] for row in rows_of(charts.calibration_chart(NINE_FORECASTS).spec, "heads")]
    assert heads[:3] == ["forecast", "● outlook", "◆ your guess"]


def test_without_a_guess_there_is_none():
    chart = charts.calibration_chart(NO_GUESS)
    assert rows_of(chart.spec, "guess") == []
    assert "guess" not in chart.alt
    assert {row[1] for row in chart.rows} == {"Outlook"}


def test_from_thirty_on_it_says_who_was_closer_than_the_base_rate():
    alt_text = charts.calibration_chart(FORTY_FORECASTS).alt
    assert alt_text.endswith(
        "Outlook: closer to what happened than the rate before any sign."
        " Your guess: no closer to what happened than the rate before any sign."
    )
    assert "luck" not in alt_text


def test_the_axis_of_what_happened_runs_from_0_to_100():
    scales = [
        layer["encoding"]["x"]["scale"]
        for layer in layers_of(calibration_template())
        if layer["encoding"]["x"].get("scale")
    ]
    assert scales
    assert all(scale["domain"] == [0, 100] and scale["nice"] is False for scale in scales)


@pytest.mark.parametrize("resolved", range(5))
def test_below_five_there_is_no_chart(resolved):
    record = track_record(forecasts((0.3, 0.4, 0, resolved)))
    with pytest.raises(ValueError, match=f"at least 5 resolved applications, got {resolved}"):
        charts.calibration_chart(record)
