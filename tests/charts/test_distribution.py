"""Histograms show counts of people as they are, on one scale, and know nobody."""

import json
from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment import charts
from assessment.charts import distribution
from assessment.charts.chart import FONT_SIZE, NARROW, text_width
from assessment.charts.distribution import Histogram
from assessment.charts.templates.distribution import distribution_template
from tests.charts.example_charts import DOMAINS, EXAMPLES, THIRTY
from tests.charts.spec_reading import chart_rows, param_value

counts_of_people = st.lists(st.integers(0, 50_000), min_size=1, max_size=20)


def rows_of(spec, name):
    return chart_rows(distribution_template(), spec, name)


def test_a_chart_of_a_large_cohort_is_as_small_as_that_of_a_small_one():
    assert len(json.dumps(EXAMPLES["distribution of many"]().spec)) < 20_000


def test_a_distribution_says_how_many_there_are_and_where_the_middle_is():
    chart = charts.distribution_chart(THIRTY, "Readiness", "of 100")
    assert chart.alt == ("Readiness, of 100: 30 people, median at 60–70; the most in one place are 11 at 60–70.")
    assert chart.columns == ("Readiness, of 100", "People", "Of 100 people")
    assert chart.rows[4:7] == (("40–50", "4", "13"), ("50–60", "3", "10"), ("60–70", "11", "37"))
    heads = [row["text"] for row in rows_of(chart.spec, "heads")]
    assert heads == ["Readiness, of 100", "30 people, median 60–70"]
    assert [row["text"] for row in rows_of(chart.spec, "bars")] == [
        "1",
        "4",
        "3",
        "11",
        "6",
        "4",
        "1",
    ]


@given(counts_of_people)
def test_every_bar_is_as_high_as_its_count_and_nobody_is_lost(counts):
    chart = charts.distribution_chart(counts, "Readiness", "of 100")
    bars = rows_of(chart.spec, "bars")
    assert [row["count"] for row in bars] == [count for count in counts if count]
    assert [int(row[1].replace(",", "")) for row in chart.rows] == counts
    assert sum(row["fullest"] for row in bars) == bool(bars)
    most = max(counts)
    for row in bars:
        assert row["text"].replace(",", "") == str(row["count"])
        assert row["base"] - row["top"] == pytest.approx(
            max(distribution.LEAST, distribution.SINGLE * row["count"] / most), abs=0.01
        )


@given(counts_of_people.filter(any))
def test_half_of_the_people_are_in_the_middle_place_or_below_and_fewer_before_it(counts):
    histogram = Histogram(counts)
    index = [histogram.bin_label(each) for each in range(len(counts))].index(histogram.median_bin)
    up_to = [0, *accumulate(counts)]
    assert 2 * up_to[index] < sum(counts) <= 2 * up_to[index + 1]


@given(counts_of_people.filter(any), st.sampled_from([280, 354, 700]))
def test_numbers_are_shown_on_every_bar_only_where_they_all_fit(counts, width):
    spec = charts.distribution_chart(counts, "Readiness", "of 100").spec
    bars = rows_of(spec, "bars")
    pitch = width / param_value(spec, "bins")
    assume(param_value(spec, "widest") + 4 <= pitch)
    middles = [width * (row["low"] + row["high"]) / 2 / param_value(spec, "high") for row in bars]
    ends = [
        (middle - row["number_width"] / 2, middle + row["number_width"] / 2)
        for middle, row in zip(middles, bars, strict=True)
    ]
    assert all(one[1] < other[0] for one, other in pairwise(ends))
    assert all(left >= 0 and right <= width for left, right in ends)


def test_few_of_many_still_have_a_bar_and_a_share():
    chart = charts.distribution_chart((1, 49_999), "Outlook", "in 100")
    assert chart.rows == (("0–50", "1", "under 1"), ("50–100", "49,999", "100"))
    smallest = rows_of(chart.spec, "bars")[0]
    assert smallest["base"] - smallest["top"] == distribution.LEAST


def test_nobody_yet_is_said_in_words():
    chart = EXAMPLES["distribution of nobody"]()
    assert chart.alt == "Readiness, of 100: nobody scored yet."
    assert rows_of(chart.spec, "bars") == []
    assert chart.rows[0] == ("0–10", "0", "")


def test_one_person_is_one_person():
    chart = charts.distribution_chart((0, 1), "Readiness", "of 100")
    assert "1 person, median 50–100" in [row["text"] for row in rows_of(chart.spec, "heads")]


def test_the_domains_stand_below_each_other_on_one_scale():
    chart = charts.domain_multiples(DOMAINS)
    assert chart.columns == ("Readiness of 100", *DOMAINS)
    assert chart.rows[-1] == ("90–100", "1", "28", "0")
    assert chart.alt == (
        "Readiness of 100 by domain."
        " In the room: 30 people, median at 60–70; the most in one place are 11 at 60–70."
        " Preparation: 28 people, median at 90–100; the most in one place are 28 at 90–100."
        " Follow-through: nobody scored yet."
    )
    heights = {row["count"]: row["base"] - row["top"] for row in rows_of(chart.spec, "bars")}
    assert heights[28] == distribution.MULTIPLE
    assert heights[11] == pytest.approx(distribution.MULTIPLE * 11 / 28, abs=0.01)


@given(st.lists(st.lists(st.integers(0, 9_999), min_size=10, max_size=10), min_size=1, max_size=6), st.integers(3, 30))
def test_panels_never_reach_into_each_other_and_heads_never_touch(spreads, long):
    chart = charts.domain_multiples({f"{'d' * long}{at}": counts for at, counts in enumerate(spreads)})
    bases = [row["y"] for row in rows_of(chart.spec, "bases")]
    assert chart.spec["height"] == bases[-1]
    heads = rows_of(chart.spec, "heads")
    for place, base in enumerate(bases):
        above = bases[place - 1] if place else 0
        title, summary = heads[2 * place : 2 * place + 2]
        assert above < title["y"] <= summary["y"] < base - distribution.MULTIPLE - distribution.ABOVE
        if title["y"] == summary["y"]:
            assert text_width(title["text"]) + text_width(summary["text"]) < NARROW
            assert (title["side"], summary["side"]) == (0, 1)
        else:
            assert summary["y"] - title["y"] >= FONT_SIZE
    for row in rows_of(chart.spec, "bars"):
        assert row["base"] in bases
        assert row["base"] - row["top"] <= distribution.MULTIPLE + 0.01


@pytest.mark.parametrize("counts", [(), (1, -2)])
def test_what_is_no_count_of_people_is_refused(counts):
    with pytest.raises(ValueError, match="counts of people"):
        charts.distribution_chart(counts, "Readiness", "of 100")
    with pytest.raises(ValueError, match="counts of people"):
        charts.domain_multiples({"In the room": counts})


def test_domains_with_other_numbers_of_bins_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        charts.domain_multiples({"In the room": (1, 2), "Preparation": (1,)})


def test_domains_are_needed():
    with pytest.raises(ValueError, match="at least one domain"):
        charts.domain_multiples({})
