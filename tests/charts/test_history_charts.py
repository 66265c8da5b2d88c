"""The trend and the calibration show the numbers they are given, and never join what does not belong together."""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import charts
from assessment.catalog import available_languages
from assessment.charts import calibration, chart, label_layout, palette, trend
from assessment.charts.trend import breaks
from assessment.core.applications.records import Snapshot, SnapshotScores
from assessment.core.model.process import Process
from assessment.core.outcomes.calibration import Forecast, Verdict, track_record
from assessment.core.scoring.probability import percent_int
from assessment.core.text.i18n import ENGLISH, format_day
from tests.charts.chart_rows import all_rows, layers_of, named_rows
from tests.support import INTERVIEW, speaking

TEMPLATES = (trend, calibration)
FIRST, SECOND = "2026.11+aaaaaaaa", "2026.12+bbbbbbbb"
WIDTHS = (chart.NARROW, 354, 700)


def snapshot(day, outlook=0.3, readiness=70.0, *, round=1, version=FIRST, low=None, high=None):
    scores = SnapshotScores(
        outlook=outlook,
        outlook_low=outlook / 2 if low is None else low,
        outlook_high=(1 + outlook) / 2 if high is None else high,
        base_rate=0.22,
        without_advice=outlook,
        silence=0.0,
        readiness=readiness,
    )
    date = INTERVIEW + timedelta(day)
    return Snapshot(date, datetime(date.year, date.month, date.day, tzinfo=UTC), round, version, scores, {}, Process())


SIX_DAYS = tuple(
    snapshot(day, outlook, readiness)
    for day, outlook, readiness in ((0, 0.25, 52), (1, 0.28, 60), (3, 0.31, 64), (7, 0.34, 71), (14, 0.26, 78.4))
)
SECOND_ROUND = (snapshot(18, 0.3, 74, round=2), snapshot(25, 0.45, 88, round=2))
RESCORED = tuple(
    snapshot((one.day - INTERVIEW).days, one.scores.outlook - 0.05, one.scores.readiness, version=SECOND)
    for one in SIX_DAYS
)


@st.composite
def histories(draw):
    """Snapshots of one application: rounds follow each other, some days are scored with both versions."""
    days = draw(st.lists(st.integers(0, 90), min_size=1, max_size=9, unique=True).map(sorted))
    rounds = sorted(draw(st.lists(st.integers(1, 7), min_size=len(days), max_size=len(days))))
    chance, points = st.floats(0, 1), st.none() | st.floats(0, 100)
    every = []
    for day, number in zip(days, rounds, strict=True):
        for version in draw(st.sampled_from([(FIRST,), (SECOND,), (FIRST, SECOND)])):
            low, outlook, high = sorted(draw(st.tuples(chance, chance, chance)))
            readiness = draw(points)
            every.append(snapshot(day, outlook, readiness, round=number, version=version, low=low, high=high))
            if draw(st.integers(0, 9)) == 0:
                every.append(snapshot(day, outlook, readiness, round=number + 1, version=version, low=low, high=high))
    return list({one.key: one for one in every}.values())


def forecasts(*rows):
    """Forecasts from (model, guess, offers, of how many)."""
    return [
        Forecast(model, 0.22, Verdict.OFFER if place < offers else Verdict.NO_OFFER, guess)
        for model, guess, offers, count in rows
        for place in range(count)
    ]


@st.composite
def records(draw):
    row = st.tuples(st.floats(0, 1), st.none() | st.floats(0, 1), st.booleans())
    made = draw(st.lists(row, min_size=5, max_size=60))
    return track_record(Forecast(p, 0.22, Verdict.OFFER if o else Verdict.NO_OFFER, g) for p, g, o in made)


SEVEN = track_record(forecasts((0.24, 0.55, 3, 7), (0.41, 0.9, 1, 2)))
NO_GUESS = track_record(forecasts((0.24, None, 3, 7)))
FORTY = track_record(forecasts((0.1, 0.9, 1, 20), (0.8, 0.2, 17, 20)))

