"""A row that says nothing is no row of data, whatever it is made of; all others are."""

import pandas as pd
import pytest

from assessment.cohort.reader.problems import problem_sentences
from assessment.table_reading.rows import says_nothing
from tests.cohort.reader.reading import parquet_bytes, read

NOTHING = [
    ["", " "],
    ["-----", "-----"],
    ["=====", ""],
    ["—", "———"],
    ["\u200b", "\ufeff"],
    ["\x1a", ""],
    ['=""', '=""'],
]
SOMETHING = [["-", "-"], ["A", "---"], ["0", ""], ["?", ""], ["✓", ""], ["🙂", ""], ["日", ""]]


@pytest.mark.parametrize("row", NOTHING)
def test_what_cannot_be_seen_and_lines_say_nothing(row):
    assert says_nothing("".join(row))


@pytest.mark.parametrize("row", SOMETHING)
def test_anything_else_says_something(row):
    assert not says_nothing("".join(row))


def test_rows_that_say_nothing_are_counted_in_a_table_and_in_parquet():
    frame = pd.DataFrame([["A", "alone"], *NOTHING, *SOMETHING], columns=["person", "practice"], dtype="str")
    for content in (frame.to_csv(index=False), parquet_bytes(frame)):
        responses = read(content)
        assert responses.frame["person"].tolist() == ["A", *(person for person, _ in SOMETHING)]
        assert any(f"{len(NOTHING)} empty rows" in sentence for sentence in problem_sentences(responses.problems))
