"""The pictures of a cohort show counts of people as they are, on one scale, and know nobody."""

import json
import re
from itertools import accumulate, pairwise

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import charts
from assessment.charts import chart, distribution, palette
from assessment.core.text.i18n import ENGLISH
from tests.charts.chart_rows import all_rows, named_rows

TENTHS = range(0, 101, 10)
TWENTIETHS = range(0, 101, 5)
THIRTY = (0, 0, 1, 0, 4, 3, 11, 6, 4, 1)
MANY = (3, 14, 43, 95, 254, 557, 1106, 1902, 3214, 4382, 5495, 6423, 6632, 6097, 4927, 3670, 2439, 1425, 900, 422)
DOMAINS = {"In the room": THIRTY, "Preparation": (0,) * 9 + (28,), "Follow-through": (0,) * 10}

EXAMPLES = {
    "thirty": lambda: charts.distribution_chart(THIRTY, TENTHS, "Readiness", "of 100"),
    "many": lambda: charts.distribution_chart(MANY, TWENTIETHS, "Outlook", "in 100"),
    "nobody": lambda: charts.distribution_chart((0,) * 10, TENTHS, "Readiness", "of 100"),
    "domains": lambda: charts.domain_multiples(DOMAINS, TENTHS),
    "many domains": lambda: charts.domain_multiples({"What you know about the company": MANY}, TWENTIETHS),
}
counts_of_people = st.lists(st.integers(0, 50_000), min_size=1, max_size=20)


def edges_for(counts):
    return [5.0 * place for place in range(len(counts) + 1)]


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


def test_the_template_is_warm_built_once_and_left_as_it_was():
    charts.built_templates([ENGLISH])
    first, before = distribution.template_once(), json.dumps(distribution.template_once())
    for made in EXAMPLES.values():
        made()
    assert distribution.template_once() is first
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


@pytest.mark.parametrize("name", EXAMPLES)
def test_there_is_no_legend(name):
    assert '"legend": {' not in json.dumps(EXAMPLES[name]().spec)


def test_a_picture_of_a_large_cohort_is_as_small_as_that_of_a_small_one():
    assert len(json.dumps(EXAMPLES["many"]().spec)) < 20_000


# One score


def test_a_distribution_says_how_many_there_are_and_where_the_middle_is():
    shown = charts.distribution_chart(THIRTY, TENTHS, "Readiness", "of 100")
    assert shown.alt == (
        "Readiness, of 100: 30 people, the middle one at 60–70; the most in one place are 11 at 60–70."
    )
    assert shown.columns == ("Readiness, of 100", "People", "Of 100 people")
    assert shown.rows[4:7] == (("40–50", "4", "13"), ("50–60", "3", "10"), ("60–70", "11", "37"))
    heads = [row["text"] for row in named_rows(distribution, shown.spec, "heads")]
    assert heads == ["Readiness, of 100", "30 people, middle 60–70"]
    assert [row["text"] for row in named_rows(distribution, shown.spec, "bars")] == ["1", "4", "3", "11", "6", "4", "1"]


@given(counts_of_people)
def test_every_bar_is_as_high_as_its_count_and_nobody_is_lost(counts):
    shown = charts.distribution_chart(counts, edges_for(counts), "Readiness", "of 100")
    bars = named_rows(distribution, shown.spec, "bars")
    assert [row["count"] for row in bars] == [count for count in counts if count]
    assert [int(row[1].replace(",", "")) for row in shown.rows] == counts
    assert sum(row["fullest"] for row in bars) == bool(bars)
    most = max(counts)
    for row in bars:
        assert row["text"].replace(",", "") == str(row["count"])
        assert row["base"] - row["top"] == pytest.approx(
            max(distribution.LEAST, distribution.SINGLE * row["count"] / most), abs=0.01
        )


@given(counts_of_people)
def test_half_of_the_people_are_in_the_middle_place_or_below_and_fewer_before_it(counts):
    if not sum(counts):
        return
    spread = distribution.Spread.of(counts, edges_for(counts))
    place = [spread.name(at) for at in range(len(counts))].index(spread.middle)
    reached = [0, *accumulate(counts)]
    assert 2 * reached[place] < sum(counts) <= 2 * reached[place + 1]


