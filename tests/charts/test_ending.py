"""Guess, forecast and outcome on one line of 100."""

from itertools import pairwise, product

import pytest

from assessment.charts.chart import NARROW, text_width
from assessment.charts.ending import MARGIN, NAME_SIZE, ending_chart
from tests.support import in_language


def rows_of(chart):
    (layer,) = [layer for layer in chart.spec["layer"] if "values" in layer.get("data", {})]
    return layer["data"]["values"]


def span(row):
    """From where to where a name goes on the narrowest phone."""
    place, width = MARGIN + (NARROW - 2 * MARGIN) * row["number"] / 100, text_width(row["name"], NAME_SIZE)
    start = {"left": place, "center": place - width / 2, "right": place - width}[row["align"]]
    return start, start + width


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_name_lies_on_another(language):
    numbers = [*range(0, 101, 5), 99]
    with in_language(language):
        for guess, forecast, offered in product([None, *numbers], numbers, [None, False, True]):
            rows = rows_of(ending_chart(forecast / 100, guess, offered))
            assert len(rows) == 1 + (guess is not None) + (offered is not None)
            for y in {row["y"] for row in rows}:
                spans = sorted(span(row) for row in rows if row["y"] == y)
                assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_what_is_far_apart_stands_above_the_line():
    rows = rows_of(ending_chart(0.6, None, offered=False))
    assert len({row["y"] for row in rows}) == 1
