"""The heading is the row that names columns, also below a title, and no other row with a known word."""

import pytest

from assessment.table_reading.heading import find_heading

KNOWN = {"person": "person", "practice": "practice"}


@pytest.mark.parametrize(
    ("rows", "heading_ends"),
    [
        ([["person"], ["A"]], 1),
        ([["Autumn"], ["person", "shoes"]], 2),
        ([["Autumn", "2026", "draft"], ["person", "practice", ""]], 2),
        ([["Autumn", "2026"], ["person", ""]], None),
        ([["Autumn", "2026"], ["person", "shoes"]], None),
    ],
)
def test_below_other_text_a_heading_names_two_columns_or_is_longer(rows, heading_ends):
    heading = find_heading(rows, KNOWN.get)
    assert (heading and heading.rows) == heading_ends
