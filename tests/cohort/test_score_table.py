"""A table written as CSV says what the frame says: every text, guarded, and every number to the last bit."""

import csv
import math

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.score_table import _digits, _digits_once_each, table_writer
from assessment.core.text.guards import guard

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["", '"', 'a,"b"', "a\r\nb", "=1+1"]
)
NUMBERS = st.floats(allow_infinity=False) | st.sampled_from([0.0, 50.0, 100 / 3, 1e-7, 1e22, math.nan])
ROWS = st.lists(st.tuples(TEXTS, NUMBERS, st.integers(-(2**53), 2**53) | st.none()), max_size=8)


@given(st.lists(NUMBERS | st.just(-0.0) | st.none(), max_size=40))
def test_numbers_that_are_the_same_are_written_once_to_the_same_digits(numbers):
    many = pa.array(numbers * 2, pa.float64())
    assert _digits_once_each(many).equals(_digits(many))


@given(ROWS, ROWS)
def test_cells_come_back_as_they_were(tmp_path_factory, first, second):
    path = tmp_path_factory.mktemp("table") / "table.csv"
    with table_writer(path, guard) as append:
        for rows in (first, second):
            texts, numbers, counts = zip(*rows, strict=True) if rows else ((), (), ())
            columns = {"a,b": pd.array(texts, "str"), "=n": np.array(numbers, float), "c": pd.array(counts, "Int64")}
            append(pd.DataFrame(columns))
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *cells = csv.reader(file)
    assert heading == ["a,b", "'=n", "c"]
    assert [row[0] for row in cells] == [guard(text) for text, _, _ in [*first, *second]]
    for (_, number, count), (_, digits, whole) in zip([*first, *second], cells, strict=True):
        assert (
            digits == ""
            if math.isnan(number)
            else float(digits) == number and (abs(number) >= 1e9 or "." in digits or "e" in digits)
        )
        assert whole == ("" if count is None else str(count))