@given(counts_of_people, st.sampled_from([280, 354, 700]))
def test_numbers_are_shown_on_every_bar_only_where_they_all_fit(counts, width):
    spec = charts.distribution_chart(counts, edges_for(counts), "Readiness", "of 100").spec
    bars = named_rows(distribution, spec, "bars")
    pitch = width / param(spec, "bins")
    if param(spec, "widest") + 4 > pitch:
        return
    middles = [width * (row["low"] + row["high"]) / 2 / param(spec, "high") for row in bars]
    ends = [(middle - row["words"] / 2, middle + row["words"] / 2) for middle, row in zip(middles, bars, strict=True)]
    assert all(one[1] < other[0] for one, other in pairwise(ends))
    assert all(left >= 0 and right <= width for left, right in ends)


def test_few_of_many_still_have_a_bar_and_a_share():
    shown = charts.distribution_chart((1, 49_999), (0, 50, 100), "Outlook", "in 100")
    assert shown.rows == (("0–50", "1", "under 1"), ("50–100", "49,999", "100"))
    smallest = named_rows(distribution, shown.spec, "bars")[0]
    assert smallest["base"] - smallest["top"] == distribution.LEAST


def test_nobody_yet_is_said_in_words():
    shown = EXAMPLES["nobody"]()
    assert shown.alt == "Readiness, of 100: nobody scored yet."
    assert named_rows(distribution, shown.spec, "bars") == []
    assert shown.rows[0] == ("0–10", "0", "")


def test_one_person_is_one_person():
    shown = charts.distribution_chart((0, 1), (0, 50, 100), "Readiness", "of 100")
    assert "1 person, middle 50–100" in [row["text"] for row in named_rows(distribution, shown.spec, "heads")]


# Domains


def test_the_domains_stand_below_each_other_on_one_scale():
    shown = charts.domain_multiples(DOMAINS, TENTHS)
    assert shown.columns == ("Readiness of 100", *DOMAINS)
    assert shown.rows[-1] == ("90–100", "1", "28", "0")
    assert shown.alt == (
        "Readiness of 100 by domain."
        " In the room: 30 people, the middle one at 60–70; the most in one place are 11 at 60–70."
        " Preparation: 28 people, the middle one at 90–100; the most in one place are 28 at 90–100."
        " Follow-through: nobody scored yet."
    )
    heights = {row["count"]: row["base"] - row["top"] for row in named_rows(distribution, shown.spec, "bars")}
    assert heights[28] == distribution.MULTIPLE
    assert heights[11] == pytest.approx(distribution.MULTIPLE * 11 / 28, abs=0.01)


@given(st.lists(st.lists(st.integers(0, 9_999), min_size=10, max_size=10), min_size=1, max_size=6), st.integers(3, 30))
def test_panels_never_reach_into_each_other_and_heads_never_touch(spreads, long):
    shown = charts.domain_multiples({f"{'d' * long}{at}": counts for at, counts in enumerate(spreads)}, TENTHS)
    bases = [row["y"] for row in named_rows(distribution, shown.spec, "bases")]
    assert shown.spec["height"] == bases[-1]
    heads = named_rows(distribution, shown.spec, "heads")
    for place, base in enumerate(bases):
        above = bases[place - 1] if place else 0
        title, summary = heads[2 * place : 2 * place + 2]
        assert above < title["y"] <= summary["y"] < base - distribution.MULTIPLE - distribution.ABOVE
        if title["y"] == summary["y"]:
            assert chart.text_width(title["text"]) + chart.text_width(summary["text"]) < chart.NARROW
            assert (title["side"], summary["side"]) == (0, 1)
        else:
            assert summary["y"] - title["y"] >= chart.FONT_SIZE
    for row in named_rows(distribution, shown.spec, "bars"):
        assert row["base"] in bases
        assert row["base"] - row["top"] <= distribution.MULTIPLE + 0.01


# What cannot be drawn


@pytest.mark.parametrize(
    ("counts", "edges", "message"),
    [
        ((1, 2), (0, 50), "one edge more than counts"),
        ((), (0,), "one edge more than counts"),
        ((1, 2), (0, 10, 100), "evenly spaced"),
        ((1, 2), (0, 0, 0), "evenly spaced"),
        ((1, 2), (100, 50, 0), "evenly spaced"),
        ((1, 2), (0, float("nan"), 100), "evenly spaced"),
        ((1, -2), (0, 50, 100), "counts of people"),
    ],
)
def test_counts_that_do_not_fit_their_edges_are_refused(counts, edges, message):
    with pytest.raises(ValueError, match=message):
        charts.distribution_chart(counts, edges, "Readiness", "of 100")
    with pytest.raises(ValueError, match=message):
        charts.domain_multiples({"In the room": counts}, edges)


def test_domains_are_needed():
    with pytest.raises(ValueError, match="at least one domain"):
        charts.domain_multiples({}, TENTHS)