EXAMPLES = {
    "trend": lambda: charts.trend_chart(SIX_DAYS),
    "trend of one day": lambda: charts.trend_chart(SIX_DAYS[:1]),
    "trend without readiness": lambda: charts.trend_chart([snapshot(0, readiness=None)]),
    "trend of two rounds": lambda: charts.trend_chart(SIX_DAYS + SECOND_ROUND),
    "trend rescored": lambda: charts.trend_chart(SIX_DAYS + RESCORED),
    "calibration": lambda: charts.calibration_chart(SEVEN),
    "calibration without guess": lambda: charts.calibration_chart(NO_GUESS),
    "calibration of forty": lambda: charts.calibration_chart(FORTY),
}


def param(spec, name):
    return next(each["value"] for each in spec["params"] if each["name"] == name)


# Every picture


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_is_valid_vega_lite_in_the_colours_of_the_palette_with_its_table(name):
    shown = EXAMPLES[name]()
    alt.Chart.from_dict(shown.spec, validate=True)
    assert all(isinstance(rows, list) for rows in all_rows(shown.spec))
    used = set(re.findall(r"#[0-9a-f]{6,8}\b", json.dumps(shown.spec)))
    assert used <= {token.anywhere for token in palette.TOKENS}
    assert {len(row) for row in shown.rows} == {len(shown.columns)}
    assert all(isinstance(cell, str) for row in shown.rows for cell in row)


@pytest.mark.parametrize("module", TEMPLATES)
def test_a_template_is_warm_built_once_and_left_as_it_was(module):
    charts.built_templates([ENGLISH])
    first, before = module.template_once(), json.dumps(module.template_once())
    for made in EXAMPLES.values():
        made()
    assert module.template_once() is first
    assert json.dumps(first) == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_rows_of_one_picture_never_reach_another(name):
    first, second = EXAMPLES[name](), EXAMPLES[name]()
    kept = json.dumps(first.spec)
    for rows in all_rows(second.spec):
        for row in rows:
            row.clear()
        rows.clear()
    assert json.dumps(first.spec) == kept
    assert json.dumps(EXAMPLES[name]().spec) == kept


# Trend


def test_the_trend_says_the_latest_and_the_first_numbers():
    shown = charts.trend_chart(SIX_DAYS)
    assert shown.alt == (
        "Outlook on Mon 16 Nov: 26 in 100, range 13–63. Readiness 78 of 100."
        " At first, on Mon 2 Nov: outlook 25. Readiness 52 of 100. 5 days."
    )
    assert shown.columns == ("Date", "Round", "Outlook of 100", "Range", "Readiness of 100", "Version")
    assert shown.rows[-1] == ("Mon 16 Nov", "1", "26", "13–63", "78", FIRST)
    assert [row["text"] for row in named_rows(trend, shown.spec, "ends")] == ["26", "13–63", "78"]
    assert named_rows(trend, shown.spec, "flags") == []


@given(histories())
def test_the_table_has_every_snapshot_with_its_own_numbers(snapshots):
    shown = charts.trend_chart(snapshots)
    expected = Counter(
        (
            format_day(one.day),
            str(one.round),
            str(percent_int(one.scores.outlook)),
            charts.range_label(one.scores.outlook_low, one.scores.outlook_high),
            "not answered yet" if one.scores.readiness is None else chart.points_label(one.scores.readiness),
            one.instrument_version,
        )
        for one in snapshots
    )
    assert Counter(shown.rows) == expected


@given(histories())
def test_both_panels_run_from_0_to_100_and_every_dot_stands_at_its_value(snapshots):
    spec = charts.trend_chart(snapshots).spec
    grid = [(row["y"], row["text"]) for row in named_rows(trend, spec, "grid")]
    assert [text for _, text in grid] == ["0", "50", "100"] * 2
    bottoms = {"outlook": grid[0][0], "readiness": grid[3][0]}
    tops = {"outlook": grid[2][0], "readiness": grid[5][0]}
    assert tops["readiness"] > bottoms["outlook"]
    assert spec["height"] == bottoms["readiness"]
    rows = [*named_rows(trend, spec, "dots"), *named_rows(trend, spec, "older")]
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
        for row in named_rows(trend, spec, name):
            joined[row.get("panel"), row["run"]].add((row["round"], row["version"]))
        assert all(len(series) == 1 for series in joined.values())
    drawn = [row for row in named_rows(trend, spec, "dots") if row["panel"] == "outlook"]
    assert sum(one["run"] != other["run"] for one, other in pairwise(drawn)) == sum(
        (one["round"], one["version"]) != (other["round"], other["version"]) for one, other in pairwise(drawn)
    )


