"""A row that says nothing is no row of data, whatever it is made of; all others are."""

import pandas as pd
import pytest

from assessment.cohort.reader.problems import problem_sentences
from assessment.table_reading.rows import says_nothing
from tests.cohort.reader.reading import parquet_bytes, read

NOTHING = ["", " ", "---", "=====", "—————", "\u200b\ufeff", "\x1a", '=""', ":--:"]
SOMETHING = ["-", "--", "A", "0", "?", "***", "...", "✓", "🙂", "日", "--- A"]


@pytest.mark.parametrize("cell", NOTHING)
def test_what_cannot_be_seen_and_lines_say_nothing(cell):
    assert says_nothing(cell)


@pytest.mark.parametrize("cell", SOMETHING)
def test_anything_else_says_something(cell):
    assert not says_nothing(cell)


def test_rows_that_say_nothing_are_counted_in_a_table_and_in_parquet():
    rows = [["A", "alone"], *([cell, "--- "] for cell in NOTHING), *([cell, ""] for cell in SOMETHING)]
    frame = pd.DataFrame(rows, columns=["person", "practice"], dtype="str")
    for content in (frame.to_csv(index=False), parquet_bytes(frame)):
        responses = read(content)
        assert responses.frame["person"].tolist() == ["A", *SOMETHING]
        assert any(f"{len(NOTHING)} empty rows" in sentence for sentence in problem_sentences(responses.problems))
