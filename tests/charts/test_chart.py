"""The numbers of the charts in words."""

import pytest

from assessment.charts import chart
from assessment.core.scoring.probability import percent_int


@pytest.mark.parametrize(
    ("probability", "shown"), [(0, 0), (0.004, 0), (0.2249, 22), (0.318, 32), (0.896, 90), (1, 100)]
)
def test_the_number_shown_is_the_rounded_number_of_100(probability, shown):
    assert percent_int(probability) == shown
    assert chart.probability_label(probability) == f"{shown} in 100"


def test_a_range_has_both_ends():
    assert chart.range_label(0.196, 0.484) == "20–48"


@pytest.mark.parametrize(
    ("points", "words"), [(0, "0"), (0.2, "under 1"), (0.5, "1"), (70.6, "71"), (99.5, "100"), (2.5, "3")]
)
def test_points_are_whole_and_never_hide_that_there_are_some(points, words):
    assert chart.points_label(points) == words
