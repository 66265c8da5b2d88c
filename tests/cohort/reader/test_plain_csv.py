"""Reading by pyarrow gives the same as reading row by row, bit for bit, wherever plain text ends."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cohort.reader import plain_csv
from assessment.cohort.reader.plain_csv import text_batches
from assessment.cohort.reader.rows import row_batches
from assessment.core.errors import AssessmentError
from assessment.table_reading import Dropped
from assessment.table_reading.delimited import delimited_rows, detect_format
from tests.support import examples

NAMES = ("person", "practice", "stories")
CELLS = st.sampled_from(["", " ", "alone", "with a person", "é日", "a;b", "person", "x" * 40, "\ufeff", "NA", "null"])
LINES = st.lists(CELLS, min_size=3, max_size=3).map(",".join)
QUOTED = ['"a, b",c,d', '"a\nb",c,d', '"open,b,c', '"a"x,b,c', '"",,""']
ODD = st.sampled_from(["", ",,", "a", "a,b,c,d", "a,b,c,", *QUOTED, "a\rb,c,d", "person,practice,stories"])
TABLES = st.lists(LINES | LINES | LINES | ODD, max_size=30)


def everything(batches, dropped):
    """All rows with their cells, the unreadable ones, what was dropped, and the error that ends it."""
    rows, unreadable, error = [], {}, ()
    try:
        for batch in batches:
            cells = [[column.texts[code] for code in column.codes] for column in batch.columns.values()]
            rows += zip(batch.rows.tolist(), *cells, strict=True)
            unreadable |= batch.unreadable
    except AssessmentError as problem:
        error = problem.problems
    return rows, unreadable, dropped, error


def both_ways(content):
    table = detect_format(io.BytesIO(content), lambda name: name if name in NAMES else None)
    fast, slow = Dropped(), Dropped()
    return (
        everything(text_batches(io.BytesIO(content), table, NAMES, fast), fast),
        everything(row_batches(delimited_rows(io.BytesIO(content), table, slow), NAMES), slow),
    )


@examples(3)
@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.sampled_from([20, 200, 1 << 24]), st.booleans(), st.booleans())
def test_plain_text_is_read_as_row_by_row(lines, end, block, has_mark, has_title):
    heading = [*(["A title"] if has_title else []), ",".join(NAMES)]
    content = end.join([*heading, *lines]).encode("utf-8-sig" if has_mark else "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_csv, "BLOCK_BYTES", block)
        fast, slow = both_ways(content)
    if not slow[-1]:
        assert fast == slow
    else:
        assert fast[-1] == slow[-1]


@pytest.mark.parametrize("cell", ["x" * 140_000, "é" * 100_000, "a\0b"])
def test_what_is_not_plain_is_left_to_the_slow_way(cell):
    fast, slow = both_ways(f"person,practice,stories\nA,alone,few\n{cell},alone,few\n".encode())
    assert fast == slow


def test_plain_text_is_read_by_pyarrow(monkeypatch):
    monkeypatch.setattr(plain_csv, "block_records", None)
    monkeypatch.setattr(plain_csv, "delimited_rows", None)
    content = b"person,practice,stories\n" + b"A,alone,few\n" * 1000
    table = detect_format(io.BytesIO(content), lambda name: name if name in NAMES else None)
    batches = list(text_batches(io.BytesIO(content), table, NAMES, Dropped()))
    assert sum(len(batch.rows) for batch in batches) == 1000
