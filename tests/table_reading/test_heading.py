"""The heading is the row that names columns, also below a title, and no other row with a known word."""

import pytest

from assessment.core.errors import AssessmentError
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
        ([["practice", ""], ["person", "practice"]], 2),
        ([["practice", ""], ["A", "B"]], 1),
    ],
)
def test_below_other_text_a_heading_names_two_columns_or_is_longer(rows, heading_ends):
    heading = find_heading(rows, KNOWN.get)
    assert (heading and heading.rows) == heading_ends


HEADING = ["id", "practice", "", "", "shoes", "person"]


@pytest.mark.parametrize(
    "below", [["", "alone", "aloud", "none"], ["", "alone", "aloud", "none", "Which?", "Open-Ended Response"]]
)
def test_a_column_for_each_choice_is_refused(below):
    with pytest.raises(AssessmentError, match="one column for each question"):
        find_heading([HEADING, below, ["1", "", "aloud", ""]], KNOWN.get)


@pytest.mark.parametrize(
    "below",
    [
        ["1", "alone", "aloud", "none"],
        ["", "alone", "a remark", "", "", ""],
        ["", "alone", "a remark", "another", "", "A"],
        ["", "", "", "", "red", "A"],
    ],
)
def test_text_beside_an_answer_is_no_choice_where_somebody_or_another_answer_stands(below):
    assert find_heading([HEADING, below], KNOWN.get).rows == 1