@given(histories())
def test_snapshots_of_one_day_stand_beside_each_other(snapshots):
    dots = breaks.dots_of(snapshots)
    assert len({(dot.snapshot.day, dot.slot) for dot in dots}) == len(snapshots)
    days = breaks.Days.of(dots)
    for width in WIDTHS:
        at = [days.x(days.number(dot.snapshot.day), dot.slot, width) for dot in dots]
        assert at == sorted(at)


@pytest.mark.parametrize("code", available_languages())
@given(histories())
def test_names_of_breaks_never_touch_and_no_rule_runs_through_a_name(code, snapshots):
    with speaking(code):
        dots = breaks.dots_of(snapshots)
        days = breaks.Days.of(dots)
        named = breaks.breaks_of(dots, days)
        placed = breaks.flags_of(named, days)
        assert len(placed) == min(len(named), breaks.MOST_NAMED)
        named = named[len(named) - len(placed) :]
        for width in WIDTHS:
            at_width = [
                label_layout.Flag(
                    days.x(each.day, each.slot, width) - (0 if each.rule else label_layout.GAP),
                    chart.text_width(each.name),
                    flag.row,
                    flag.leftward,
                )
                for each, flag in zip(named, placed, strict=True)
            ]
            for one, other in combinations(at_width, 2):
                if one.row == other.row:
                    assert max(one.span[0], other.span[0]) >= min(one.span[1], other.span[1])
            for label in at_width:
                for rule, each in zip(at_width, named, strict=True):
                    if each.rule and rule is not label and rule.row >= label.row:
                        assert not label.span[0] < rule.at < label.span[1]


@given(histories())
def test_the_latest_numbers_stay_in_their_panel_right_of_the_last_dot(snapshots):
    spec = charts.trend_chart(snapshots).spec
    grid = [row["y"] for row in named_rows(trend, spec, "grid")]
    for row in named_rows(trend, spec, "ends"):
        assert any(top - 8 <= row["y"] <= bottom + 8 for bottom, top in ((grid[0], grid[2]), (grid[3], grid[5])))
        room = breaks.GUTTER - 11 - breaks.BESIDE / 2
        assert chart.text_width(row["text"], row["size"]) <= room


def test_a_single_snapshot_is_a_dot_with_its_range():
    spec = charts.trend_chart(SIX_DAYS[:1]).spec
    assert [row["panel"] for row in named_rows(trend, spec, "dots")] == ["outlook", "readiness"]
    assert len(named_rows(trend, spec, "bars")) == 1
    assert param(spec, "last") == breaks.SHORTEST
    assert charts.trend_chart(SIX_DAYS[:1]).alt.endswith("One day so far.")


def test_a_new_round_is_a_marked_break_between_the_days():
    shown = charts.trend_chart(SIX_DAYS + SECOND_ROUND)
    assert [row["text"] for row in named_rows(trend, shown.spec, "flags")] == ["round 1", "round 2"]
    upper, lower = named_rows(trend, shown.spec, "rules")
    assert upper["day"] == lower["day"] == 16
    assert shown.alt.endswith("7 days; round 1 from Mon 2 Nov; round 2 from Fri 20 Nov.")


def test_a_round_that_starts_on_the_last_day_of_the_one_before_breaks_between_the_two_dots():
    spec = charts.trend_chart([*SIX_DAYS, snapshot(14, 0.3, 74, round=2)]).spec
    one, other = [row for row in named_rows(trend, spec, "dots") if row["day"] == 14 and row["panel"] == "outlook"]
    rule = named_rows(trend, spec, "rules")[0]
    assert rule["day"] == 14
    assert one["slot"] < rule["slot"] < other["slot"]
    assert one["run"] != other["run"]


