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


COLUMNS_OF_CHOICES = [["id", "practice", "", ""], ["", "alone", "aloud", "none"], ["1", "", "aloud", ""]]


def test_a_column_for_each_choice_is_refused():
    with pytest.raises(AssessmentError, match="one column for each question"):
        find_heading(COLUMNS_OF_CHOICES, {**KNOWN, "id": "person"}.get)


@pytest.mark.parametrize("first", [["A", "alone", "late", ""], ["", "alone", "", ""], ["", "", "", "late"]])
def test_text_under_no_heading_is_no_choice_where_somebody_or_nothing_else_stands_before_it(first):
    rows = [["person", "practice", "", "shoes"], first]
    assert find_heading(rows, KNOWN.get).rows == 1


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["person", "practice"], ["1", "A", "alone"], ["2", "B", "late"]], ("", "person", "practice")),
        ([["person", "practice"], ["1", "A", "alone"], ["3", "B", "late"]], ("person", "practice")),
        ([["person", "practice"], ["1", "alone", ""]], ("person", "practice")),
        ([["person", "practice"]], ("person", "practice")),
    ],
)
def test_rows_that_begin_with_their_number_have_a_column_without_heading(rows, names):
    assert find_heading(rows, KNOWN.get).names == names
