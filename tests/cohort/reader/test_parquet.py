"""Parquet is read whatever the types of its columns, and refused when damaged or too long."""

import io
import tracemalloc

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.cohort.reader.problems import problem_sentences
from tests.cohort.people import random_frame
from tests.cohort.reader.reading import parquet_bytes, problem_cells, read, read_or_check_refusal, refusal
from tests.support import examples


def test_a_small_parquet_of_many_rows_is_refused_before_it_is_read():
    bomb = io.BytesIO()
    pq.write_table(
        pa.table({"practice": pa.DictionaryArray.from_arrays(np.zeros(3_000_000, np.int8), ["alone"])}), bomb
    )
    assert len(bomb.getvalue()) < 20_000
    assert "more than 50,000 rows" in refusal(bomb.getvalue(), most_rows=50_000)


@pytest.mark.parametrize("kind", ["category", "str", "object"])
def test_parquet_is_read_whatever_kind_its_columns_are(kind):
    frame = random_frame(50, seed=1)
    responses = read(parquet_bytes(frame.astype(kind) if kind != "category" else frame))
    people = frame[frame.notna().any(axis=1)]
    expected = people.astype(object).set_index(people.index + 2)
    pd.testing.assert_frame_equal(responses.frame.astype(object), expected, check_names=False)


def test_rows_without_anything_are_no_people():
    responses = read(parquet_bytes(pd.DataFrame({"practice": ["alone", None, " "], "region": ["", "", "north"]})))
    assert responses.frame.index.tolist() == [2, 4]
    assert "1 empty row was left out." in problem_sentences(responses.problems)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (200, "its rows have more than 131,072 characters on average."),
        (20_000, "practice: a cell has more than 131,072 characters."),
    ],
)
def test_one_text_of_100_mb_in_many_rows_is_refused_before_it_fills_the_memory(rows, sentence):
    bomb = io.BytesIO()
    column = pa.DictionaryArray.from_arrays(np.zeros(rows, np.int8), ["x" * 100_000_000])
    table = pa.table({"practice": column, "person": ["a"] * rows})
    pq.write_table(table, bomb, compression="zstd", write_statistics=False)
    tracemalloc.start()
    assert refusal(bomb.getvalue()) == sentence
    assert tracemalloc.get_traced_memory()[1] < 150_000_000
    tracemalloc.stop()


def test_parquet_dates_and_numbers_are_read():
    frame = pd.DataFrame({"interview_date": [pd.Timestamp(2026, 11, 2), None], "practice": [1, 2], "cost": [0.5, None]})
    responses = read(parquet_bytes(frame))
    assert responses.frame["interview_date"].tolist() == [pd.Timestamp(2026, 11, 2), pd.NaT]
    assert [row[:3] for row in problem_cells(responses.problems)[1:]] == [[2, "practice", "1"], [3, "practice", "2"]]


@pytest.fixture(scope="module")
def whole():
    """A file of Parquet without damage."""
    return parquet_bytes(pd.DataFrame({"finalists": ["two", "three", None] * 50, "person": ["a", "b", "c"] * 50}))


@given(at=st.floats(0, 1), wrong=st.binary(min_size=1, max_size=40))
@examples(2)
@example(at=0.08203125, wrong=b"\x03")
@example(at=0.1885, wrong=b"\xc0\x8a\xfbg")  # pyarrow ends the process where the column is asked for its size
def test_a_damaged_parquet_file_is_read_or_refused(whole, at, wrong):
    content = bytearray(whole)
    place = int(at * (len(content) - 1))
    content[place : place + len(wrong)] = wrong
    responses = read_or_check_refusal(bytes(content))
    assert responses is None or responses.frame.index.tolist() == list(range(2, 2 + len(responses.frame)))


@pytest.mark.parametrize(
    "values",
    [
        pa.array([0, 10**12, -(10**12)], pa.timestamp("s")),
        pa.array([0, 2**62, -(2**62)], pa.timestamp("us", "Asia/Kathmandu")),
        pa.array([0, 2**30, -(2**31)], pa.date32()),
    ],
    ids=str,
)
def test_a_day_that_python_cannot_hold_is_a_problem_of_its_row(values):
    file = io.BytesIO()
    pq.write_table(pa.table({"interview_date": values}), file)
    responses = read(file.getvalue())
    assert list(responses.problems["row"]) == [3, 4]
    assert list(responses.frame["interview_date"].notna()) == [True, False, False]


def test_a_long_text_that_is_repeated_too_often_is_refused_before_it_is_unpacked():
    rows = 3_000
    repeated = pa.DictionaryArray.from_arrays(np.zeros(rows, np.int32), ["x" * 100_000])
    file = io.BytesIO()
    pq.write_table(pa.table({"practice": ["alone"] * rows, "note": repeated}), file)
    assert len(file.getvalue()) < 200_000
    assert refusal(file.getvalue()) == "note: its texts unpack to more than 256 MB; shorten them."