@pytest.mark.parametrize("order", [SIX_DAYS + RESCORED, tuple(reversed(RESCORED + SIX_DAYS))])
def test_older_figures_stand_hollow_beside_the_newer_ones(order):
    later = snapshot(20, 0.2, 80, version=SECOND)
    shown = charts.trend_chart([*order, later])
    assert {row["version"] for row in named_rows(trend, shown.spec, "older")} == {FIRST}
    assert {row["version"] for row in named_rows(trend, shown.spec, "dots")} == {SECOND}
    assert trend.OLDER in [row["text"] for row in named_rows(trend, shown.spec, "heads")]
    assert shown.alt.endswith("6 days. 5 days with older figures too.")
    assert [row[5] for row in shown.rows[:2]] == [FIRST, SECOND]


def test_new_figures_without_rescoring_break_the_line():
    shown = charts.trend_chart([*SIX_DAYS, snapshot(20, version=SECOND)])
    assert [row["text"] for row in named_rows(trend, shown.spec, "flags")] == [breaks.NEW_FIGURES]
    assert named_rows(trend, shown.spec, "older") == []


def test_readiness_that_was_never_answered_says_so():
    shown = charts.trend_chart([snapshot(0, readiness=None)])
    assert trend.UNANSWERED in [row["text"] for row in named_rows(trend, shown.spec, "heads")]
    assert "No readiness yet." in shown.alt
    assert shown.rows[0][4] == "not answered yet"


def test_less_than_a_point_of_readiness_is_still_shown_as_some():
    shown = charts.trend_chart([snapshot(0, readiness=0.2)])
    assert named_rows(trend, shown.spec, "ends")[-1]["text"] == "<1"
    assert shown.rows[0][4] == "under 1"


def test_a_trend_needs_a_snapshot():
    with pytest.raises(ValueError, match="at least one snapshot"):
        charts.trend_chart([])


# Calibration


def test_calibration_says_how_many_of_each_tenth_got_an_offer():
    shown = charts.calibration_chart(SEVEN)
    assert shown.rows == (
        ("20–30", "Outlook", "3 of 7", "43", "24"),
        ("40–50", "Outlook", "1 of 2", "50", "41"),
        ("50–60", "Your guess", "3 of 7", "43", "55"),
        ("90–100", "Your guess", "1 of 2", "50", "90"),
    )
    assert shown.alt == (
        "4 of 9 applications with an outcome got an offer."
        " Outlook: 28 in 100 on average, and 44 in 100 got an offer; where it said 20–30, 3 of 7;"
        " where it said 40–50, 1 of 2."
        " Your guess: 63 in 100 on average, and 44 in 100 got an offer; where it said 50–60, 3 of 7;"
        " where it said 90–100, 1 of 2."
        " These are too few to tell skill from luck."
    )
    told = named_rows(calibration, shown.spec, "labels")
    assert {row["brief"] for row in told} == {"3 of 7", "1 of 2"}
    assert [row["shown"] for row in told].count("1 of 2 got an offer") == 1
    assert calibration.TOO_FEW in [row["text"] for row in named_rows(calibration, shown.spec, "heads")]


@given(records())
def test_every_dot_is_the_share_of_its_tenth_in_its_own_lane(record):
    spec = charts.calibration_chart(record).spec
    for name, bins in (("model", record.model_bins), ("guess", record.guess_bins)):
        rows = named_rows(calibration, spec, name)
        assert [row["value"] for row in rows] == pytest.approx([100 * each.offers / each.count for each in bins])
        assert [row["brief"] for row in rows] == [f"{each.offers} of {each.count}" for each in bins]
        tenths = {row["text"]: row for row in named_rows(calibration, spec, "tenths")}
        for row, each in zip(rows, bins, strict=True):
            tenth = tenths[calibration.tenth_label(each)]
            assert tenth["top"] < row["y"] < tenth["bottom"]
    every = sorted(row["y"] for row in named_rows(calibration, spec, "labels"))
    assert all(later - earlier >= calibration.LANE for earlier, later in pairwise(every))


@given(records())
def test_a_dot_grows_with_its_count_and_fits_its_lane(record):
    rows = named_rows(calibration, charts.calibration_chart(record).spec, "labels")
    areas = [(int(row["brief"].split()[-1]), row["area"]) for row in rows]
    assert [area for _, area in sorted(areas)] == sorted(area for _, area in areas)
    assert all(area <= 3.14 * (calibration.LANE / 2) ** 2 for _, area in areas)


@given(st.integers(1, 50_000), st.floats(0, 1), st.integers(0, 9))
def test_labels_stay_between_the_forecasts_and_the_edge_of_a_phone(count, share, tenth):
    each = calibration.Bin(tenth / 10, (tenth + 1) / 10, count, tenth / 10, round(share * count))
    row = calibration._dot("Outlook", each, 0, count)
    room = chart.NARROW - calibration.LEFT - calibration.RIGHT
    start = calibration.LEFT + room * row["value"] / 100 + row["dx"]
    far = start + chart.text_width(row["brief"]) * (1 if row["dx"] > 0 else -1)
    assert chart.text_width("90–100") <= far <= chart.NARROW
    assert start * (1 if row["dx"] > 0 else -1) < far * (1 if row["dx"] > 0 else -1)


@given(records())
def test_the_diagonal_goes_through_the_corners_of_the_tenths(record):
    spec = charts.calibration_chart(record).spec
    tenths = named_rows(calibration, spec, "tenths")
    low, high = named_rows(calibration, spec, "diagonal")
    assert (low["value"], low["y"]) == (tenths[0]["low"], tenths[0]["bottom"])
    assert (high["value"], high["y"]) == (tenths[-1]["high"], tenths[-1]["top"])
    assert all(one["top"] == other["bottom"] for one, other in pairwise(tenths))


def test_no_curve_is_ever_drawn_through_the_dots():
    lines = [
        layer["data"]["name"] for layer in layers_of(calibration.template_once()) if layer["mark"]["type"] == "line"
    ]
    assert lines == ["diagonal"]


def test_outlook_and_guess_are_told_apart_by_shape_and_colour_and_words():
    layers = {layer["data"]["name"]: layer["mark"] for layer in layers_of(calibration.template_once())}
    assert (layers["model"]["shape"], layers["guess"]["shape"]) == ("circle", "diamond")
    assert layers["model"]["color"] != layers["guess"]["color"]
    heads = [row["text"] for row in named_rows(calibration, charts.calibration_chart(SEVEN).spec, "heads")]
    assert heads[:3] == ["forecast", "● outlook", "◆ your guess"]


def test_without_a_guess_there_is_none():
    shown = charts.calibration_chart(NO_GUESS)
    assert named_rows(calibration, shown.spec, "guess") == []
    assert "guess" not in shown.alt
    assert {row[1] for row in shown.rows} == {"Outlook"}


def test_from_thirty_on_it_says_who_was_closer_than_the_base_rate():
    alt_text = charts.calibration_chart(FORTY).alt
    assert alt_text.endswith(
        "Outlook: closer to what happened than the rate before any sign."
        " Your guess: no closer to what happened than the rate before any sign."
    )
    assert "luck" not in alt_text


def test_the_axis_of_what_happened_runs_from_0_to_100():
    scales = [
        layer["encoding"]["x"]["scale"]
        for layer in layers_of(calibration.template_once())
        if layer["encoding"]["x"].get("scale")
    ]
    assert scales
    assert all(scale["domain"] == [0, 100] and scale["nice"] is False for scale in scales)


@pytest.mark.parametrize("resolved", range(5))
def test_below_five_there_is_no_picture(resolved):
    record = track_record(forecasts((0.3, 0.4, 0, resolved)))
    with pytest.raises(ValueError, match=f"at least 5 resolved applications, got {resolved}"):
        charts.calibration_chart(record)
